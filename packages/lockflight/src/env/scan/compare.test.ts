import { describe, expect, test } from 'vitest';
import { readContract } from '../../contract/read-contract.ts';
import { baselineOf, readBaseline, sinceBaseline } from './baseline.ts';
import { compare } from './compare.ts';
import { isPlatformName } from './platform.ts';
import type { Read } from './read.ts';

const TEXT = `
lockflight: 1
project: shop
select: [APP_ENV]
environments: { local: { kind: development }, production: { kind: production } }
variables:
  APP_ENV: { type: enum, values: [local, production] }
  DATABASE_URL: { type: url, secret: true }
  BUILD_TOKEN: { type: string, secret: true, phase: [build] }
  OLD: { type: string }
`;

const { contract } = readContract({ file: 'lockflight.yaml', text: TEXT });
if (contract === undefined) throw new Error('the contract of this test is wrong');

const read = (name: string, more: Partial<Read> = {}): Read => ({
  name,
  file: 'src/a.ts',
  line: 1,
  column: 1,
  via: 'process.env',
  use: {},
  side: 'unknown',
  phase: 'run',
  test: false,
  ...more,
});

const found = (...reads: readonly Read[]) => compare({ file: 'lockflight.yaml', contract }, reads);
const codes = (...reads: readonly Read[]) => found(...reads).map(({ code, name }) => `${code} ${name}`);

describe('against a contract', () => {
  const used = [read('DATABASE_URL'), read('BUILD_TOKEN'), read('OLD')];

  test("a stored secret is nobody else's, whatever its name begins with", () => {
    const stored = (name: string, by: string) => read(name, { via: 'workflow', by });
    expect(
      codes(
        ...used,
        stored('FLY_API_TOKEN', 'secrets'),
        stored('USER', 'vars'),
        stored('GITHUB_TOKEN', 'secrets'),
        stored('CI_X', 'env'),
        stored('LOCKFLIGHT_APP_ID', 'secrets'),
      ),
    ).toEqual(['undeclared-read FLY_API_TOKEN', 'undeclared-read USER']);
  });

  test('what is read and declared is fine, a selector needs no reader', () => expect(codes(...used)).toEqual([]));
  test('undeclared', () => {
    expect(found(...used, read('NEW', { line: 7 }))).toEqual([
      { code: 'undeclared-read', name: 'NEW', places: [{ file: 'src/a.ts', line: 7, via: 'process.env' }], contract: 'lockflight.yaml' },
    ]);
  });
  test('unused', () => expect(codes(read('DATABASE_URL'), read('BUILD_TOKEN'))).toEqual(['unused-variable OLD']));
  test("the platform's own names are nobody's finding", () => {
    expect(codes(...used, read('PATH'), read('GITHUB_SHA'), read('MODE', { via: 'import.meta.env' }))).toEqual([]);
    expect(codes(...used, read('MODE'))).toEqual(['undeclared-read MODE']);
  });
  test('a secret in client code, and at build', () => {
    expect(codes(...used, read('DATABASE_URL', { side: 'client' }))).toEqual(['secret-in-client-code DATABASE_URL']);
    expect(codes(...used, read('DATABASE_URL', { phase: 'build' }))).toEqual(['boot-secret-at-build DATABASE_URL']);
    expect(codes(...used, read('BUILD_TOKEN', { phase: 'build' }), read('OLD', { side: 'client' }))).toEqual([]);
    expect(codes(...used, read('DATABASE_URL', { side: 'client', test: true }))).toEqual([]);
  });
});

test('a baseline keeps what is known by file, not by line', () => {
  const before = found(read('NEW'), read('DATABASE_URL'), read('BUILD_TOKEN'));
  const baseline = readBaseline(JSON.stringify(baselineOf(before)));
  expect(baseline?.known).toEqual(['undeclared-read NEW src/a.ts', 'unused-variable OLD lockflight.yaml']);
  const now = found(read('NEW', { line: 9 }), read('NEW', { file: 'src/b.ts' }), read('DATABASE_URL'), read('BUILD_TOKEN'), read('OLD'));
  const since = sinceBaseline(now, baseline ?? { version: 1, known: [] });
  expect(since.fresh.map(({ name, places }) => [name, places.map(({ file }) => file)])).toEqual([['NEW', ['src/b.ts']]]);
  expect(since.gone).toEqual(['unused-variable OLD lockflight.yaml']);
});

test.each(['', '[]', '{}', '{"version":2,"known":[]}', '{"version":1,"known":[1]}', '{'])('not a baseline: %s', (text) => {
  expect(readBaseline(text)).toBeUndefined();
});

test.each([
  ['PATH', true],
  ['Path', true],
  ['npm_config_user', true],
  ['CI_COMMIT', true],
  ['CITY', false],
  ['path', false],
  ['VERCEL_TOKEN', false],
  ['DATABASE_URL', false],
])('%s is the platform: %s', (name, own) => expect(isPlatformName(name)).toBe(own));
