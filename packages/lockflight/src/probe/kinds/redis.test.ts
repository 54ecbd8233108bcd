/** Against a real redis-server. */
import { expect, test } from 'vitest';
import { probe, said } from '../../../test-servers/input.fixture.ts';
import { startRedis } from '../../../test-servers/redis.fixture.ts';
import { freePort, startStranger } from '../../../test-servers/server.fixture.ts';

const PASSWORD = 'p@ss/wörd-canary';
const ENCODED = encodeURIComponent(PASSWORD);

test('with a password, and what it throws away when it is full', async () => {
  await using server = await startRedis({ password: PASSWORD, more: ['--maxmemory-policy', 'allkeys-lru'] });
  const url = (password: string) => `redis://${password}localhost:${server.port}`;
  const checks = await probe('redis', { url: url(`:${ENCODED}@`) });
  expect(said(checks)).toEqual([
    'reachable passed',
    'encrypted passed',
    'login passed',
    'version passed',
    'role passed',
    'eviction passed',
  ]);
  expect(checks.at(-1)?.message.en).toContain('allkeys-lru');
  expect(said(await probe('redis', { url: url(':wrong-canary@') })).at(-1)).toBe('login service-login-refused');
  expect(said(await probe('redis', { url: url('') })).at(-1)).toBe('login service-login-refused');
  expect(JSON.stringify(checks)).not.toContain('canary');
});

test('over TLS, with a certificate that is trusted or not', async () => {
  await using server = await startRedis({ tls: true, password: PASSWORD });
  const url = `rediss://:${ENCODED}@localhost:${server.port}/2`;
  expect(said(await probe('redis', { url }))).toContain('login passed');
  expect(said(await probe('redis', { url }, { ca: '' })).at(-1)).toBe('certificate service-certificate');
  expect(said(await probe('redis', { url: url.replace('rediss', 'redis') })).at(-1)).not.toMatch(/passed/);
});

test('a replica is not the one to write to; a password that nobody asked for is refused', async () => {
  await using primary = await startRedis();
  await using replica = await startRedis({ more: ['--replicaof', '127.0.0.1', String(primary.port)] });
  expect(said(await probe('redis', { url: `redis://127.0.0.1:${replica.port}` }))).toContain('role service-identity');
  expect(said(await probe('redis', { url: `redis://:x@127.0.0.1:${primary.port}` })).at(-1)).toBe('login service-login-refused');
});

test('nothing there, or something else', async () => {
  expect(said(await probe('redis', { url: `redis://127.0.0.1:${await freePort()}` }))).toEqual(['reachable service-unreachable']);
  expect(said(await probe('redis', { url: 'http://localhost' }))).toEqual(['address service-address-invalid']);
  await using stranger = await startStranger();
  expect(said(await probe('redis', { url: `redis://127.0.0.1:${stranger.port}` })).at(-1)).not.toMatch(/passed/);
});
