import { describe, expect, test } from 'vitest';
import { COMMIT, gone, OTHER_TREE, outcomeOf, RULES, TREE } from '../facts.fixture.ts';
import { known } from '../facts.ts';

describe('deployed', () => {
  const rule = RULES.deployed;
  const mine = { commit: COMMIT, tree: TREE, since: '2026-11-18T12:00:00Z' };
  const other = { commit: 'd'.repeat(40), tree: OTHER_TREE, since: '2026-11-19T12:00:00Z' };
  const runs = (...sourceRuns: readonly (typeof mine & { readonly until?: string })[]) => ({ facts: { sourceRuns: known(sourceRuns) } });

  test('never', () => expect(outcomeOf(rule, runs())).toBe('blocked not-deployed'));
  test('replaced by another tree', () => expect(outcomeOf(rule, runs(mine, other))).toBe('blocked deployed-no-more'));
  test('taken down', () => expect(outcomeOf(rule, runs({ ...mine, until: '2026-11-19T12:00:00Z' }))).toBe('blocked deployed-no-more'));
  test('once is enough without now', () => expect(outcomeOf({ ...rule, now: false }, runs(mine, other))).toBe('passed passed'));
  test('never is not enough without now', () => expect(outcomeOf({ ...rule, now: false }, runs(other))).toBe('blocked not-deployed'));
  test('unknown', () => expect(outcomeOf(rule, { facts: { sourceRuns: gone } })).toBe('errored fact-unknown'));
});
