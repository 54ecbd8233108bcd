/** Against a real PostgreSQL. */
import { mkdtemp, rm, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { probe, said } from '../../../test-servers/input.fixture.ts';
import { OWNER, startPostgres } from '../../../test-servers/postgres.fixture.ts';
import { freePort, type Server, startStranger } from '../../../test-servers/server.fixture.ts';

let server: Server;
const CANARY = 'app-canary/pass';
const url = (database: string, { user = 'app', password = CANARY, host = 'localhost', query = '' } = {}) =>
  `postgresql://${user}:${encodeURIComponent(password)}@${host}:${server.port}/${database}${query}`;

beforeAll(async () => {
  server = await startPostgres();
  const owner = new pg.Client({ host: '127.0.0.1', port: server.port, database: 'postgres', ...OWNER });
  await owner.connect();
  for (const sql of [
    `create role app login password '${CANARY}'`,
    'create database shop owner app',
    'create database shadow owner app',
    "create role reader login password 'reader'",
    'alter role reader set default_transaction_read_only = on',
  ])
    await owner.query(sql);
  await owner.end();
});
afterAll(async () => server[Symbol.asyncDispose]());

test('everything as it should be, and not a character of the password', async () => {
  const checks = await probe('postgres', { url: url('shop', { query: '?sslmode=verify-full' }), shadow: url('shadow') });
  expect(said(checks)).toEqual(
    ['reachable', 'login', 'encrypted', 'version', 'role', 'writable', 'shadow'].map((check) => `${check} passed`),
  );
  expect(checks.find((c) => c.check === 'version')?.message.en).toMatch(/^PostgreSQL \d+\.\d+$/);
  expect(JSON.stringify(checks)).not.toContain('canary');
});

test('a shadow database under another name is still the primary one', async () => {
  const checks = await probe('postgres', { url: url('shop'), shadow: url('shop', { host: '127.0.0.1', query: '?application_name=x' }) });
  expect(said(checks)).toContain('shadow shadow-is-primary');
});

test('a superuser in staging, a read-only role, a version past its time', async () => {
  expect(said(await probe('postgres', { url: url('shop', OWNER) }))).toContain('role service-too-mighty');
  expect(said(await probe('postgres', { url: url('shop', OWNER) }, { environment: 'development' }))).toContain('role passed');
  expect(said(await probe('postgres', { url: url('shop', { user: 'reader', password: 'reader' }) }))).toContain(
    'writable database-read-only',
  );
  expect(said(await probe('postgres', { url: url('shop') }, { now: () => new Date('2040-01-01') }))).toContain('version service-outdated');
});

test('what it refuses: password, database, certificate, another host in a parameter', async () => {
  const last = async (address: string, asked = {}) => said(await probe('postgres', { url: address }, asked)).at(-1);
  expect(await last(url('shop', { password: 'wrong' }))).toBe('login service-login-refused');
  expect(await last(url('nowhere'))).toBe('login service-identity');
  expect(await last(url('shop', { query: '?sslmode=verify-full' }), { ca: '' })).toBe('certificate service-certificate');
  expect(await last(url('shop', { query: '?host=elsewhere.example' }))).toBe('address service-address-refused');
  expect(await last('mysql://localhost/shop')).toBe('address service-address-invalid');
  expect(await last(`postgres://a:b@127.0.0.1:${await freePort()}/shop`)).toBe('reachable service-unreachable');
  await using stranger = await startStranger();
  expect(await last(`postgres://a:b@127.0.0.1:${stranger.port}/shop`)).toBe('login service-answer-unexpected');
});

test('TLS that is asked for and not there', async () => {
  await using plain = await startPostgres({ tls: false });
  const address = `postgres://owner:${OWNER.password}@localhost:${plain.port}/postgres`;
  expect(said(await probe('postgres', { url: `${address}?sslmode=require` })).at(-1)).toBe('encrypted service-not-encrypted');
  expect(said(await probe('postgres', { url: address }))).toContain('encrypted passed');
});

test('backups: off, none, recent, old', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'lockflight-backups-'));
  const types = { BACKUPS: 'boolean', BACKUPS1: 'path', BACKUPS2: 'cron' } as const;
  const look = async (...backups: readonly string[]) => said(await probe('postgres', { url: url('shop'), backups }, { types })).at(-1);
  expect(await look('false', folder, '0 3 * * *')).toBe('backups backups-off');
  expect(await look('true')).toBe('backups service-not-visible');
  expect(await look('true', folder, '0 3 * * *')).toBe('backups backups-stale');
  await writeFile(join(folder, 'one.dump'), 'rows');
  expect(await look('true', folder, '0 3 * * *')).toBe('backups passed');
  const old = new Date(Date.now() - 50 * 3_600_000);
  await utimes(join(folder, 'one.dump'), old, old);
  expect(await look('true', folder, '0 3 * * *')).toBe('backups backups-stale');
  expect(await look('true', folder, '0 3 * * 0')).toBe('backups passed');
  await rm(folder, { recursive: true });
});
