import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { hasCode } from '../errors.ts';
import { contract, environment, group, groupCell, LOCAL, PRODUCTION, STAGING, variable, whenIs } from './contract.fixture.ts';
import { type JudgeOptions, judgeEnvironment, judgementOf } from './judge.ts';

type Values = Readonly<Record<string, string>>;

/** `code variable severity` of every issue, in order. */
const judge = (made: ReturnType<typeof contract>, env: string, values: Values, options?: JudgeOptions) =>
  judgeEnvironment(made, env, new Map(Object.entries(values)), options).map(
    ({ code, variable: name, severity }) => `${code} ${name} ${severity}`,
  );

describe('need', () => {
  const made = contract([
    variable('A', 'string'),
    variable('B', 'string', { all: { need: 'recommended' } }),
    variable('C', 'string', { all: { need: 'forbidden' } }),
    variable('D', 'string', { all: { default: 'd' } }),
    variable('E', 'integer', { all: { is: 3 } }),
  ]);

  test('unset: required is an error, recommended a warning, a default satisfies, `is` does not', () => {
    expect(judge(made, 'production', {})).toEqual(['missing A error', 'missing E error', 'missing B warning']);
    expect(judge(made, 'local', {})).toEqual(['missing B warning']);
  });

  test('the empty string is not set', () => {
    expect(judge(made, 'production', { A: '', C: '', E: '3', B: 'x' })).toEqual(['missing A error']);
  });

  test('forbidden blocks where the boot blocks and warns elsewhere', () => {
    expect(judge(made, 'production', { A: 'a', B: 'b', C: 'c', E: '3' })).toEqual(['forbidden C error']);
    expect(judge(made, 'local', { B: 'b', C: 'c' })).toEqual(['forbidden C warning']);
  });

  test('strict makes them errors, and leaves a recommendation one', () => {
    expect(judge(made, 'local', { C: 'c' }, { strict: true })).toEqual(['forbidden C error', 'missing B warning']);
  });

  test('an alias names the environment; a stranger is refused', () => {
    expect(judge(made, 'sandbox', { A: 'a', B: 'b', E: '4' })).toEqual(['invalid E error']);
    let thrown: unknown;
    try {
      judge(made, 'constructor', {});
    } catch (error) {
      thrown = error;
    }
    expect(hasCode(thrown, 'unknown-environment')).toBe(true);
  });
});

describe('constraints', () => {
  const cell = (type: Parameters<typeof variable>[1], all: object) => contract([variable('V', type, { all })]);
  test.each([
    ['is', cell('boolean', { is: true }), ['yes', '1', 'true'], ['false', 'off']],
    ['is, of a URL', cell('url', { is: 'https://a.example' }), ['https://a.example', 'https://a.example/'], ['https://b.example']],
    ['scheme', cell('url', { scheme: ['postgres', 'postgresql'] }), ['postgresql://h/x'], ['mysql://h/x', 'file:./x']],
    [
      'host',
      cell('url', { host: ['*.a.internal', 'b'] }),
      ['x://b/', 'x://u:p@db.EU.a.internal.:1/'],
      ['x://a.internal/', 'x://b.evil/', 'x://evil/?b', 'file:./b'],
    ],
    ['host, behind a user', cell('url', { host: ['good'] }), ['x://good/'], ['x://good@evil/', 'x://good:1@evil/', 'x://evil/good']],
    ['host, several', cell('url', { host: ['*.ok'] }), ['m://a.ok:1,b.ok:2/x'], ['m://a.ok:1,evil:2/x']],
    ['host, in the query', cell('url', { host: ['*.ok'] }), ['postgres://a.ok/x'], ['postgres://a.ok/x?host=evil']],
    ['host, of a host', cell('host', { host: ['*.a.internal'] }), ['DB.a.internal'], ['db.b.internal']],
    ['port', cell('url', { port: [443, 8443] }), ['https://a', 'https://a:8443'], ['http://a', 'https://a:444']],
    ['values', cell('enum', { values: ['a', 'b'] }), ['a'], ['c', 'A']],
    ['values, of a list', cell('list', { values: ['a', 'b'] }), ['a,b', 'b'], ['a,c']],
    ['matches', cell('string', { matches: '^v[0-9]+$' }), ['v1'], ['v', 'xv1']],
    ['not', cell('cidr-list', { not: ['0.0.0.0/0', '::/0'] }), ['10.0.0.0/8'], ['10.0.0.0/8,0.0.0.0/0', '9.9.9.9/0', '::1/0', '0::/0']],
    ['min and max', cell('integer', { min: 2, max: 4 }), ['2', '4'], ['1', '5']],
    ['min, of a duration', cell('duration', { min: 60 }), ['1m', '2h'], ['59s']],
    ['max, of a list', cell('list', { max: 2 }), ['a,b'], ['a,b,c']],
    ['length', cell('string', { length: { min: 2, max: 3 } }), ['ab', '😀😀😀'], ['a', 'abcd']],
  ] as const)('%s', (_name, made, right, wrong) => {
    for (const value of right) expect(judge(made, 'staging', { V: value })).toEqual([]);
    for (const value of wrong) expect(judge(made, 'staging', { V: value })).toEqual(['invalid V error']);
  });

  test('differs-from compares within the environment', () => {
    const made = contract([variable('A', 'string'), variable('B', 'string', { secret: true, all: { differsFrom: ['A'] } })]);
    expect(judge(made, 'staging', { A: 'x', B: 'x' })).toEqual(['not-distinct B error']);
    expect(judge(made, 'staging', { A: 'x', B: 'y' })).toEqual([]);
  });

  test('a hostile pattern or host glob gives an answer', () => {
    const made = contract([
      variable('V', 'string', { all: { matches: '(' } }),
      variable('H', 'host', { all: { host: [`${'*a'.repeat(60)}b`] } }),
    ]);
    expect(judge(made, 'staging', { V: 'x', H: 'a'.repeat(63) })).toEqual(['invalid V error', 'invalid H error']);
  });
});

describe('conditions', () => {
  const made = contract([
    variable('ON', 'boolean', { all: { need: 'optional', default: false } }),
    variable('PROVIDER', 'string', { all: { need: 'optional' } }),
    variable('HOST', 'host', { all: { when: [whenIs('ON', true)] } }),
    variable('KEY', 'string', { all: { when: [whenIs('PROVIDER', 'a', 'b')] } }),
    variable('OTHER', 'string', {
      all: {
        when: [
          { kind: 'not', condition: whenIs('ON', true) },
          { kind: 'any', conditions: [whenIs('PROVIDER', 'c')] },
        ],
      },
    }),
  ]);

  test('a false condition silences the variable, its value included', () => {
    expect(judge(made, 'production', {})).toEqual([]);
    expect(judge(made, 'production', { ON: 'off', HOST: 'not a host' })).toEqual([]);
  });

  test('a true one asks', () => {
    expect(judge(made, 'production', { ON: 'on', PROVIDER: 'b' })).toEqual(['missing HOST error', 'missing KEY error']);
    expect(judge(made, 'production', { PROVIDER: 'c' })).toEqual(['missing OTHER error']);
  });

  test('a value that is no value of its type holds nothing up, and is the only issue', () => {
    expect(judge(made, 'production', { ON: 'maybe' })).toEqual(['invalid ON error']);
  });

  test('a default counts', () => {
    const byDefault = contract([
      variable('ON', 'boolean', { all: { default: true } }),
      variable('HOST', 'host', { all: { when: [whenIs('ON', true)] } }),
    ]);
    expect(judge(byDefault, 'staging', {})).toEqual(['missing HOST error']);
    expect(judge(byDefault, 'staging', { ON: '0' })).toEqual([]);
  });
});

describe('modes and foreign values', () => {
  const modes = { in: { local: { mode: 'test' }, staging: { mode: 'test' }, production: { mode: 'live' } } } as const;
  const preview = environment('preview', 'preview');
  const made = contract([variable('KEY', 'stripe-secret-key', { secret: true, ...modes })], {
    environments: [LOCAL, preview, STAGING, PRODUCTION],
  });

  test('live where test is required, or where no mode is named, is foreign and blocks everywhere', () => {
    for (const env of ['local', 'preview', 'staging']) expect(judge(made, env, { KEY: 'rk_live_x1' })).toEqual(['foreign-value KEY error']);
  });

  test('test where live is required is of the wrong mode', () => {
    expect(judge(made, 'production', { KEY: 'sk_test_x1' })).toEqual(['wrong-mode KEY error']);
  });

  test('where the contract speaks of modes nowhere, a live key is at home in production', () => {
    const silent = contract([variable('KEY', 'stripe-secret-key', { secret: true })]);
    expect(judge(silent, 'production', { KEY: 'sk_live_x1' })).toEqual([]);
    expect(judge(silent, 'local', { KEY: 'sk_live_x1' })).toEqual(['foreign-value KEY error']);
  });

  test('patterns tell modes for any variable, and only what they tell is held against a value', () => {
    const both = contract([variable('K', 'string', { modes: { test: '^T-', live: '^L-' }, ...modes })]);
    expect(judge(both, 'production', { K: 'L-1' })).toEqual([]);
    expect(judge(both, 'production', { K: 'X-1' })).toEqual(['wrong-mode K error']);
    expect(judge(both, 'staging', { K: 'L-1' })).toEqual(['foreign-value K error']);
    const onlyTest = contract([variable('K', 'string', { modes: { test: '^T-' }, ...modes })]);
    expect(judge(onlyTest, 'production', { K: 'X-1' })).toEqual([]);
    expect(judge(onlyTest, 'staging', { K: 'X-1' })).toEqual(['wrong-mode K error']);
  });

  const hosts = contract([
    variable('DB', 'url', {
      secret: true,
      in: { local: { scheme: ['file'] }, staging: { host: ['*.staging.internal'] }, production: { host: ['*.prod.internal'] } },
    }),
    variable('NAME', 'string', { in: { staging: { is: 'shop-test' }, production: { is: 'shop' } } }),
    variable('ON', 'boolean', { in: { staging: { is: false }, production: { is: true } } }),
  ]);

  test("another environment's host or `is` is foreign, on a laptop too", () => {
    expect(judge(hosts, 'staging', { DB: 'pg://a.prod.internal/x', NAME: 'shop', ON: '0' })).toEqual([
      'foreign-value DB error',
      'foreign-value NAME error',
    ]);
    expect(judge(hosts, 'local', { DB: 'pg://a.prod.internal/x' })).toEqual(['foreign-value DB error']);
    expect(judge(hosts, 'local', { DB: 'pg://nobody.example/x' })).toEqual(['invalid DB warning']);
  });

  test("a boolean is nobody's, and a host that nobody claims is only invalid", () => {
    expect(judge(hosts, 'staging', { DB: 'pg://nobody.example/x', NAME: 'shop-test', ON: '1' })).toEqual([
      'invalid DB error',
      'invalid ON error',
    ]);
  });
});

describe('groups', () => {
  const optional = { all: { need: 'optional' as const } };
  const members = ['A', 'B', 'C'];
  const made = (
    rule: 'all-or-none' | 'at-least-one' | 'exactly-one',
    need: 'optional' | 'recommended' | 'required',
    cell: object = optional,
  ) =>
    contract(
      members.map((name) => variable(name, name === 'C' ? 'boolean' : 'string', cell)),
      { groups: [group('g', members, { rule, cells: [groupCell('staging', { need })] })] },
    );

  test('all or none: judged once a member is set, one issue on the first that lacks', () => {
    expect(judge(made('all-or-none', 'optional'), 'staging', {})).toEqual([]);
    expect(judge(made('all-or-none', 'optional'), 'staging', { A: 'a' })).toEqual(['incomplete-group B error']);
    expect(judge(made('all-or-none', 'optional'), 'staging', { A: 'a', B: 'b', C: 'off' })).toEqual([]);
    expect(judge(made('all-or-none', 'optional'), 'staging', { C: 'off' })).toEqual([]);
  });

  test('a required group names each member that is missing, and nothing twice', () => {
    expect(judge(made('all-or-none', 'required', {}), 'staging', { A: 'a' })).toEqual(['missing B error', 'missing C error']);
  });

  test('a recommended group that is set in part is broken, not recommended', () => {
    const cell = { all: { need: 'recommended' as const } };
    expect(judge(made('all-or-none', 'recommended', cell), 'staging', { A: 'a', C: '1' })).toEqual(['incomplete-group B error']);
  });

  test('at least one: a false boolean is no choice', () => {
    expect(judge(made('at-least-one', 'required'), 'staging', { C: 'false' })).toEqual(['incomplete-group A error']);
    expect(judge(made('at-least-one', 'required'), 'staging', { C: 'true' })).toEqual([]);
    expect(judge(made('at-least-one', 'optional'), 'staging', {})).toEqual([]);
    expect(judge(made('at-least-one', 'recommended'), 'staging', {})).toEqual(['incomplete-group A warning']);
  });

  test('exactly one', () => {
    expect(judge(made('exactly-one', 'required'), 'staging', { A: 'a', C: '0' })).toEqual([]);
    expect(judge(made('exactly-one', 'required'), 'staging', { A: 'a', B: 'b' })).toEqual(['incomplete-group B error']);
    expect(judge(made('exactly-one', 'required'), 'staging', {})).toEqual(['incomplete-group A error']);
  });
});

describe('placeholders, clients, old and unknown names', () => {
  const made = contract([
    variable('S', 'string', { secret: true, example: 'the-sample', all: { need: 'optional' } }),
    variable('U', 'url', { all: { need: 'optional' } }),
    variable('E', 'enum', { all: { need: 'optional', values: ['todo', 'done'] } }),
    variable('VITE_KEY', 'string', { exposed: true, all: { need: 'optional' } }),
    variable('OLD', 'string', { deprecated: { use: 'S' }, all: { need: 'optional' } }),
  ]);
  const sources = (values: Values) => ({ sources: new Map(Object.keys(values).map((name) => [name, '.env'])) });

  test.each([
    ['S', 'change-me'],
    ['S', 'CHANGEME'],
    ['S', 'sk_test_xxx'],
    ['S', 'xxxx'],
    ['S', 'the-sample'],
    ['S', '<your key>'],
    ['U', 'change-me'],
    ['U', 'postgres://app:change-me@db/x'],
  ])('%s: a placeholder where the boot blocks', (name, value) => {
    expect(judge(made, 'production', { [name]: value })).toEqual([`placeholder ${name} error`]);
    expect(judge(made, 'local', { [name]: value }).filter((issue) => issue.startsWith('placeholder'))).toEqual([]);
  });

  test('a word of the contract is none', () => {
    expect(judge(made, 'production', { E: 'todo' })).toEqual([]);
  });

  test('a secret in a client variable, declared or not', () => {
    const values = { S: 'long-and-secret', VITE_KEY: 'long-and-secret', NEXT_PUBLIC_X: 'sk_test_abc' };
    expect(judge(made, 'production', values, sources(values))).toEqual([
      'client-secret VITE_KEY error',
      'client-secret NEXT_PUBLIC_X error',
    ]);
    expect(judge(made, 'production', { VITE_KEY: 'pk_live_abc' })).toEqual([]);
  });

  test('a deprecated name warns', () => {
    expect(judge(made, 'production', { OLD: 'x' })).toEqual(['deprecated OLD warning']);
  });

  test('names of a file that the contract lacks warn; the selector and the process are nobody else', () => {
    const values = { LOCKFLIGHT_ENV: 'production', STRANGER: 'x' };
    expect(judge(made, 'production', values, sources(values))).toEqual(['undeclared STRANGER warning']);
    expect(judge(made, 'production', values)).toEqual([]);
  });

  test('a name that may be a piece of a key is not repeated', () => {
    const values = { MIIEowIBAAKCAQEA7bq: '=', JBSWY3DPEHPK3PXP: '', aBcD12: '=', NEW_RELIC_KEY: 'x' };
    expect(judge(made, 'local', values, sources(values))).toEqual([
      'undeclared (name not shown) warning',
      'undeclared (name not shown) warning',
      'undeclared (name not shown) warning',
      'undeclared NEW_RELIC_KEY warning',
    ]);
  });

  test('a selector that says another environment makes the values ambiguous', () => {
    expect(judge(made, 'local', { LOCKFLIGHT_ENV: 'production' })).toEqual(['ambiguous-environment LOCKFLIGHT_ENV error']);
    expect(judge(made, 'local', { LOCKFLIGHT_ENV: 'dev' })).toEqual([]);
  });
});

test('a build does not demand what the boot needs', () => {
  const made = contract([variable('A', 'string', { phases: ['boot', 'run'] }), variable('B', 'string', { phases: ['build'] })]);
  expect(judge(made, 'production', {}, { phase: 'build' })).toEqual(['missing B error']);
  expect(judge(made, 'production', {}, { phase: 'boot' })).toEqual(['missing A error']);
});

test('gravest first; ok says whether the boot is blocked; the source is told', () => {
  const made = contract([
    variable('A', 'string'),
    variable('KEY', 'stripe-secret-key', { secret: true, in: { staging: { mode: 'test' } } }),
  ]);
  const issues = judgeEnvironment(made, 'staging', new Map([['KEY', 'sk_live_1']]), { sources: new Map([['KEY', '.env.staging']]) });
  expect(issues.map((issue) => [issue.code, issue.source, issue.rule.line])).toEqual([
    ['foreign-value', '.env.staging', 11],
    ['missing', undefined, 10],
  ]);
  expect(judgementOf(STAGING, issues)).toMatchObject({ environment: 'staging', boot: 'block', ok: false });
  expect(judgementOf(LOCAL, []).ok).toBe(true);
});

test('any map of strings gets an answer, and prototypes are names like others', () => {
  const names = ['__proto__', 'constructor', 'toString', 'A', 'B', 'C', 'LOCKFLIGHT_ENV'];
  const types = ['url', 'cidr-list', 'json', 'stripe-secret-key', 'email', 'cron'] as const;
  const made = contract(
    names.slice(0, 6).map((name, i) =>
      variable(name, types[i] ?? 'string', {
        secret: i % 2 === 0,
        all: { host: ['*.x'], min: 1, length: { max: 9 }, not: ['a'], differsFrom: ['constructor'] },
      }),
    ),
    { groups: [group('g', ['__proto__', 'A'], { rule: 'exactly-one', cells: [groupCell('local', { need: 'required' })] })] },
  );
  const value = fc.oneof(fc.string({ unit: 'binary' }), fc.webUrl(), fc.constantFrom('', 'sk_live_x', 'postgres://a,b/c', '10.0.0.0/8'));
  fc.assert(
    fc.property(fc.array(fc.tuple(fc.constantFrom(...names), value)), fc.constantFrom('local', 'staging', 'production'), (pairs, env) => {
      const values = new Map(pairs);
      const issues = judgeEnvironment(made, env, values, { sources: new Map(pairs.map(([name]) => [name, '.env'])) });
      expect(new Set(issues.map((issue) => `${issue.variable} ${issue.code}`)).size).toBe(issues.length);
    }),
    { numRuns: 500 },
  );
  expect(judge(made, 'local', { constructor: 'not a list' })).toContain('invalid constructor warning');
});
