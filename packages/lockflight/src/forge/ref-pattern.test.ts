import { expect, test } from 'vitest';
import { refMatches } from './ref-pattern.ts';

test.each([
  ['refs/tags/v1.2', 'refs/tags/v*', true],
  ['refs/tags/archive/2026/v1', 'refs/tags/archive/*', false],
  ['refs/tags/archive/2026/v1', 'refs/tags/archive/**/*', true],
  ['refs/tags/archive/v1', 'refs/tags/archive/**/*', true],
  ['refs/tags/archive/2026/v1', 'refs/tags/**', false],
  ['refs/tags/archive/2026/v1', 'refs/tags/arch**/**/*', true],
  ['refs/tags/archive', 'refs/tags/arch**/**/*', false],
  ['refs/tags/archive/2026/v1', 'refs/tags/archive**/v1', false],
  ['refs/tags/v1', 'refs/tags/v?', true],
  ['refs/tags/v1', 'refs/tags/v[0-9]', true],
  ['refs/tags/vx', 'refs/tags/v[!0-9]', true],
  ['refs/tags/v+1', 'refs/tags/v+1', true],
  ['refs/tags/v*', 'refs/tags/v\\*', true],
  ['refs/tags/v1', 'refs/tags/v\\*', false],
  ['refs/tags/anything', '~ALL', true],
  ['refs/tags/v1', 'refs/tags/[z-a]', undefined],
])('%s against %s', (ref, pattern, expected) => {
  expect(refMatches(ref, pattern)).toBe(expected);
});
