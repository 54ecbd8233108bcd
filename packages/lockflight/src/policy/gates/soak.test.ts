import { describe, expect, test } from 'vitest';
import { COMMIT, CONTRACT, factsWith, gone, NOW, OTHER_TREE, outcomeOf, RULES, stepOf, TREE } from '../facts.fixture.ts';
import { known } from '../facts.ts';
import { judge } from '../judge.ts';

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
  test.each([
    [3600, '1 h demandée'],
    [86_400, '24 h demandées'],
    [172_800, '2 j demandés'],
    [60, '1 min demandée'],
  ])('%s seconds in French', (seconds, words) => {
    const { facts } = runs(run(TREE, '2026-11-20T11:59:30Z'));
    expect(judge(CONTRACT, stepOf([{ ...rule, seconds }]), factsWith(facts), NOW).gates[0]?.reason.fr).toMatch(new RegExp(`${words}$`));
  });
});
