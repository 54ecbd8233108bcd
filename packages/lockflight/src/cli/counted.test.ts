import { expect, test } from 'vitest';
import { counted, ENTRIES } from './counted.ts';

test('one, none and many, as each language counts them', () => {
  expect([0, 1, 2].map((n) => counted(n, ENTRIES, 'en'))).toEqual(['0 entries', '1 entry', '2 entries']);
  expect([0, 1, 2].map((n) => counted(n, ENTRIES, 'fr'))).toEqual(['0 entrée', '1 entrée', '2 entrées']);
});
