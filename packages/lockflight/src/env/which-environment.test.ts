import { describe, expect, test } from 'vitest';
import { contract, environment, LOCAL, PRODUCTION, STAGING, variable } from './contract.fixture.ts';
import { whichEnvironment } from './which-environment.ts';

type Values = Readonly<Record<string, string>>;

const made = contract(
  [
    variable('KEY', 'stripe-secret-key', { in: { local: { mode: 'test' }, production: { mode: 'live' } } }),
    variable('DB', 'url', { in: { local: { host: ['localhost'] }, production: { host: ['*.prod.internal'] } } }),
    variable('SHOP', 'string', { in: { local: { is: 'shop-dev' }, staging: { is: 'shop-test' } } }),
    variable('FLAG', 'boolean', { in: { local: { is: false }, production: { is: true } } }),
  ],
  { environments: [LOCAL, environment('preview', 'preview', { host: 'replit' }), STAGING, PRODUCTION] },
);

const which = (process: Values, base: Values = {}, named?: string) => {
  const answer = whichEnvironment(made, {
    process: new Map(Object.entries(process)),
    base: new Map(Object.entries(base)),
    ...(named === undefined ? {} : { named }),
  });
  if (answer.kind === 'known') return `${answer.environment.name} by ${answer.by}`;
  return answer.kind === 'ambiguous'
    ? `${answer.issue.code} ${answer.issue.variable} ${answer.issue.severity}`
    : `${answer.kind} ${answer.error.code}`;
};

describe('which environment am I?', () => {
  test('the option goes before the process, the process before the base file', () => {
    expect(which({ LOCKFLIGHT_ENV: 'staging' }, { LOCKFLIGHT_ENV: 'dev' }, 'production')).toBe('production by option');
    expect(which({ LOCKFLIGHT_ENV: 'sandbox' }, { LOCKFLIGHT_ENV: 'dev' })).toBe('staging by process');
    expect(which({}, { APP_ENV: 'production' })).toBe('production by base-file');
  });

  test('the first selector that is set wins; empty is not set', () => {
    expect(which({ LOCKFLIGHT_ENV: 'staging', APP_ENV: 'production' })).toBe('staging by process');
    expect(which({ LOCKFLIGHT_ENV: '', APP_ENV: 'production' })).toBe('production by process');
  });

  test('nobody says it, and nothing speaks against it: development', () => {
    expect(which({ PATH: '/bin', KEY: 'sk_test_1', DB: 'pg://localhost/x', SHOP: 'shop-dev', FLAG: 'true' })).toBe('local by default');
  });

  test.each([
    ['a live key', { KEY: 'sk_live_1' }, 'KEY'],
    ["another one's host", { DB: 'pg://a.prod.internal/x' }, 'DB'],
    ["another one's value", { SHOP: 'shop-test' }, 'SHOP'],
    ["a host's marker", { REPL_ID: 'x' }, 'REPL_ID'],
  ])('%s is a mark: ambiguous, never a guess', (_name, values, on) => {
    expect(which(values)).toBe(`ambiguous-environment ${on} error`);
    expect(which({}, values)).toBe(`ambiguous-environment ${on} error`);
    expect(which({ ...values, LOCKFLIGHT_ENV: 'local' })).toBe('local by process');
  });

  test('an environment that the contract does not have is an error of the call', () => {
    expect(which({ LOCKFLIGHT_ENV: 'prod' })).toBe('unknown unknown-environment');
    expect(which({}, {}, '__proto__')).toBe('unknown unknown-environment');
  });

  test('without one development environment there is no default', () => {
    const none = contract([], { environments: [STAGING, PRODUCTION] });
    const two = contract([], { environments: [LOCAL, environment('other', 'development')] });
    for (const each of [none, two]) expect(whichEnvironment(each, { process: new Map(), base: new Map() }).kind).toBe('ambiguous');
  });
});
