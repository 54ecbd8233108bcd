/** Whatever goes wrong on the way to an answer has a code of its own, reaches no other host, and shows nothing of the token. */
import { createServer } from 'node:net';
import { expect, test } from 'vitest';
import { LockflightError } from '../../../errors.ts';
import { type Answering, hostIn, json, newServer, TOKEN } from './answering-server.fixture.ts';
import { askJson } from './ask-json.ts';
import type { Host } from './host.ts';

const ask = async (url: string, host: Host = hostIn('.'), token = 'LOCKFLIGHT_SOURCE_TOKEN'): Promise<unknown> => {
  try {
    return (await askJson(host, { name: 'logs', url, path: '/api', query: { q: 'a b&c' }, token })).body;
  } catch (error) {
    if (!(error instanceof LockflightError)) throw error;
    expect(JSON.stringify([error.failure, error.message, error.stack, error.cause])).not.toContain('4711');
    return error.code;
  }
};

const answered = async (answering: Answering): Promise<unknown> => {
  await using server = await newServer(answering);
  return await ask(server.url);
};

test('asks that address and no other, with the token', async () => {
  await using server = await newServer((_, response) => json(response, { fine: true }));
  expect(await ask(`${server.url}/behind/a/proxy/`)).toEqual({ fine: true });
  expect(server.asked).toHaveLength(1);
  expect(server.asked[0]).toMatchObject({
    path: '/behind/a/proxy/api',
    headers: { authorization: `Bearer ${TOKEN}`, accept: 'application/json' },
  });
  expect(server.asked[0]?.query.get('q')).toBe('a b&c');
});

test('a redirection is not followed, wherever it leads', async () => {
  await using other = await newServer((_, response) => json(response, {}));
  for (const status of [301, 302, 307, 308])
    expect(await answered((_, response) => response.writeHead(status, { location: `${other.url}/api` }).end())).toBe('source-redirected');
  expect(other.asked).toHaveLength(0);
});

test.each([
  [401, 'source-refused'],
  [403, 'source-refused'],
  [404, 'source-rejected'],
  [400, 'source-rejected'],
  [422, 'source-rejected'],
  [204, 'source-rejected'],
  [206, 'source-partial'],
  [429, 'source-unavailable'],
  [500, 'source-unavailable'],
  [503, 'source-unavailable'],
] as const)('it answers %s', async (status, code) =>
  expect(await answered((_, response) => response.writeHead(status, { 'content-type': 'application/json' }).end('{}'))).toBe(code),
);

test('a page for people', async () =>
  expect(await answered((_, response) => response.writeHead(200, { 'content-type': 'text/html' }).end('{}'))).toBe('source-not-json'));
test('an answer without a type', async () =>
  expect(await answered((_, response) => response.writeHead(200).end('{}'))).toBe('source-not-json'));
test('half an answer', async () =>
  expect(await answered((_, response) => response.writeHead(200, { 'content-type': 'application/json' }).end('{"a":'))).toBe(
    'source-nonsense',
  ));
test('an answer that breaks off', async () =>
  expect(
    await answered((_, response) => {
      response.writeHead(200, { 'content-type': 'application/json', 'content-length': '100' }).write('{"a":');
      setTimeout(() => response.destroy(), 20);
    }),
  ).toBe('source-unavailable'));
test('an answer without end', async () =>
  expect(
    await answered((_, response) => {
      response.writeHead(200, { 'content-type': 'application/json' });
      const more = (): void => {
        while (!response.destroyed && response.write(' '.repeat(1 << 20)));
        if (!response.destroyed) response.once('drain', more);
      };
      more();
    }),
  ).toBe('source-too-large'));
test('no answer in time', async () => {
  await using server = await newServer(() => undefined);
  expect(await ask(server.url, hostIn('.', { timeoutMs: 100 }))).toBe('source-timeout');
});
test('nobody there', async () => {
  const closed = createServer();
  await new Promise<void>((ready) => closed.listen(0, '127.0.0.1', ready));
  const { port } = closed.address() as { port: number };
  await new Promise((gone) => closed.close(gone));
  expect(await ask(`http://127.0.0.1:${port}`)).toBe('source-unavailable');
});
test('no token, or one that could not stand in a header: nothing is asked', async () => {
  await using server = await newServer((_, response) => json(response, {}));
  expect(await ask(server.url, hostIn('.'), 'LOCKFLIGHT_SOURCE_OTHER')).toBe('source-token-missing');
  expect(await ask(server.url, hostIn('.', { variable: () => 'token-4711\nx: y' }))).toBe('source-token-missing');
  expect(server.asked).toHaveLength(0);
});
