import { describe, expect, test } from 'vitest';
import { COMMIT, gone, OTHER_TREE, outcomeOf, RULES, TREE } from '../facts.fixture.ts';
import { known } from '../facts.ts';

describe('soak', () => {
  const rule = RULES.soak;
  const run = (tree: string, since: string, until?: string) => ({ commit: COMMIT, tree, since, ...(until && { until }) });
  const runs = (...sourceRuns: readonly ReturnType<typeof run>[]) => ({ facts: { sourceRuns: known(sourceRuns) } });
  test('too short', () => expect(outcomeOf(rule, runs(run(TREE, '2026-11-19T12:00:01Z')))).toBe('blocked soak-too-short'));
  test('long enough to the second', () => expect(outcomeOf(rule, runs(run(TREE, '2026-11-19T12:00:00Z')))).toBe('passed passed'));
  test('deploying the same tree again does not interrupt', () =>
    expect(outcomeOf(rule, runs(run(TREE, '2026-11-18T00:00:00Z', '2026-11-20T10:00:00Z'), run(TREE, '2026-11-20T10:00:05Z')))).toBe(
      'passed passed',
    ));
  test('another tree does', () =>
    expect(
      outcomeOf(
        rule,
        runs(
          run(TREE, '2026-11-18T00:00:00Z', '2026-11-20T09:00:00Z'),
          run(OTHER_TREE, '2026-11-20T09:00:00Z', '2026-11-20T10:00:00Z'),
          run(TREE, '2026-11-20T10:00:00Z'),
        ),
      ),
    ).toBe('blocked soak-too-short'));
  test('a long time with nothing running does', () =>
    expect(outcomeOf(rule, runs(run(TREE, '2026-11-18T00:00:00Z', '2026-11-18T01:00:00Z'), run(TREE, '2026-11-20T10:00:00Z')))).toBe(
      'blocked soak-too-short',
    ));
  test('not running', () => expect(outcomeOf(rule, runs(run(OTHER_TREE, '2026-11-01T00:00:00Z')))).toBe('blocked not-deployed'));
  test('since nobody knows when', () => expect(outcomeOf(rule, runs(run(TREE, 'a while ago')))).toBe('blocked soak-too-short'));
  test('unknown', () => expect(outcomeOf(rule, { facts: { sourceRuns: gone } })).toBe('errored fact-unknown'));
});
