/** What every shared store must do: run for each of them. Keys are of each test's own, so that the tests may share a store. */
import { randomUUID } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import type { Shared } from './port.ts';

/** `store` gives one that is open; who calls closes it. */
export const judgeShared = (store: () => Shared): void => {
  describe('limits', () => {
    it('counts the uses of one key alone', async () => {
      const { limits } = store();
      const [one, other] = [randomUUID(), randomUUID()];
      expect((await limits.hit(one, 60_000)).count).toBe(1);
      expect((await limits.hit(one, 60_000)).count).toBe(2);
      const { count, resetsInMs } = await limits.hit(other, 60_000);
      expect(count).toBe(1);
      expect(resetsInMs).toBeGreaterThan(0);
      expect(resetsInMs).toBeLessThanOrEqual(60_000);
    });

    it('counts uses at the same moment once each', async () => {
      const { limits } = store();
      const key = randomUUID();
      const counts = await Promise.all(Array.from({ length: 50 }, () => limits.hit(key, 60_000)));
      expect(counts.map(({ count }) => count).sort((a, b) => a - b)).toEqual(Array.from({ length: 50 }, (_, index) => index + 1));
    });

    it('begins anew when the window has ended', async () => {
      const { limits } = store();
      const key = randomUUID();
      await limits.hit(key, 20);
      await delay(40);
      expect((await limits.hit(key, 20)).count).toBe(1);
    });
  });

  describe('cache', () => {
    it('keeps, replaces and forgets', async () => {
      const { cache } = store();
      const key = randomUUID();
      expect(await cache.get(key)).toBeUndefined();
      await cache.set(key, 'plombière', 60);
      expect(await cache.get(key)).toBe('plombière');
      await cache.set(key, '', 60);
      expect(await cache.get(key)).toBe('');
      await cache.forget(key);
      expect(await cache.get(key)).toBeUndefined();
    });

    it('keeps no longer than asked', async () => {
      const { cache } = store();
      const key = randomUUID();
      await cache.set(key, 'once', 1);
      await delay(1100);
      expect(await cache.get(key)).toBeUndefined();
    });
  });

  describe('wake-ups', () => {
    it('gives ids in the order they came, each once, before and after somebody waits', async () => {
      const { wakeUps } = store();
      const { signal } = new AbortController();
      await wakeUps.push('first');
      await wakeUps.push('second');
      expect(await wakeUps.take(signal)).toBe('first');
      expect(await wakeUps.take(signal)).toBe('second');
      const waiting = wakeUps.take(signal);
      await wakeUps.push('third');
      expect(await waiting).toBe('third');
    });
  });

  it('answers', async () => {
    await store().ping();
  });

  // The last: nothing can be taken afterwards.
  it('lets go of who waits', async () => {
    const { wakeUps } = store();
    const stop = new AbortController();
    const waiting = wakeUps.take(stop.signal);
    stop.abort();
    expect(await waiting).toBeUndefined();
    expect(await wakeUps.take(stop.signal)).toBeUndefined();
  });
};
