import { expect, test } from 'vitest';
import { activityOfEvidence, refusalOf } from './activity.ts';
import type { Environment } from './model.ts';

const environment = (allows: readonly string[], forbids: readonly string[]): Environment => ({
  name: 'preview',
  kind: 'preview',
  aliases: [],
  files: [],
  boot: 'warn',
  allows,
  forbids,
  facts: [],
  commands: [],
  at: { file: 'c', line: 1, column: 1 },
});

test('a non-empty `allows` is exclusive, `forbids` always refuses', () => {
  expect(refusalOf(environment([], []), 'smoke')).toBeUndefined();
  expect(refusalOf(environment(['smoke'], []), 'smoke')).toBeUndefined();
  expect(refusalOf(environment(['explore'], []), 'smoke')).toBeDefined();
  expect(refusalOf(environment(['smoke'], ['smoke']), 'smoke')).toBeDefined();
});

test('an activity is the kind, has a name of its own, or is none', () => {
  expect(activityOfEvidence('smoke')).toBe('smoke');
  expect(activityOfEvidence('ci-check')).toBe('unit-tests');
  expect(activityOfEvidence('feature-validation')).toBe('journey-validation');
  for (const kind of ['release', 'logs', 'rollback-rehearsal', 'post-mortem']) expect(activityOfEvidence(kind)).toBeUndefined();
});
