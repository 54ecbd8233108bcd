import { describe, expect, test } from 'vitest';
import { CONTRACT, FACTS, factOf, factsWith, gone, NOW, OTHER_TREE, outcomeOf, RULES, stepOf } from '../facts.fixture.ts';
import { known, type Lineage } from '../facts.ts';
import { judge } from '../judge.ts';

describe('up-to-date', () => {
  const lineage = (change: Partial<Lineage>) => ({ facts: { lineage: known({ ...factOf(FACTS.lineage), ...change }) } });
  const rule = RULES['up-to-date'];
  const unproven = { commit: 'e'.repeat(40), tree: OTHER_TREE, standing: 'unproven' } as const;

  test('a candidate that staging never had', () => expect(outcomeOf(rule, lineage({ onLine: false }))).toBe('blocked not-on-line'));
  test('a candidate that production has left behind', () =>
    expect(outcomeOf(rule, lineage({ newerThanTarget: false }))).toBe('blocked not-newer'));
  test('not the head', () => expect(outcomeOf(rule, lineage({ isHead: false }))).toBe('blocked not-head'));
  test('not the head, where any state will do', () =>
    expect(outcomeOf({ ...rule, headOnly: false }, lineage({ isHead: false }))).toBe('passed passed'));
  test('a direct commit on production that the candidate lacks', () =>
    expect(outcomeOf(rule, lineage({ target: unproven }))).toBe('blocked target-unproven'));
  test('a direct commit on production that the candidate has', () =>
    expect(outcomeOf(rule, lineage({ target: unproven, targetIsAncestor: true }))).toBe('passed passed'));
  test('a baseline asks for nothing back', () =>
    expect(outcomeOf(rule, lineage({ target: { ...unproven, standing: 'baseline' } }))).toBe('passed passed'));
  test('every obstacle is told, and the commits to bring are named', () => {
    const facts = factsWith(
      lineage({ isHead: false, target: unproven, missing: [{ commit: 'f'.repeat(40), subject: 'Fix it in place' }] }).facts,
    );
    const [gate] = judge(CONTRACT, stepOf([rule]), facts, NOW).gates;
    expect(gate?.reason.en).toContain('Fix it in place');
    expect(gate?.code).toBe('not-head');
  });
  test('unknown', () => expect(outcomeOf(rule, { facts: { lineage: gone } })).toBe('errored fact-unknown'));
});
