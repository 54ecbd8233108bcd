import { expect, test } from 'vitest';
import { type Locked, verifiedBy } from './verified.ts';

const digest = (byte: number): string => `sha512-${Buffer.alloc(64, byte).toString('base64')}`;
const lock = (version: string, integrity?: string): Locked => ({
  file: 'package-lock.json',
  version,
  ...(integrity === undefined ? {} : { integrity }),
});
const held = (written?: string, locked?: Locked): string | undefined => {
  const verified = verifiedBy('1.2.3', written, locked);
  return 'integrity' in verified ? verified.integrity : undefined;
};

test('the contract says it, or the lockfile does for this very version', () => {
  expect(held(digest(1))).toBe(digest(1));
  expect(held(undefined, lock('1.2.3', digest(2)))).toBe(digest(2));
  expect(held(digest(1), lock('1.2.3', digest(1)))).toBe(digest(1));
  expect(held(digest(1), lock('9.9.9', digest(2)))).toBe(digest(1));
});

test('nothing, another version, a lock without a digest, or two that disagree: no package', () => {
  expect(held()).toBeUndefined();
  expect(held(undefined, lock('9.9.9', digest(2)))).toBeUndefined();
  expect(held(undefined, lock('1.2.3'))).toBeUndefined();
  expect(held(digest(1), lock('1.2.3', digest(2)))).toBeUndefined();
});
