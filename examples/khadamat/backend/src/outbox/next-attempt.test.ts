import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { delayAfter, MOST_ATTEMPTS } from './next-attempt.ts';

describe('the next attempt', () => {
  it('comes after 1 s, 2 s, 4 s ... and never later than a quarter of an hour and a tenth', () => {
    expect([1, 2, 3, 4, 11, 40].map((attempts) => delayAfter(attempts, 0.5))).toEqual([1000, 2000, 4000, 8000, 900_000, 900_000]);
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 10_000 }),
        fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }),
        (attempts, chance) => {
          const delay = delayAfter(attempts, chance);
          expect(delay).toBeGreaterThanOrEqual(900);
          expect(delay).toBeLessThanOrEqual(990_000);
        },
      ),
    );
  });

  it('gives up after about a day', () => {
    const hours =
      Array.from({ length: MOST_ATTEMPTS - 1 }, (_, index) => delayAfter(index + 1, 0.5)).reduce((sum, each) => sum + each, 0) / 3_600_000;
    expect(hours).toBeGreaterThan(20);
    expect(hours).toBeLessThan(28);
  });
});
