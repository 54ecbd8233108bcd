import { describe, expect, test } from 'vitest';
import { CONTRACT, FACTS, outcomeOf, RULES, stepOf } from '../facts.fixture.ts';
import { judge } from '../judge.ts';

describe('window', () => {
  const rule = RULES.window;
  test('at night', () => expect(outcomeOf(rule, { now: '2026-11-20T23:00:00Z' })).toBe('blocked window-closed'));
  test('on Sunday', () => expect(outcomeOf(rule, { now: '2026-11-22T12:00:00Z' })).toBe('blocked window-closed'));
  test('the end is outside', () =>
    expect(outcomeOf({ ...rule, timezone: 'UTC' }, { now: '2026-11-20T17:00:00Z' })).toBe('blocked window-closed'));
  test('a timezone that does not exist', () => expect(outcomeOf({ ...rule, timezone: 'Mars/Olympus' })).toBe('errored fact-unknown'));
  test('it says when it opens next', () => {
    const [gate] = judge(CONTRACT, stepOf([{ ...rule, timezone: 'UTC' }]), FACTS, '2026-11-20T18:00:00Z').gates;
    expect(gate?.fix?.en).toContain('2026-11-23 09:00');
    expect(gate?.fix?.fr).toContain('lun. 2026-11-23 09:00');
  });
});
