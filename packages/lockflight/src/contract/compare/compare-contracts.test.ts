import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Contract } from '../model.ts';
import { readContract } from '../read-contract.ts';
import { WHOLE_CONTRACT } from '../whole-contract.fixture.ts';
import { compareContracts } from './compare-contracts.ts';
import { same } from './difference.ts';

const parse = (text: string): Contract => {
  const { contract, diagnostics } = readContract({ file: 'c', text });
  if (contract === undefined) throw new Error(JSON.stringify(diagnostics));
  return contract;
};
const BEFORE = parse(WHOLE_CONTRACT);
const change = (from: string, to: string): readonly string[] => {
  expect(WHOLE_CONTRACT).toContain(from);
  return compareContracts(BEFORE, parse(WHOLE_CONTRACT.replace(from, to))).map((d) => d.kind);
};

test('the same contract, moved about, does not differ', () => {
  expect(compareContracts(BEFORE, parse(`# a remark\n\n${WHOLE_CONTRACT}`))).toEqual([]);
});

describe('looser', () => {
  const cases: Readonly<Record<string, readonly [string, string]>> = {
    'a gate is removed': ['      - rollback-plan\n      - soak', '      - soak'],
    'fewer approvals': ['pull-request: { approvals: 1 }', 'pull-request: { approvals: 0 }'],
    'evidence may be older': ['max-age: 7d', 'max-age: 30d'],
    'evidence may be of any age': ['{ of: smoke, max-age: 7d }', '{ of: smoke }'],
    'a role may approve': ['{ of: release, by: [cto], count: 1 }', '{ of: release, by: [cto, product], count: 1 }'],
    'alone is enough': ['{ of: release, by: [cto], count: 1 }', '{ of: release, by: [cto], solo: true }'],
    'a gate may be waived': ['gates: [soak, window]', 'gates: [soak, window, variables]'],
    'more errors in the logs': ['at-most: 0', 'at-most: 5'],
    'a label no longer blocks': ['labels: [critical]', 'labels: [minor]'],
    'somebody joins': ['cto: [octocat]', 'cto: [octocat, hubot]'],
    'agents leave the list': ['agents: [ci-helper]', 'agents: []'],
    'pushes are let in': ['{ push: nobody, force', '{ push: writers, force'],
    'another workflow is proof': ['ci.yml, job: check', 'other.yml, job: check'],
    'a script is no longer guarded': [', scripts: [scripts/smoke.sh]', ''],
    'a variable is optional': ['SMS_PROVIDER: { type: enum', 'SMS_PROVIDER: { need: optional, type: enum'],
    'a secret is none': ['SHADOW_DATABASE_URL: { type: url, secret: true', 'SHADOW_DATABASE_URL: { type: url'],
    'a constraint is dropped': ['{ type: port, values: [25, 465, 587] }', 'port'],
    'an activity is allowed': ['[explore, unit-tests]', '[explore, unit-tests, smoke]'],
    'an activity is no longer forbidden': ['forbids: [hot-debug, ', 'forbids: ['],
    'a command is allowed': ['production: confirm', 'production: allow'],
    'another branch': ['branch: main\n', 'branch: release\n'],
    'no hold after a rollback': ['then: hold-until-post-mortem', 'then: nothing'],
    'other hours': ['timezone: Africa/Casablanca', 'timezone: Europe/Paris'],
    'another day': ['days: mon-fri', 'days: mon-sat'],
    'a default': ['CLAMAV_HOST:  { type: host, when', 'CLAMAV_HOST:  { type: host, default: localhost, when'],
    'a variable may be the same': [', differs-from: DATABASE_URL }', ' }'],
    'no migration is looked at': [
      'migrations: { dir: backend/prisma/migrations, down: down.sql, compatible: "-- lockflight: compatible" }\n',
      '',
    ],
    'a program of the host': ['{ kind: file, path: logs/staging.ndjson }', '{ kind: command, run: [errors] }'],
    'a token is sent': [
      '{ kind: file, path: logs/staging.ndjson }',
      '{ kind: loki, url: "https://l.example", query: q, alive: a, token: LOCKFLIGHT_SOURCE_L }',
    ],
    'variables are read elsewhere': ['branch: main\n', 'branch: main\n    set-in: { file: names.txt }\n'],
    'nothing enforces a prohibition': ['[audit:direct, protect:production.push]', '[audit:direct]'],
    'nothing has to pass afterwards': ['    verify: { kinds: [smoke], within: 2h }\n', ''],
    'a step is added': ['rollback: { production', '  - { id: other, from: staging, to: production }\nrollback: { production'],
  };
  for (const [name, [from, to]] of Object.entries(cases)) test(name, () => expect(change(from, to)[0]).toBe('looser'));
});

describe('stricter', () => {
  const cases: Readonly<Record<string, readonly [string, string]>> = {
    'more approvals': ['{ of: release, by: [cto], count: 1 }', '{ of: release, by: [cto], count: 2 }'],
    'a longer soak': ['soak: 24h', 'soak: 48h'],
    'nothing may be waived': ['    waivable: { by: [cto], gates: [soak, window] }\n', ''],
    'a variable is forbidden': ['staging: optional, production: forbidden', 'staging: forbidden, production: forbidden'],
    'a new variable': ['  MOCK_REDIS: boolean\n', '  MOCK_REDIS: boolean\n  EXTRA: string\n'],
    'another activity is forbidden': ['forbids: [hot-debug, ', 'forbids: [hot-debug, sleep, '],
    'shorter hours': ['"09:00-17:00"', '"10:00-16:00"'],
    'the staging branch is guarded': ['staging:    { push: writers', 'staging:    { push: nobody'],
  };
  for (const [name, [from, to]] of Object.entries(cases)) test(name, () => expect(change(from, to)[0]).toBe('stricter'));
});

test('what has no words of its own is at least named', () => {
  expect(change('language: fr', 'language: en')).toEqual(['other']);
  expect(change('dir: backend/prisma/migrations', 'dir: migrations')).toEqual(['other']);
  expect(change('title: Preview Replit', 'title: Preview')).toEqual(['other']);
});

test('whether the pipeline has to prove itself, also where nothing says it', () => {
  expect(change(', identity: required }, production: pipeline', ', identity: claimed }, production: pipeline')).toEqual(['looser']);
  expect(change(', identity: required }, production: pipeline', ' }, production: pipeline')).toEqual(['looser']);
  expect(change('production: pipeline }', 'production: { mode: pipeline, identity: claimed } }')).toEqual(['looser']);
  expect(change('production: pipeline }', 'production: { mode: pipeline, identity: required } }')).toEqual([]);
});

test("where the recorder's key goes, and beside what it lies", () => {
  const recorder = WHOLE_CONTRACT.split('\n').find((line) => line.startsWith('  recorder:')) ?? '';
  const to = (words: string) => change(recorder, `  recorder: ${words}`)[0];
  const digest = /sha512-\S+/.exec(recorder)?.[0] ?? '';
  expect(to(`{ runs-on: { group: another }, token: workflow, integrity: ${digest} }`)).toBe('looser');
  expect(to(`{ token: workflow, integrity: ${digest} }`)).toBe('stricter');
  expect(to(`{ runs-on: { group: recorder, labels: [self-hosted] }, ephemeral: true, integrity: ${digest} }`)).toBe('stricter');
  const [other] = change(digest, digest.replace('AAAA', 'BBBB'));
  expect(other).toBe('looser');
});

test('looser comes first', () => {
  expect(change('{ of: release, by: [cto], count: 1 }', '{ of: release, by: [product], count: 1 }')).toEqual(['looser', 'stricter']);
});

test('no line that changes the meaning goes unsaid', () => {
  const lines = WHOLE_CONTRACT.split('\n');
  fc.assert(
    fc.property(fc.nat({ max: lines.length - 1 }), (index) => {
      const { contract } = readContract({ file: 'c', text: lines.filter((_, i) => i !== index).join('\n') });
      if (contract === undefined) return;
      expect(compareContracts(BEFORE, contract).length > 0).toBe(!same(BEFORE, contract));
    }),
    { numRuns: 60 },
  );
});
