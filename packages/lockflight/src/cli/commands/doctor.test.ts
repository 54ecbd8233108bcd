/** The command as a user meets it: a contract, values, real servers, exit codes, JSON, and no piece of a secret anywhere. */
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startRedis } from '../../../test-servers/redis.fixture.ts';
import { freePort, type Server } from '../../../test-servers/server.fixture.ts';
import { doctor as schema } from '../json/doctor.ts';
import { main } from '../main.ts';

const CONTRACT = `
lockflight: 1
project: shop
select: [APP_ENV]
environments:
  local: { kind: development }
  staging: { kind: staging, branch: staging }
variables:
  REDIS_URL: { type: url, secret: true, scheme: redis, in: { staging: { host: localhost } } }
  MOCK_REDIS: { type: boolean, in: { staging: optional } }
  STRIPE_SECRET_KEY: { type: string, secret: true, modes: { test: "^sk_test_", live: "^sk_live_" }, in: { staging: optional } }
  UPLOADS: { type: path, default: "." }
  PAGE: { type: url, in: { staging: optional } }
services:
  redis: { kind: redis, url: REDIS_URL, mock: MOCK_REDIS, in: { local: optional, staging: { need: required, managed: true, highly-available: true } } }
  payments: { kind: stripe, key: STRIPE_SECRET_KEY, in: { local: off, staging: { need: optional, mode: test } } }
  uploads: { kind: storage, path: UPLOADS }
  page: { kind: http, url: PAGE, in: { staging: optional } }
`;

const PASSWORD = 'canary-qvxk';
let folder = '';
let server: Server;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'lockflight-doctor-'));
  await writeFile(join(folder, 'lockflight.yaml'), CONTRACT);
  server = await startRedis({ password: PASSWORD });
});
afterAll(async () => {
  await server[Symbol.asyncDispose]();
  await rm(folder, { recursive: true });
});

const run = async (environment: Readonly<Record<string, string>>, ...argv: readonly string[]) => {
  const said = { out: '', err: '' };
  const exit = await main(['doctor', ...argv], {
    out: (words) => {
      said.out += words;
    },
    err: (words) => {
      said.err += words;
    },
    environment,
    colour: false,
    cwd: folder,
    now: () => new Date(),
  });
  expect(`${said.out}${said.err}`).not.toMatch(/canary|qvxk/);
  return { exit, ...said };
};
const redisAt = (port: number, password = PASSWORD) => `redis://:${password}@localhost:${port}`;
const asked = async (environment: Readonly<Record<string, string>>) => {
  const { exit, out } = await run({ APP_ENV: 'staging', ...environment }, '--json');
  const answer = schema.strict().parse(JSON.parse(out));
  const services = Object.fromEntries(
    answer.services.map((s) => [s.name, [s.outcome, s.checks.find((c) => c.outcome !== 'passed')?.code]]),
  );
  return { exit, ok: answer.ok, services, answer };
};

test('every required service works; what is not set is told, and decides nothing', async () => {
  const { exit, ok, services, answer } = await asked({ REDIS_URL: redisAt(server.port) });
  expect([exit, ok]).toEqual([0, true]);
  expect(services).toEqual({
    redis: ['passed', undefined],
    payments: ['absent', undefined],
    uploads: ['passed', undefined],
    page: ['absent', undefined],
  });
  expect(answer.services.map((s) => s.decides)).toEqual([true, false, true, false]);
});

test('what is managed or highly available is said to be unseen', async () => {
  const { answer } = await asked({ REDIS_URL: redisAt(server.port) });
  expect(answer.services.find((s) => s.name === 'redis')?.unseen).toEqual(['managed', 'highly-available']);
});

test('a required service that fails is exit 1; an optional one is not', async () => {
  expect(await asked({ REDIS_URL: redisAt(server.port, 'wrong-qvxk') })).toMatchObject({
    exit: 1,
    ok: false,
    services: { redis: ['failed', 'service-login-refused'] },
  });
  const nowhere = `http://localhost:${await freePort()}`;
  expect(await asked({ REDIS_URL: redisAt(server.port), PAGE: nowhere })).toMatchObject({
    exit: 0,
    services: { page: ['failed', 'service-unreachable'] },
  });
});

test('an imitation where the real one is required', async () => {
  expect(await asked({ REDIS_URL: redisAt(server.port), MOCK_REDIS: 'true' })).toMatchObject({
    exit: 1,
    services: { redis: ['failed', 'service-mocked'] },
  });
});

test('a live key in staging stops everything before a packet is sent', async () => {
  const { exit, out } = await run({ APP_ENV: 'staging', REDIS_URL: redisAt(server.port), STRIPE_SECRET_KEY: 'sk_live_canary' }, '--json');
  expect([exit, JSON.parse(out)]).toMatchObject([1, { ok: false, services: [], judgement: { ok: false } }]);
});

test('a service that hangs holds up nobody else, and is told', async () => {
  const sockets = new Set<Socket>();
  const silent = createServer((socket) => void sockets.add(socket.on('error', () => undefined))).listen(0, '127.0.0.1');
  await once(silent, 'listening');
  const { port } = silent.address() as { readonly port: number };
  const values = { APP_ENV: 'staging', REDIS_URL: redisAt(server.port), PAGE: `http://127.0.0.1:${port}` };
  const answer = JSON.parse((await run(values, '--json', '--timeout', '1')).out);
  expect(answer.services).toMatchObject([
    { name: 'redis', outcome: 'passed' },
    { name: 'payments', outcome: 'absent' },
    { name: 'uploads', outcome: 'passed' },
    { name: 'page', outcome: 'failed', checks: [{ check: 'encrypted', outcome: 'passed' }, { code: 'service-timeout' }] },
  ]);
  for (const socket of sockets) socket.destroy();
  silent.close();
});

test('for people, in both languages, and an environment that cannot be told', async () => {
  const staging = { APP_ENV: 'staging', REDIS_URL: redisAt(server.port, 'wrong-qvxk') };
  for (const language of ['en', 'fr']) {
    const { out, err } = await run(staging, '--lang', language);
    expect(out).toContain('service-login-refused');
    expect(out.split('\n').filter((line) => line.length > 80)).toEqual([]);
    expect(err).toContain('redis');
  }
  expect((await run({ APP_ENV: 'nowhere' })).exit).toBe(2);
  expect((await run(staging, '--timeout', 'soon')).exit).toBe(2);
  const local = JSON.parse((await run({}, '--json')).out);
  expect(local).toMatchObject({ environment: 'local', ok: true });
});
