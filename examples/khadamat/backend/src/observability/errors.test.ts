import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:http';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { expect, it } from 'vitest';
import { openErrors } from './errors.ts';

/** What speaks Sentry's protocol, and keeps what arrives as it is. */
const startCollector = async () => {
  const bodies: string[] = [];
  const server = createServer(async (request, response) => {
    const body = Buffer.concat(await request.toArray());
    bodies.push((request.headers['content-encoding'] === 'gzip' ? gunzipSync(body) : body).toString());
    response.end('{}');
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  return {
    dsn: `http://publickey@127.0.0.1:${address.port}/42`,
    bodies,
    [Symbol.asyncDispose]: async () => {
      server.close();
      server.closeAllConnections();
      await once(server, 'close');
    },
  };
};

it('reports an error, its causes and its route, and nothing secret or personal', async () => {
  await using collector = await startCollector();
  const errors = await openErrors({ dsn: collector.dsn, environment: 'staging', secrets: ['hunter2-hunter2'] });
  const cause = Object.assign(new Error('login of amina@client.example with hunter2-hunter2 failed'), {
    detail: 'Key (email)=(amina@client.example)',
  });
  const error = Object.assign(new TypeError('no booking for +33 6 12 34 56 78', { cause }), { customer: 'Amina Benali' });
  errors.report(error, { code: 'UNEXPECTED', method: 'POST', route: '/api/bookings/:id', request: 'req-7' });
  errors.report('a text that was thrown: hunter2-hunter2');
  await errors[Symbol.asyncDispose]();
  const sent = collector.bodies.join('\n');
  const [event] = collector.bodies
    .flatMap((body) => body.split('\n').map((line) => (line === '' ? {} : (JSON.parse(line) as Record<string, unknown>))))
    .filter((line) => 'exception' in line);
  expect(event).toMatchObject({
    environment: 'staging',
    level: 'error',
    tags: { code: 'UNEXPECTED', method: 'POST', route: '/api/bookings/:id', request: 'req-7' },
    exception: {
      values: [
        { type: 'Error', value: 'login of [email] with [secret] failed' },
        { type: 'TypeError', value: 'no booking for [number]' },
      ],
    },
  });
  expect(sent).toContain('a text that was thrown: [secret]');
  expect(sent).toContain('errors.test.ts');
  for (const word of ['amina', 'Amina', 'hunter2', '12 34', process.cwd(), 'startCollector', 'server_name', 'breadcrumbs', 'user'])
    expect(sent, word).not.toContain(word);
});

it('reports nothing without a DSN, and never stops who reports', async () => {
  const off = await openErrors({ dsn: undefined, environment: 'local', secrets: [] });
  off.report(new Error('nobody hears'));
  await off[Symbol.asyncDispose]();
  const unreachable = await openErrors({ dsn: 'http://publickey@127.0.0.1:9/42', environment: 'local', secrets: [] });
  unreachable.report(undefined);
  unreachable.report(new Error('nobody answers'));
  await unreachable[Symbol.asyncDispose]();
});

it.each([
  ['exception', 'UNCAUGHT_EXCEPTION'],
  ['rejection', 'UNHANDLED_REJECTION'],
])('reports the %s that nobody caught, and the process ends', { timeout: 30_000 }, async (kind, code) => {
  await using collector = await startCollector();
  const child = spawn(process.execPath, [join(import.meta.dirname, 'crash.fixture.ts'), kind], {
    env: { ...process.env, SENTRY_DSN: collector.dsn },
    stdio: 'ignore',
  });
  const [exit] = await once(child, 'exit');
  expect(exit).toBe(1);
  expect(collector.bodies.join()).toContain(`"code":"${code}"`);
});
