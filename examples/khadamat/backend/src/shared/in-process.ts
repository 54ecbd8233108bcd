/** The shared store of a platform that is one process: memory. For local development and quick tests. Bounded, so that it cannot grow with its callers. */
import type { Cache, Limits, Shared, WakeUps } from './port.ts';

const MOST_KEYS = 10_000;
const TAKE_WAITS_MS = 5_000;

/** `now` in milliseconds, as Date.now. */
export const openInProcess = (now: () => number = Date.now): Shared => ({
  kind: 'in-process',
  limits: limitsInMemory(now),
  cache: cacheInMemory(now),
  wakeUps: wakeUpsInMemory(),
  ping: async () => undefined,
  [Symbol.asyncDispose]: async () => undefined,
});

export const limitsInMemory = (now: () => number): Limits => {
  const windows = new Bounded<{ count: number; endsAt: number }>();
  return {
    hit: async (key, windowMs) => {
      const time = now();
      let window = windows.get(key);
      if (window === undefined || window.endsAt <= time) {
        window = { count: 0, endsAt: time + windowMs };
        windows.set(key, window);
      }
      window.count += 1;
      return { count: window.count, resetsInMs: window.endsAt - time };
    },
  };
};

const cacheInMemory = (now: () => number): Cache => {
  const values = new Bounded<{ value: string; endsAt: number }>();
  return {
    get: async (key) => {
      const kept = values.get(key);
      return kept !== undefined && kept.endsAt > now() ? kept.value : undefined;
    },
    set: async (key, value, seconds) => values.set(key, { value, endsAt: now() + seconds * 1000 }),
    forget: async (key) => values.delete(key),
  };
};

const wakeUpsInMemory = (): WakeUps => {
  const ids: string[] = [];
  const takers = new Set<(id: string | undefined) => void>();
  return {
    push: async (id) => {
      const [taker] = takers;
      if (taker !== undefined) return taker(id);
      // A process without takers keeps no more than it could use: the outbox's table has the rest.
      if (ids.length < MOST_KEYS) ids.push(id);
    },
    take: async (signal) => {
      if (signal.aborted) return undefined;
      return ids.shift() ?? (await nextOf(takers, signal));
    },
  };
};

const nextOf = (takers: Set<(id: string | undefined) => void>, signal: AbortSignal): Promise<string | undefined> =>
  new Promise((resolve) => {
    const done = (id: string | undefined) => {
      takers.delete(done);
      clearTimeout(timer);
      signal.removeEventListener('abort', stop);
      resolve(id);
    };
    const stop = () => done(undefined);
    const timer = setTimeout(stop, TAKE_WAITS_MS);
    signal.addEventListener('abort', stop);
    takers.add(done);
  });

/** A map that forgets its oldest entry rather than grow. */
class Bounded<Value> {
  readonly #map = new Map<string, Value>();

  get(key: string): Value | undefined {
    return this.#map.get(key);
  }

  set(key: string, value: Value): void {
    this.#map.delete(key);
    this.#map.set(key, value);
    if (this.#map.size <= MOST_KEYS) return;
    const [oldest] = this.#map.keys();
    if (oldest !== undefined) this.#map.delete(oldest);
  }

  delete(key: string): void {
    this.#map.delete(key);
  }
}
