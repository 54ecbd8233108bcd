import { expect, test } from 'vitest';
import { suggest } from './suggest.ts';

const WORDS = ['environments', 'variables', 'protect', 'need'];

test('the nearest word, for one slip of the fingers', () => {
  for (const slip of ['enviroments', 'environmetns', 'environmentss', 'Environments']) expect(suggest(slip, WORDS)).toBe('environments');
  expect(suggest('ned', WORDS)).toBe('need');
});

test('nothing when nothing is near', () => {
  expect(suggest('zebra', WORDS)).toBeUndefined();
  expect(suggest('x'.repeat(1000), ['x'.repeat(999)])).toBeUndefined();
});
