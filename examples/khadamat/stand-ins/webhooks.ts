/**
 * Webhooks, as vendors send them: to an address, signed, again and again with a growing pause until somebody answers 2xx. Nothing is sent before there is an
 * address; what happened before is then sent late, as after an outage.
 */
import { setTimeout as delay } from 'node:timers/promises';
import type { Endpoint } from './vendor.ts';

const FIRST_PAUSE_MS = 100;
const LONGEST_PAUSE_MS = 2000;

export interface Webhooks {
  /** Where to, from now on. */
  readonly subscribe: (endpoint: Endpoint) => void;
  /** Queued; returns at once. `times`: vendors promise "at least once", never "once". */
  readonly send: (body: string, times?: number) => void;
  /** Resolves when everything so far was taken. */
  readonly settled: () => Promise<void>;
  readonly close: () => Promise<void>;
}

/** `sign`: the header that proves who sends. */
export const openWebhooks = (sign: (body: string, secret: string) => Readonly<Record<string, string>>): Webhooks => {
  const stop = new AbortController();
  const pending = new Set<Promise<void>>();
  const first = Promise.withResolvers<Endpoint>();
  first.promise.catch(() => undefined);
  let known: Endpoint | undefined;

  const deliver = async (body: string): Promise<void> => {
    for (let pause = FIRST_PAUSE_MS; ; pause = Math.min(2 * pause, LONGEST_PAUSE_MS)) {
      const { url, secret } = known ?? (await first.promise);
      const taken = await fetch(url, {
        method: 'POST',
        headers: { 'content-type': 'application/json', ...sign(body, secret) },
        body,
        signal: AbortSignal.any([stop.signal, AbortSignal.timeout(10_000)]),
      }).then(
        (response) => response.arrayBuffer().then(() => response.ok),
        () => false,
      );
      if (taken) return;
      await delay(pause, undefined, { signal: stop.signal });
    }
  };

  return {
    subscribe: (to) => {
      known = to;
      first.resolve(to);
    },
    send: (body, times = 1) => {
      for (let i = 0; i < times; i++) {
        const delivery: Promise<void> = deliver(body)
          .catch(() => undefined)
          .finally(() => pending.delete(delivery));
        pending.add(delivery);
      }
    },
    settled: async () => {
      while (pending.size > 0) await Promise.all(pending);
    },
    close: async () => {
      stop.abort();
      first.reject(new Error('closed'));
      await Promise.all(pending);
    },
  };
};
