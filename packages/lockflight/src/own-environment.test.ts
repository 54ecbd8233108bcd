/** Our own contract, by its own generated validator: what the recorder and a developer's machine have is let in, and the ledger's key stays where it belongs. */
import { expect, test } from 'vitest';
import { validateEnv } from '../gen/env.ts';
import { generateKey } from './ledger/keys.ts';

const RECORDER = {
  LOCKFLIGHT_ENV: 'production',
  LOCKFLIGHT_SIGNING_KEY: generateKey().privateKey,
  GITHUB_TOKEN: 'ghs_a-token-of-a-workflow',
  GITHUB_REPOSITORY: 'octocat/koomy',
};

const codesOf = (act: () => unknown): readonly string[] => {
  try {
    act();
    return [];
  } catch (error) {
    return (error as { readonly issues: readonly { readonly code: string; readonly variable: string }[] }).issues.map(
      ({ code, variable }) => `${code} ${variable}`,
    );
  }
};

test('the recorder starts with what its workflow has', () => {
  const env = validateEnv(RECORDER);
  if (env.name !== 'production') throw new Error('not production');
  const key: string = env.LOCKFLIGHT_SIGNING_KEY;
  expect([key, env.GITHUB_API_URL]).toEqual([RECORDER.LOCKFLIGHT_SIGNING_KEY, 'https://api.github.com']);
});

test('and not without its key and a token', () => {
  const { LOCKFLIGHT_SIGNING_KEY: _, GITHUB_TOKEN: __, ...rest } = RECORDER;
  expect(codesOf(() => validateEnv(rest))).toEqual(['missing LOCKFLIGHT_SIGNING_KEY', 'incomplete-group GITHUB_TOKEN']);
});

test("the key has no place on a developer's machine", () => {
  const told: string[] = [];
  const env = validateEnv({ ...RECORDER, LOCKFLIGHT_ENV: 'dev' }, { onWarn: (text) => told.push(text) });
  expect([env.name, env.LOCKFLIGHT_SIGNING_KEY, told.length]).toEqual(['local', undefined, 1]);
  expect(told.join()).toContain('forbidden');
  expect(told.join()).not.toContain(RECORDER.LOCKFLIGHT_SIGNING_KEY);
});
