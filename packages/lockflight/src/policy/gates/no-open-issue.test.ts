import { describe, expect, test } from 'vitest';
import { gone, outcomeOf, RULES } from '../facts.fixture.ts';
import { type Fact, known } from '../facts.ts';

describe('no-open-issue', () => {
  const rule = RULES['no-open-issue'];
  const issues = (fact: Fact<readonly { number: number; title: string; url: string }[]>) => ({
    facts: { issues: new Map([[rule.id, fact]]) },
  });
  test('one is open', () =>
    expect(outcomeOf(rule, issues(known([{ number: 7, title: 'Payments fail', url: 'https://forge/7' }])))).toBe('blocked issue-open'));
  test('unknown', () => expect(outcomeOf(rule, issues(gone))).toBe('errored fact-unknown'));
  test('never asked', () => expect(outcomeOf(rule, { facts: { issues: new Map() } })).toBe('errored fact-unknown'));
});
