import { once } from 'node:events';
import { createServer } from 'node:http';
import { stripTypeScriptTypes } from 'node:module';
import type { AddressInfo } from 'node:net';
import { expect, test } from 'vitest';
import { readContract } from '../../contract/read-contract.ts';
import { compileReport } from './compile-report.ts';

const { contract } = readContract({
  file: 'lockflight.yaml',
  text: `
lockflight: 1
project: shop
select: [LOCKFLIGHT_ENV, NODE_ENV]
environments: { local: { kind: development }, staging: { kind: staging, branch: staging, aliases: [sandbox] }, production: { kind: production, branch: main } }
variables: { DATABASE_URL: { type: url, secret: true }, PORT: { type: port }, NODE_ENV: { type: string } }
`,
});
if (contract === undefined) throw new Error('the contract is broken');
const DIGEST = 'd'.repeat(64);
const [COMMIT, TREE] = ['c'.repeat(40), 'e'.repeat(40)];

const load = async () => {
  const { emitWarning } = process;
  process.emitWarning = () => undefined;
  const text = stripTypeScriptTypes(compileReport(contract, DIGEST));
  process.emitWarning = emitWarning;
  expect(text).not.toMatch(/^\s*import|require\(|import\(/m);
  return import(`data:text/javascript,${encodeURIComponent(text)}`);
};
const report = await load();

const env = {
  NODE_ENV: 'sandbox',
  DATABASE_URL: 'postgres://CANARY@db/shop',
  PORT: '',
  OTHER_SECRET: 'CANARY',
  LOCKFLIGHT_COMMIT: COMMIT,
  LOCKFLIGHT_TREE: TREE,
};
const FULL = { environment: 'staging', commit: COMMIT, tree: TREE, contract: DIGEST, variables: ['DATABASE_URL', 'NODE_ENV'] };

test('where it runs, what it was built from, and names', () => {
  expect(report.lockflightReport({ env })).toEqual(FULL);
  expect(report.lockflightReport({ env: {} })).toEqual({ environment: null, commit: null, tree: null, contract: DIGEST, variables: [] });
  expect(report.lockflightReport({ env, commit: TREE.toUpperCase(), tree: 'main' })).toMatchObject({ commit: TREE, tree: TREE });
  expect(report.lockflightReport({ env: { LOCKFLIGHT_ENV: 'elsewhere', NODE_ENV: 'staging' } }).environment).toBeNull();
  expect(report.lockflightReport({ env: { LOCKFLIGHT_COMMIT: '$(git rev-parse HEAD)', RENDER_GIT_COMMIT: COMMIT } }).commit).toBe(COMMIT);
  expect(report.lockflightReport({ env: Object.create({ PORT: '1' }) }).variables).toEqual([]);
});

test('servers of Request and Response', async () => {
  const ask = (path: string, init: RequestInit = {}, options = {}) =>
    report.respondLockflight(new Request(`https://a.example${path}`, init), { env, ...options });
  const answer = ask('/.well-known/lockflight?x=1');
  expect([answer.status, answer.headers.get('content-type'), answer.headers.get('cache-control')]).toEqual([
    200,
    'application/json; charset=utf-8',
    'no-store',
  ]);
  expect(await answer.json()).toEqual(FULL);
  expect([ask('/'), ask('/.well-known/lockflight/x'), ask('/.well-known/lockflight', { method: 'POST' })]).toEqual([
    undefined,
    undefined,
    undefined,
  ]);
  const bearer = (value: string) => ({ headers: { authorization: value } });
  const statuses = [{}, bearer('Bearer no'), bearer('Bearer yesyes'), bearer('Bearer yes')].map(
    (init) => ask('/.well-known/lockflight', init, { token: 'yes' }).status,
  );
  expect(statuses).toEqual([401, 401, 401, 200]);
  expect(ask('/.well-known/lockflight', bearer('Bearer '), { token: '' }).status).toBe(401);
});

test('node:http', async () => {
  const server = createServer((request, response) => {
    if (!report.serveLockflight(request, response, { env })) response.writeHead(404).end();
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  try {
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    const words = await (await fetch(`${url}/.well-known/lockflight`)).text();
    expect(JSON.parse(words)).toEqual(FULL);
    expect(words).not.toContain('CANARY');
    expect((await fetch(`${url}/other`)).status).toBe(404);
  } finally {
    server.closeAllConnections();
    server.close();
  }
});
