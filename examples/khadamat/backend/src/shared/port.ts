/**
 * What the processes of the platform share beside the database: counts of requests, a cache, and wake-up calls for the outbox. Two of them exist, in-process.ts and
 * redis.ts, and one suite judges both. Nothing here is the truth about anything: all of it may vanish at any moment and nobody loses a booking or a message.
 *
 * When the store cannot be reached:
 *   limits    throw `SharedUnavailable`; rate-limit.ts decides for each route whether to refuse or to count in this process alone
 *   cache     nothing is remembered: every read misses, every write is dropped; never throws
 *   wakeUps   `push` throws `SharedUnavailable`, `take` waits and finds nothing; the outbox then finds its messages by looking into its table
 */
export interface Count {
  /** Uses in this window, this one included. */
  readonly count: number;
  /** Until the window ends and the count begins anew. */
  readonly resetsInMs: number;
}

export interface Limits {
  /** Counts one use of `key`; its window begins with its first use. Throws `SharedUnavailable`. */
  hit(key: string, windowMs: number): Promise<Count>;
}

/** For what is cheap to be without and short of life: a value that could not be forgotten while the store was away lives until its own end. */
export interface Cache {
  get(key: string): Promise<string | undefined>;
  set(key: string, value: string, seconds: number): Promise<void>;
  forget(key: string): Promise<void>;
}

export interface WakeUps {
  /** Throws `SharedUnavailable`. */
  push(id: string): Promise<void>;
  /** The next id, each given to one taker alone. Undefined after a while without any, and at once when `signal` aborts: nothing is taken from then on. */
  take(signal: AbortSignal): Promise<string | undefined>;
}

export interface Shared extends AsyncDisposable {
  readonly kind: 'in-process' | 'redis';
  readonly limits: Limits;
  readonly cache: Cache;
  readonly wakeUps: WakeUps;
  /** Throws `SharedUnavailable`. */
  ping(): Promise<void>;
}

/** Which of its uses failed: a label of the metrics. */
export type SharedUse = 'limits' | 'cache' | 'wake-ups' | 'ping';

export class SharedUnavailable extends Error {
  override readonly name = 'SharedUnavailable';
}
