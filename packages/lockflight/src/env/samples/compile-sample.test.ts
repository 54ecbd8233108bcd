/** A sample is read back as its application would read it, and judged for the environment it was made for. */
import { parse } from 'dotenv';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Contract } from '../../contract/model.ts';
import { readContract } from '../../contract/read-contract.ts';
import { WHOLE_CONTRACT } from '../../contract/whole-contract.fixture.ts';
import { CONTRACT_FILES, contractHere } from '../../examples.fixture.ts';
import { contract, group, groupCell, STAGING, variable, whenIs } from '../contract.fixture.ts';
import { judgeEnvironment } from '../judge.ts';
import { anyContract } from './any-contract.fixture.ts';
import { compileSample } from './compile-sample.ts';
import { dotenvValue } from './dotenv-line.ts';

const whole = readContract({ file: 'lockflight.yaml', text: WHOLE_CONTRACT }).contract;
const CONTRACTS: readonly (readonly [string, Contract])[] = [
  ...CONTRACT_FILES.map((file) => [file, contractHere(file)] as const),
  ...(whole === undefined ? [] : [['the whole language', whole] as const]),
];
const CASES = CONTRACTS.flatMap(([title, made]) =>
  made.environments.map((environment) => ({ title, made, environment, name: environment.name })),
);

const judged = (made: Contract, name: string, strict = false) => {
  const environment = made.environments.find((each) => each.name === name);
  const text = environment === undefined ? '' : compileSample(made, environment);
  const values = new Map(Object.entries(parse(text)));
  return {
    text,
    values,
    issues: judgeEnvironment(made, name, values, { strict, sources: new Map([...values.keys()].map((key) => [key, '.env'])) }),
  };
};

describe.each(CASES)('$title, $name', ({ made, name }) => {
  test('nothing is wrong with it but what has to be filled in', () => {
    const { issues } = judged(made, name);
    expect(issues.filter(({ code }) => !['placeholder', 'missing', 'incomplete-group'].includes(code))).toEqual([]);
    for (const { code, variable: on } of issues.filter((issue) => issue.code === 'missing')) {
      const cell = made.variables.find((each) => each.name === on)?.cells.find((each) => each.environment === name);
      expect([on, code, cell?.is, cell?.default]).toEqual([on, 'missing', undefined, undefined]);
    }
  });

  test('every variable stands in it once, and a secret has no value that the contract does not write', () => {
    const { text, values } = judged(made, name);
    for (const { name: each, secret, cells } of made.variables) {
      expect([each, text.split('\n').filter((line) => new RegExp(`^(?:# )?${each}(?:=|$)`).test(line)).length]).toEqual([each, 1]);
      const cell = cells.find(({ environment }) => environment === name);
      if (secret) expect(['change-me', '', undefined, String(cell?.default ?? cell?.is)]).toContain(values.get(each));
    }
  });
});

const staging = (made: Contract): string => compileSample(made, STAGING);

test('values stand where the contract gives them, and nowhere else', () => {
  const made = contract([
    variable('FIXED', 'boolean', { in: { staging: { is: true } } }),
    variable('WITH_DEFAULT', 'string', { all: { default: 'two words' } }),
    variable('OPEN', 'string', { example: 'an example' }),
    variable('KEY', 'string', { secret: true, example: 'never shown' }),
    variable('LOOSE', 'string', { all: { need: 'optional' } }),
    variable('GONE', 'string', { all: { need: 'forbidden' } }),
    variable('OLD', 'string', { deprecated: { use: 'OPEN' } }),
    variable('LATER', 'string', { all: { when: [whenIs('FIXED', false)] } }),
    variable('NOW', 'string', { all: { when: [whenIs('FIXED', true)] } }),
  ]);
  expect(
    staging(made)
      .split('\n')
      .filter((line) => /^(?:# )?[A-Z_]+(?:=|$)/.test(line)),
  ).toEqual([
    'LOCKFLIGHT_ENV=staging',
    'FIXED=true',
    "WITH_DEFAULT='two words'",
    'OPEN=',
    'KEY=change-me',
    '# LOOSE=',
    '# GONE',
    '# OLD=',
    '# LATER=',
    'NOW=',
  ]);
  expect(staging(made)).toContain('an example');
  expect(staging(made)).not.toContain('never shown');
});

test('of a group, what its rule asks: all of it, none of it, or one', () => {
  const members = [
    variable('A', 'string', { group: 'g', all: { need: 'optional' } }),
    variable('B', 'string', { group: 'g', all: { need: 'optional' } }),
  ];
  const lines = (rule: 'all-or-none' | 'at-least-one' | 'exactly-one', need: 'optional' | 'required') =>
    staging(contract(members, { groups: [group('g', ['A', 'B'], { rule, cells: [groupCell('staging', { need })] })] }))
      .split('\n')
      .filter((line) => /^(?:# )?[AB]=/.test(line));
  expect(lines('all-or-none', 'required')).toEqual(['A=', 'B=']);
  expect(lines('all-or-none', 'optional')).toEqual(['# A=', '# B=']);
  expect(lines('exactly-one', 'required')).toEqual(['A=change-me', '# B=']);
  expect(lines('at-least-one', 'optional')).toEqual(['# A=', '# B=']);
});

test('where the boot only warns, a secret is left empty: a placeholder would pass there', () => {
  const made = contract([variable('KEY', 'string', { secret: true, all: { need: 'required' } })]);
  const [local] = made.environments;
  expect(local === undefined ? '' : compileSample(made, local)).toMatch(/^KEY=$/m);
});

test('any value is read back as it is, or not written at all', () => {
  fc.assert(
    fc.property(fc.oneof(fc.string({ unit: 'binary' }), fc.string()), (value) => {
      const written = dotenvValue(value);
      if (written !== undefined) expect(parse(`BEFORE=1\nX=${written}\nAFTER=2`)).toEqual({ BEFORE: '1', X: value, AFTER: '2' });
    }),
    { numRuns: 2000 },
  );
});

test('any contract gives a sample for each environment, the same each time, and no word of it becomes an assignment', () => {
  fc.assert(
    fc.property(anyContract, (made) => {
      const known = new Set([...made.variables.map(({ name }) => name), ...made.select]);
      for (const environment of made.environments) {
        const text = compileSample(made, environment);
        expect(compileSample(structuredClone(made), environment)).toBe(text);
        expect(text.endsWith('\n') && !text.endsWith('\n\n') && !text.includes('\r')).toBe(true);
        expect(Object.keys(parse(text)).filter((name) => !known.has(name))).toEqual([]);
        expect(text.split('\n').filter((line) => line !== '' && !line.startsWith('#') && !/^[A-Z_]+[0-9]*=/.test(line))).toEqual([]);
      }
    }),
    { numRuns: 300 },
  );
});
