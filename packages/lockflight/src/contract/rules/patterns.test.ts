import { describe, expect, test } from 'vitest';
import { mayRunAway } from './patterns.ts';

describe('patterns that can take forever are refused', () => {
  for (const pattern of [
    '(a+)+$',
    '(a*)*',
    '([a-z]+)*x',
    '(?:a|a)*',
    '(?:a|ab)+',
    '(?:.|x)*',
    '((a+))+',
    '(a+){2,}',
    '(a)\\1',
    '(?<n>a)\\k<n>',
    '(?:(?:x{2,})y?)*',
  ]) {
    test(pattern, () => expect(mayRunAway(pattern)).toBe(true));
  }
});

describe('ordinary patterns are not', () => {
  for (const pattern of [
    '^T-',
    '^[a-z0-9]+$',
    '^(live|smtp)\\.',
    '^(?:ab|cd)+$',
    '^v\\d+\\.\\d+\\.\\d+$',
    '^(a+)?$',
    '[+*()]+',
    '\\(+',
    '^(api_live\\.|prd:)',
    'x{2,}',
    '(?:abc)*',
    '(?=a)b+',
  ]) {
    test(pattern, () => expect(mayRunAway(pattern)).toBe(false));
  }
});
