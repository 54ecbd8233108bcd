import { expect, it } from 'vitest';
import { pullRequestOf } from './pull-request-of.ts';

it.each([
  ['Merge pull request #12 from org/branch', 12],
  ['Add a thing (#345)', 345],
  ['Revert "Add a thing (#345)" (#346)', 346],
  ['Fix #7', undefined],
  ['Merge branch main', undefined],
  ['', undefined],
])('%s', (subject, number) => {
  expect(pullRequestOf(subject)).toBe(number);
});
