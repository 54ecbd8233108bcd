import { describe, expect, test } from 'vitest';
import { gone, outcomeOf, RULES } from '../facts.fixture.ts';
import { known } from '../facts.ts';

describe('documented', () => {
  const rule = RULES.documented;
  const changed = (path: string, change: 'added' | 'modified' | 'deleted') => ({ facts: { changes: known([{ path, change }]) } });
  test('another file', () => expect(outcomeOf(rule, changed('docs/features/deep/phone.md', 'added'))).toBe('blocked not-documented'));
  test('a deletion', () => expect(outcomeOf(rule, changed('docs/features/phone.md', 'deleted'))).toBe('blocked not-documented'));
  test('a change', () => expect(outcomeOf(rule, changed('docs/features/phone.md', 'modified'))).toBe('passed passed'));
  test('any of several patterns', () =>
    expect(outcomeOf({ ...rule, files: ['docs/*.md', 'docs/features/*.md'] }, changed('docs/features/a.md', 'added'))).toBe(
      'passed passed',
    ));
  test('unknown', () => expect(outcomeOf(rule, { facts: { changes: gone } })).toBe('errored fact-unknown'));
});
