import { createHash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { findEnvironment } from './model.ts';
import { readContract } from './read-contract.ts';
import { WHOLE_CONTRACT } from './whole-contract.fixture.ts';

const read = (text: string) => readContract({ file: 'lockflight.yaml', text });
const told = (text: string) => read(text).diagnostics.map((d) => `${d.at.line} ${d.code}`);

test('a contract that uses every word of the language is read without a remark', () => {
  const { contract, diagnostics, digest } = read(WHOLE_CONTRACT);
  expect(diagnostics).toEqual([]);
  expect(digest).toBe(createHash('sha256').update(WHOLE_CONTRACT).digest('hex'));
  expect(JSON.parse(JSON.stringify(contract))).toEqual(contract);
  expect(contract?.flow[1]?.gates.map((gate) => gate.id)).toEqual([
    'up-to-date',
    'deployed',
    'evidence:ci-check',
    'evidence:smoke',
    'approval:feature-validation',
    'approval:release',
    'documented',
    'no-open-issue',
    'clean-logs:staging-logs',
    'variables',
    'rollback-plan',
    'soak',
    'window',
  ]);
  expect(contract && findEnvironment(contract, 'sandbox')?.name).toBe('staging');
});

test('three keys are enough', () => {
  const { contract, diagnostics } = read('lockflight: 1\nproject: p\nenvironments: { local: { kind: development } }\n');
  expect(diagnostics).toEqual([]);
  expect(contract).toMatchObject({
    language: 'en',
    select: ['LOCKFLIGHT_ENV'],
    ledgerBranch: 'lockflight/ledger',
    variables: [],
    flow: [],
  });
});

test('ten different mistakes are ten diagnostics, each on its line', () => {
  const text = `lockflight: 1
project: p
environments:
  local: { kind: developement }
  staging: { kind: staging, branch: staging, aliases: [local] }
  production: { kind: production, branch: main, bootz: warn }
variables:
  A: { type: integer, default: many }
  B: { type: boolean, in: { stagin: required } }
  C: { type: string, matches: "(a+)+" }
  C: { type: string }
  D: { type: string, when: { E: 1 } }
flow:
  - from: staging
    to: production
    gates:
      - soak: soon
      - approval: { of: release, by: [ctoo] }
people: { cto: [octocat], owners: [octocat] }
protect: { production: { push: nobody } }
archive: { production: "archive/{branch}/{date}/{version}" }
`;
  expect(told(text)).toEqual([
    '4 unknown-word',
    '5 duplicate-alias',
    '6 unknown-key',
    '8 breaks-own-rule',
    '9 unknown-environment',
    '10 slow-pattern',
    '11 duplicate-key',
    '12 unknown-variable',
    '17 malformed-value',
    '18 unknown-role',
  ]);
  expect(read(text).contract).toBeUndefined();
});

test('a contract comes out exactly when no error stands', () => {
  const warned = read(`lockflight: 1
project: p
environments: { staging: { kind: staging, branch: staging }, production: { kind: production, branch: main } }
flow: [{ from: staging, to: production }]
`);
  expect(warned.diagnostics.map((d) => [d.severity, d.code])).toEqual([
    ['warning', 'unarchived-production'],
    ['warning', 'unprotected-production'],
  ]);
  expect(warned.contract).toBeDefined();
});

describe('names that JavaScript knows are names like any other', () => {
  for (const name of ['constructor', 'toString', 'hasOwnProperty', 'valueOf', 'prototype']) {
    test(name, () => {
      const text = (type: string) =>
        `lockflight: 1\nproject: ${name}\nenvironments: { ${name}: { kind: staging } }\nvariables: { ${name}: { type: string, in: { ${name}: ${type} } } }\npeople: { ${name}: [octocat] }\n`;
      const { contract, diagnostics } = read(text('optional'));
      expect(diagnostics).toEqual([]);
      expect(contract?.variables[0]?.cells[0]).toMatchObject({ environment: name, need: 'optional' });
      expect(told(text(name))).toEqual(['4 unknown-word']);
      expect(told(`lockflight: 1\nproject: p\nenvironments: { a: { kind: staging, ${name}: 1 } }\n`)).toEqual(['3 unknown-key']);
    });
  }
});

test('the names that a mapping knows are listed once, however many keys are unknown', () => {
  const { diagnostics } = read('lockflight: 1\nproject: p\nzzzzzz: 1\nqqqqqq: 1\nenvironments: { a: { kind: staging } }\n');
  expect(diagnostics.map((d) => [d.code, d.fix.en.includes('environments'), d.fix.fr.includes('environments')])).toEqual([
    ['unknown-key', true, true],
    ['unknown-key', false, false],
  ]);
});

test('another version of the language is no misspelling of this one', () => {
  const [first] = read('lockflight: 2\nproject: p\nenvironments: { a: { kind: staging } }\n').diagnostics;
  expect(first?.code).toBe('unknown-word');
  expect(first?.message.en).toContain('version 1');
});

test('a duration without its unit is told what a duration is', () => {
  const environments = '{ staging: { kind: staging, branch: staging }, production: { kind: production, branch: main } }';
  const flow = '[{ from: staging, to: production, gates: [{ soak: 24 }] }]';
  const found = read(`lockflight: 1\nproject: p\nenvironments: ${environments}\nflow: ${flow}\n`).diagnostics;
  const soak = found.find((d) => d.code === 'wrong-kind');
  expect(soak?.fix.en).toContain('24h');
  expect(soak?.fix.fr).toContain('24h');
});

test('a key near a known one is suggested, in both languages', () => {
  const [first] = read('lockflight: 1\nproject: p\nenviroments: {}\nenvironments: { a: { kind: staging } }\n').diagnostics;
  expect(first?.code).toBe('unknown-key');
  expect(first?.fix.en).toContain('environments');
  expect(first?.fix.fr).toContain('environments');
});
