/** Inputs that nobody means well, judged by the interpreter and by the compiled validator: both answer, and give one answer. */
import { describe, expect, test } from 'vitest';
import type { Contract, VariableType } from '../contract/model.ts';
import { readContract } from '../contract/read-contract.ts';
import { TYPES } from './compile/any-contract.fixture.ts';
import { findingsOf, loadCompiled, runCompiled } from './compile/load-compiled.fixture.ts';
import { contract as contractOf, group, groupCell, variable, whenIs } from './contract.fixture.ts';
import { judgeEnvironment } from './judge.ts';

const judged = (contract: Contract, source: Readonly<Record<string, string>>): readonly string[] =>
  judgeEnvironment(contract, 'production', new Map(Object.entries(source))).map(
    (issue) => `${issue.severity} ${issue.code} ${issue.variable} ${issue.rule.line}`,
  );

const compiled = (contract: Contract, source: Readonly<Record<string, string>>): readonly string[] =>
  findingsOf(runCompiled(loadCompiled(contract), source));

const alike = (contract: Contract, source: Readonly<Record<string, string>>): readonly string[] => {
  const given = { LOCKFLIGHT_ENV: 'production', ...source };
  const found = judged(contract, given);
  expect(compiled(contract, given)).toEqual(found);
  return found;
};

describe('a value of a megabyte', () => {
  const MEGABYTE = 1024 * 1024;
  const LONG: Partial<Record<VariableType, string>> = {
    url: `https://${'a.'.repeat(MEGABYTE / 2)}b/`,
    host: 'a.'.repeat(MEGABYTE / 2),
    email: `${'a.'.repeat(MEGABYTE / 2)}@b.c`,
    ip: '1:'.repeat(MEGABYTE / 2),
    'cidr-list': '10.0.0.0/8,'.repeat(MEGABYTE / 11),
    list: 'a,'.repeat(MEGABYTE / 2),
    json: '['.repeat(MEGABYTE),
    semver: `1.0.0-${'0.'.repeat(MEGABYTE / 2)}`,
    cron: `${'1,'.repeat(MEGABYTE / 2)} * * * *`,
    duration: '1'.repeat(MEGABYTE),
    path: `${'/a '.repeat(MEGABYTE / 3)}`,
    base64: 'a='.repeat(MEGABYTE / 2),
    'sentry-dsn': `https://${'a:'.repeat(MEGABYTE / 2)}@h/1`,
  };

  test.each(TYPES)('of type %s', (type) => {
    const contract = contractOf([
      variable('A', type, { all: { length: { max: 64 }, matches: '^(?:[a-z0-9]+[.-])*$' } }),
      variable('B', type, { secret: true, all: { differsFrom: ['A'], not: ['a'] } }),
    ]);
    const A = LONG[type] ?? 'a'.repeat(MEGABYTE);
    const found = alike(contract, { A, B: `${A}y` });
    expect(found).toContain('error invalid A 10');
    expect(found.join()).not.toMatch(/aaa|a\.a/);
  });
});

describe('ten thousand variables', () => {
  const named = (length: number): readonly string[] => Array.from({ length }, (_, i) => `VAR_${i}`);
  const contractWith = (names: readonly string[]): Contract =>
    contractOf(
      names.map((name, i) => {
        const next = names[(i + 1) % names.length] ?? '';
        const all = i % 3 === 0 ? { when: [whenIs(next, 'x')] } : i % 7 === 0 ? { differsFrom: [next] } : {};
        return variable(name, i % 2 === 0 ? 'boolean' : 'string', { secret: i % 5 === 0, all });
      }),
      {
        groups: Array.from({ length: names.length / 10 }, (_, i) =>
          group(`g${i}`, names.slice(i * 10, i * 10 + 10), {
            rule: 'at-least-one',
            cells: [groupCell('production', { need: 'required' })],
          }),
        ),
      },
    );

  const names = named(10_000);
  const contract = contractWith(names);
  const wrong = (all: readonly string[]) => Object.fromEntries(all.map((name, i) => [name, i % 2 === 0 ? 'maybe' : `value ${i}`]));

  test('none of them set, and every other one wrong', () => {
    expect(judged(contract, {}).length).toBeGreaterThan(6000);
    expect(judged(contract, wrong(names)).filter((line) => line.includes(' invalid ')).length).toBeGreaterThan(3000);
  });

  // More than a file of 256 KB can declare is not compiled.
  test('compiled, as many as a contract can have', () => {
    const fewer = named(1500);
    const compiles = contractWith(fewer);
    expect(alike(compiles, {}).length).toBeGreaterThan(900);
    expect(alike(compiles, wrong(fewer)).filter((line) => line.includes(' invalid ')).length).toBeGreaterThan(400);
  });

  test('in a file, and none of them declared', () => {
    const sources = new Map(names.map((name) => [`${name}_X`, '.env']));
    const issues = judgeEnvironment(contractOf([]), 'production', new Map(), { sources });
    expect([issues.length, new Set(issues.map(({ code }) => code))]).toEqual([10_000, new Set(['undeclared'])]);
    expect(judgeEnvironment(contract, 'production', new Map(), { sources }).filter(({ code }) => code === 'undeclared')).toHaveLength(
      10_000,
    );
  });
});

test('names that every object has, set and not set', () => {
  const names = ['__proto__', 'constructor', 'toString', 'hasOwnProperty', 'valueOf', 'prototype'];
  const contract = contractOf(names.map((name) => variable(name, 'integer', { all: { need: 'required' } })));
  const missing = names.map((name, i) => `error missing ${name} ${10 + i}`);
  expect(alike(contract, {})).toEqual(missing);
  const source: Record<string, string> = Object.create(null);
  for (const name of names) source[name] = '7';
  expect(alike(contract, JSON.parse(JSON.stringify(source)))).toEqual([]);
  const { env } = runCompiled(loadCompiled(contract), Object.assign(source, { LOCKFLIGHT_ENV: 'production' }));
  expect(names.map((name) => Object.getOwnPropertyDescriptor(env ?? {}, name)?.value)).toEqual(names.map(() => 7));
});

test('names that differ only in case are two variables', () => {
  const contract = contractOf([variable('Token', 'integer'), variable('TOKEN', 'boolean')]);
  expect(alike(contract, { Token: '1', TOKEN: 'true' })).toEqual([]);
  expect(alike(contract, { Token: 'true', TOKEN: '1' })).toEqual(['error invalid Token 10']);
  expect(alike(contract, { TOKEN: 'true' })).toEqual(['error missing Token 10']);
});

describe('a contract that cannot be meant', () => {
  const codes = (text: string) =>
    readContract({
      file: 'c',
      text: `lockflight: 1\nproject: p\nenvironments: { a: { kind: staging }, b: { kind: production } }\n${text}\n`,
    }).diagnostics.map(({ code }) => code);

  test.each([
    ['the same key twice', 'variables: { A: url, A: host }', 'duplicate-key'],
    ['a name that sets a prototype', 'variables: { __proto__: string }', 'forbidden-key'],
    ['a condition on itself', 'variables: { A: { type: boolean, when: A } }', 'condition-cycle'],
    [
      'a condition that comes back, through a cell',
      'variables: { A: { type: boolean, in: { a: { when: B } } }, B: { type: boolean, when: { not: A } } }',
      'condition-cycle',
    ],
    [
      'a condition that comes back, through a group',
      'variables: { A: boolean, B: boolean }\ngroups: { g: { variables: [A, B], when: B } }',
      'condition-cycle',
    ],
    ['a default beyond its bounds', 'variables: { A: { type: integer, max: 5, default: 9 } }', 'breaks-own-rule'],
    ['a default of another scheme', 'variables: { A: { type: url, scheme: https, default: "http://x" } }', 'breaks-own-rule'],
    [
      'a default outside its values, in one environment',
      'variables: { A: { type: enum, values: [x], in: { b: { default: y } } } }',
      'breaks-own-rule',
    ],
    ['a default that is refused', 'variables: { A: { type: string, not: [x], default: x } }', 'breaks-own-rule'],
    ['a pattern that backtracks for ever', 'variables: { A: { type: string, matches: "^(a+)+$" } }', 'slow-pattern'],
    ['a pattern that backtracks for ever, in a mode', 'variables: { A: { type: string, modes: { live: "^(a|a)*$" } } }', 'slow-pattern'],
  ])('%s', (_, text, code) => {
    expect(codes(text)).toContain(code);
  });
});
