import { describe, expect, test } from 'vitest';
import { costOfPattern } from './pattern-cost.ts';
import { MOST_STEPS } from './patterns.ts';

/** Each was seen to search 16 KB of a hostile text for more than ten seconds, or is of that shape. */
const SLOW = [
  '^(a?){30}a{30}$',
  'a*a*a*a*b',
  '\\d+\\d+\\d+\\d+$',
  '^(.*?,){11}P',
  '.*.*.*=x',
  '^[a-z]+[a-z]*[a-z]*[0-9]$',
  '(a{1,100}){1,100}b',
  '^(a{1,3})+b',
  '^.+@.+\\..+$',
  '.*foo.*foo.*foo.*x',
  '^(?:a+|b)a+a+c$',
  '^(\\w|a{1,2})+x',
  '^(?=.*a.*a.*a.*b)x',
];

const QUICK = [
  '^tok_',
  '^tok_[a-z]+$',
  '^T-',
  'sk_live_\\w+$',
  '^(live|smtp)\\.',
  '^(api_sandbox\\.|sbx:)',
  '^[^/\\s]+/[^/\\s]+$',
  '^\\d{1,3}(\\.\\d{1,3}){3}$',
  '^(?:[a-z0-9]{1,63}\\.)+[a-z]{2,}$',
  '^[a-z0-9-]+$',
  '[a-z]+',
  '.+',
  '^.*$',
  '^(?=.*[A-Z])(?=.*\\d)(?=.*[a-z]).{12,}$',
  '^https://.+\\.example\\.com/.+$',
  '^arn:aws:[a-z0-9-]+:[a-z0-9-]*:\\d{12}:.+$',
  '^-----BEGIN [A-Z ]+-----',
  '^[\\w-]+\\.[\\w-]+\\.[\\w-]+$',
  '^[A-Za-z0-9+/]{43}=$',
  '^v?\\d+\\.\\d+\\.\\d+$',
  '^projects/[^/]+/topics/[^/]+$',
  '^/',
  '^#[0-9a-f]{3,8}$',
  '^[A-Z]{2}\\d{2}[A-Z0-9]{11,30}$',
  '^postgres(?:ql)?://[^:]+:[^@]+@[^/]+/\\w+$',
  '^\\s+|\\s+$',
  '^(?:[0-9a-f]{1,4}:){7}[0-9a-f]{1,4}$',
  '^([0-9a-f]{2}:){5}[0-9a-f]{2}$',
  '^[a-z]+(?:-[a-z]+)?$',
];

describe('repetitions that part a text in too many ways', () => {
  test.each(SLOW)('%s', (pattern) => expect(costOfPattern(pattern)).toBeGreaterThan(MOST_STEPS));
});

describe('what people write', () => {
  test.each(QUICK)('%s', (pattern) => expect(costOfPattern(pattern)).toBeLessThanOrEqual(MOST_STEPS));
});

test('counts the ways in which a text can be parted', () => {
  expect(costOfPattern('^[a-z]+$')).toBe(16_384);
  expect(costOfPattern('^[a-z]+[0-9]+$')).toBe(16_384);
  expect(costOfPattern('^[a-z]+-[a-z]+$')).toBe(16_384);
  expect(costOfPattern('^[a-z]+a[a-z]+$')).toBe(16_384 ** 2);
  expect(costOfPattern('[a-z]+$')).toBe(16_384 ** 2);
});

test('a pattern as long as a contract, or nested beyond reason, is counted all the same', () => {
  expect(costOfPattern(`^${'(?:a|b)'.repeat(20_000)}$`)).toBe(1);
  expect(costOfPattern(`^${'a+b'.repeat(50_000)}$`)).toBe(16_384);
  expect(costOfPattern(`${'('.repeat(50_000)}a${')'.repeat(50_000)}`)).toBe(Number.POSITIVE_INFINITY);
  expect(costOfPattern(`^(?:${Array.from({ length: 150_000 }, (_, i) => i % 10).join('|')})$`)).toBe(1);
});
