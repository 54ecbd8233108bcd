import { expect, test } from 'vitest';
import { readContract } from '../../contract/read-contract.ts';
import { handedValues } from './handed-values.ts';
import { permissionOf } from './permission.ts';
import { missingProofs, proofsBefore } from './proofs-before.ts';

const { contract, diagnostics } = readContract({
  file: 'lockflight.yaml',
  text: `
lockflight: 1
project: shop
select: [APP_ENV]
environments:
  local: { kind: development, aliases: [dev] }
  staging: { kind: staging, branch: staging }
  production: { kind: production, branch: main, forbids: [seed] }
variables:
  DB: { type: string, in: { local: { default: dev.db } } }
  MAIL: { type: boolean, in: { local: { default: false } } }
  SMTP: { type: host, when: MAIL, in: { local: { default: localhost } } }
commands:
  free: { run: "true" }
  seed: { run: "true", activity: seed }
  ship: { run: "true", after: [check, smoke], in: { staging: { mode: pipeline, on: main }, production: confirm } }
  proven: { run: "true", in: { staging: { mode: pipeline, identity: required }, production: pipeline } }
  believed: { run: "true", in: { production: { mode: pipeline, identity: claimed } } }
  check: { run: "true", proves: { kind: ci-check, workflow: .github/workflows/ci.yml, job: check } }
  smoke: { run: "true", proves: [
    { kind: smoke, environment: local, workflow: .github/workflows/ci.yml, job: smoke },
    { kind: smoke, environment: staging, workflow: .github/workflows/smoke.yml, job: smoke } ] }
`,
});
if (contract === undefined) throw new Error(JSON.stringify(diagnostics));
const environment = (name: string) => {
  const found = contract.environments.find((e) => e.name === name);
  if (found === undefined) throw new Error(name);
  return found;
};
const command = (name: string) => {
  const found = contract.commands.find((c) => c.name === name);
  if (found === undefined) throw new Error(name);
  return found;
};

test('without `in` everywhere; with it, only where it is named, and in that way', () => {
  const modes = (name: string) => contract.environments.map((e) => permissionOf(command(name), e).mode);
  expect(modes('free')).toEqual(['allow', 'allow', 'allow']);
  expect(modes('ship')).toEqual(['deny', 'pipeline', 'confirm']);
  expect(permissionOf(command('ship'), environment('staging'))).toEqual({ mode: 'pipeline', on: 'main', identity: 'claimed' });
  expect(permissionOf(command('proven'), environment('staging'))).toEqual({ mode: 'pipeline', on: 'staging', identity: 'required' });
  expect(permissionOf(command('proven'), environment('production'))).toEqual({ mode: 'pipeline', on: 'main', identity: 'required' });
  expect(permissionOf(command('believed'), environment('production'))).toEqual({ mode: 'pipeline', identity: 'claimed' });
});

test('an activity that the environment rules out denies, whatever `in` says', () => {
  expect(contract.environments.map((e) => permissionOf(command('seed'), e).mode)).toEqual(['allow', 'allow', 'deny']);
});

test('`after` wants the proofs of the tree, and those of the nearest environment before', () => {
  const wanted = (name: string) => proofsBefore(contract, command('ship'), name).map(({ proof }) => [proof.kind, proof.environment]);
  expect(wanted('staging')).toEqual([
    ['ci-check', undefined],
    ['smoke', 'local'],
  ]);
  expect(wanted('production')).toEqual([
    ['ci-check', undefined],
    ['smoke', 'staging'],
  ]);
  expect(wanted('local')).toEqual([['ci-check', undefined]]);
});

test('the latest statement counts, and only for its own environment', () => {
  const wanted = proofsBefore(contract, command('ship'), 'staging');
  const missing = (...held: Parameters<typeof missingProofs>[1]) => missingProofs(wanted, held).map(({ proof }) => proof.kind);
  const check = { kind: 'ci-check', result: 'passed' } as const;
  expect(missing()).toEqual(['ci-check', 'smoke']);
  expect(missing(check, { kind: 'smoke', environment: 'local', result: 'passed' })).toEqual([]);
  expect(missing(check, { kind: 'smoke', environment: 'staging', result: 'passed' })).toEqual(['smoke']);
  expect(missing(check, { ...check, result: 'withdrawn' }, { kind: 'smoke', environment: 'local', result: 'errored' })).toEqual([
    'ci-check',
    'smoke',
  ]);
});

test('the child is given the defaults that are judged, and cannot take itself for another environment', () => {
  expect([...handedValues(contract, environment('local'), new Map([['PATH', '/bin']]))]).toEqual([
    ['PATH', '/bin'],
    ['DB', 'dev.db'],
    ['MAIL', 'false'],
    ['APP_ENV', 'local'],
  ]);
  expect(handedValues(contract, environment('local'), new Map([['MAIL', 'true']])).get('SMTP')).toBe('localhost');
  expect(handedValues(contract, environment('local'), new Map([['APP_ENV', 'dev']])).get('APP_ENV')).toBe('dev');
});
