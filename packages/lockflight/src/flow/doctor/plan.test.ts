/** What is decided before a packet is sent, and what checks come to: by need, mode and facts. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readContract } from '../../contract/read-contract.ts';
import { type Check, errored, failed, passed } from '../../probe/check.ts';
import { exitOf, outcomeOf, reportOf } from './judge.ts';
import { planOf } from './plan.ts';

const planned = (environment: string, values: Readonly<Record<string, string>>) => {
  const { contract, diagnostics } = readContract({
    file: 'lockflight.yaml',
    text: `
lockflight: 1
project: shop
environments:
  local: { kind: development }
  staging: { kind: staging, branch: staging }
  production: { kind: production, branch: main }
variables:
  URL: { type: url, secret: true }
  MOCK: { type: boolean }
  SCAN: { type: boolean }
  HOST: { type: host, when: SCAN }
  ORIGIN: { type: url }
  TOKEN: { type: string, secret: true }
  KEY: { type: stripe-secret-key }
  MAIL: { type: host, modes: { live: "^smtp\\\\." } }
services:
  redis: { kind: redis, url: URL, mock: MOCK, in: { local: optional, staging: required, production: forbidden } }
  scan: { kind: clamav, host: HOST, enabled: SCAN, in: { local: off } }
  payments: { kind: stripe, key: KEY, in: { local: test, staging: sandbox, production: live } }
  mail: { kind: smtp, host: MAIL, in: { local: recommended } }
  metrics: { kind: metrics, url: ORIGIN, token: TOKEN, in: { local: optional, staging: required } }
  page: { kind: http, need: required, managed: true }
`,
  });
  const found = contract?.environments.find((e) => e.name === environment);
  if (contract === undefined || found === undefined) throw new Error(JSON.stringify(diagnostics));
  return planOf(contract, found, new Map(Object.entries(values)));
};
const plans = (environment: string, values: Readonly<Record<string, string>>) =>
  Object.fromEntries(
    planned(environment, values).map(({ service, plan }) => [
      service.name,
      plan.kind === 'left' ? plan.as : plan.kind === 'probe' ? 'probe' : plan.checks.map((c) => c.code).join(),
    ]),
  );

test('what is off, not set, imitated, or required and missing', () => {
  expect(plans('local', { MOCK: 'true', HOST: 'h', SCAN: 'true' })).toEqual({
    redis: 'mocked',
    scan: 'off',
    payments: 'absent',
    mail: 'absent',
    metrics: 'absent',
    page: 'service-not-declared',
  });
  expect(plans('staging', { MOCK: 'yes', SCAN: 'off' })).toMatchObject({
    redis: 'service-mocked',
    scan: 'service-disabled',
    payments: 'service-not-set',
    mail: 'service-not-set',
  });
  expect(plans('staging', { URL: 'redis://h', MOCK: 'false', SCAN: 'on', HOST: 'h' })).toMatchObject({ redis: 'probe', scan: 'probe' });
});

test("metrics without their token are not set up, whatever else the application's address is for", () => {
  const values = { ORIGIN: 'http://localhost:4000' };
  expect(plans('local', values).metrics).toBe('absent');
  expect(plans('local', { ...values, TOKEN: 't' }).metrics).toBe('probe');
  expect(plans('staging', values).metrics).toBe('probe');
});

test('what is forbidden here and set all the same', () => {
  expect(plans('production', { URL: 'redis://h' }).redis).toBe('service-unwanted');
  expect(plans('production', {}).redis).toBe('off');
});

test('a variable whose conditions do not hold is not asked with: nothing was proven of it', () => {
  expect(planned('staging', { HOST: 'h' }).find((p) => p.service.name === 'scan')?.parts).toEqual([]);
});

test('test and live, and where no mode is named: live belongs to production alone', () => {
  const payments = (environment: string, key: string) => plans(environment, { KEY: key }).payments;
  expect(payments('staging', 'sk_live_1')).toBe('service-wrong-mode');
  expect(payments('local', 'rk_live_1')).toBe('service-wrong-mode');
  expect(payments('production', 'sk_test_1')).toBe('service-wrong-mode');
  expect([payments('staging', 'sk_test_1'), payments('production', 'sk_live_1')]).toEqual(['probe', 'probe']);
  expect(plans('staging', { MAIL: 'smtp.example' }).mail).toBe('service-wrong-mode');
  expect(plans('production', { MAIL: 'smtp.example' }).mail).toBe('probe');
});

const [good, bad, unseen] = [
  passed('a', 'a', 'a'),
  failed('b', 'service-unreachable', 'b', 'b'),
  errored('c', 'service-busy', 'c', 'c'),
] as const;

test('only what is required decides; nothing looked at is nothing proven', () => {
  const reports = (environment: string, ...checks: readonly Check[]) =>
    planned(environment, { URL: 'redis://h' })
      .filter((p) => p.service.name === 'redis')
      .map((p) => reportOf(p, checks));
  expect([exitOf(reports('staging', good)), exitOf(reports('staging', bad, unseen)), exitOf(reports('staging', unseen))]).toEqual([
    0, 1, 3,
  ]);
  expect([exitOf(reports('staging')), exitOf(reports('local', bad)), exitOf(reports('local', unseen))]).toEqual([3, 0, 0]);
  expect(exitOf(reports('production', good))).toBe(1);
});

test('a check more never makes an outcome better', () => {
  const rank = { passed: 0, errored: 1, failed: 2 } as const;
  const checks = fc.array(fc.constantFrom(good, bad, unseen), { minLength: 1 });
  fc.assert(
    fc.property(checks, fc.constantFrom(good, bad, unseen), (list, more) => {
      expect(rank[outcomeOf([...list, more])]).toBeGreaterThanOrEqual(rank[outcomeOf(list)]);
    }),
  );
});
