/**
 * The shared store of a platform of several processes: Redis. Every question is bounded in time, whether Redis is gone, unreachable or merely slow: without a live
 * connection it fails at once, with one it fails after COMMAND_MS. The connection is sought again for ever.
 *
 * Two connections: one that asks and is answered at once, and one that waits for wake-ups and would make the others wait.
 */
import { setTimeout as delay } from 'node:timers/promises';
import type { FastifyBaseLogger } from 'fastify';
import { Redis } from 'ioredis';
import { type Cache, type Limits, type Shared, SharedUnavailable, type SharedUse, type WakeUps } from './port.ts';

const COMMAND_MS = 500;
const SILENCE_MS = 2_000;
const CONNECT_MS = 2_000;
const LONGEST_RETRY_MS = 2_000;
const TAKE_WAITS_SECONDS = 5;
const LONGEST_WAIT_MS = TAKE_WAITS_SECONDS * 1000 + SILENCE_MS;
/** More wake-ups than this say nothing that the outbox's own look into its table would not find. */
const MOST_WAKE_UPS = 10_000;

export interface RedisChoices {
  readonly url: string;
  /** Before every key: two platforms may live in one Redis. */
  readonly prefix?: string;
  readonly log: FastifyBaseLogger;
  readonly onFailure?: (use: SharedUse) => void;
}

/** Resolves once connected, or once the first attempt has failed or taken CONNECT_MS: a platform starts without its Redis, degraded, and recovers when it comes. */
export const openRedis = async ({ url, prefix = 'khadamat:', log, onFailure = () => undefined }: RedisChoices): Promise<Shared> => {
  const asking = new Redis(url, { ...OPTIONS, keyPrefix: prefix, commandTimeout: COMMAND_MS, socketTimeout: SILENCE_MS });
  const waiting = new Redis(url, { ...OPTIONS, keyPrefix: prefix, blockingTimeout: LONGEST_WAIT_MS, socketTimeout: LONGEST_WAIT_MS });
  sayChanges(asking, log);
  waiting.on('error', () => undefined);
  await Promise.race([Promise.allSettled([asking.connect(), waiting.connect()]), delay(CONNECT_MS, undefined, { ref: false })]);
  const attempt = async <Result>(use: SharedUse, ask: () => Promise<Result>): Promise<Result> => {
    try {
      return await ask();
    } catch (error) {
      onFailure(use);
      throw new SharedUnavailable(`Redis did not answer (${use})`, { cause: error });
    }
  };
  return {
    kind: 'redis',
    limits: limitsIn(asking, attempt),
    cache: cacheIn(asking, attempt),
    wakeUps: wakeUpsIn(asking, waiting, attempt),
    ping: async () => {
      await attempt('ping', () => asking.ping());
    },
    [Symbol.asyncDispose]: async () => {
      // Nobody is waiting for an answer any more, so there is none to wait for.
      waiting.disconnect();
      asking.disconnect();
    },
  };
};

const OPTIONS = {
  lazyConnect: true,
  connectTimeout: CONNECT_MS,
  disconnectTimeout: COMMAND_MS,
  // A command that waits for a connection makes a request wait for it too; and one sent again may count twice.
  enableOfflineQueue: false,
  maxRetriesPerRequest: 0,
  autoResendUnfulfilledCommands: false,
  // After a failover the address may lead to what is a replica now; a new connection leads to the primary.
  reconnectOnError: (error: Error) => error.message.startsWith('READONLY'),
  retryStrategy: (attempts: number) => Math.min(attempts * 100, LONGEST_RETRY_MS),
};

type Attempt = <Result>(use: SharedUse, ask: () => Promise<Result>) => Promise<Result>;

const limitsIn = (redis: Redis, attempt: Attempt): Limits => ({
  hit: (key, windowMs) =>
    attempt('limits', async () => {
      const name = `limit:${key}`;
      // One transaction: a count can never be left without an end.
      const replies = await redis.multi().set(name, 0, 'PX', windowMs, 'NX').incr(name).pttl(name).exec();
      const [count, resetsInMs] = [replies?.[1]?.[1], replies?.[2]?.[1]];
      if (typeof count !== 'number' || typeof resetsInMs !== 'number') throw new Error('an unexpected reply');
      return { count, resetsInMs: Math.max(0, resetsInMs) };
    }),
});

const cacheIn = (redis: Redis, attempt: Attempt): Cache => {
  const orNothing = async <Result>(ask: () => Promise<Result>): Promise<Result | undefined> => attempt('cache', ask).catch(() => undefined);
  return {
    get: async (key) => (await orNothing(() => redis.get(`cache:${key}`))) ?? undefined,
    set: async (key, value, seconds) => {
      await orNothing(() => redis.set(`cache:${key}`, value, 'EX', seconds));
    },
    forget: async (key) => {
      await orNothing(() => redis.del(`cache:${key}`));
    },
  };
};

const wakeUpsIn = (asking: Redis, waiting: Redis, attempt: Attempt): WakeUps => ({
  push: (id) =>
    attempt('wake-ups', async () => {
      await asking.multi().lpush('wake-ups', id).ltrim('wake-ups', 0, MOST_WAKE_UPS).exec();
    }),
  take: async (signal) => {
    if (signal.aborted) return undefined;
    const stop = () => waiting.disconnect();
    signal.addEventListener('abort', stop);
    try {
      const taken = await attempt('wake-ups', () => waiting.brpop('wake-ups', TAKE_WAITS_SECONDS));
      return taken?.[1];
    } catch {
      // Without a pause, a taker would ask a Redis that is gone as fast as it can.
      await delay(LONGEST_RETRY_MS, undefined, { signal }).catch(() => undefined);
      return undefined;
    } finally {
      signal.removeEventListener('abort', stop);
    }
  },
});

/** One line when it goes and one when it comes back, not one for each attempt. ioredis' errors name the address, never the password. */
const sayChanges = (redis: Redis, log: FastifyBaseLogger): void => {
  let reachable: boolean | undefined;
  redis.on('ready', () => {
    if (reachable !== true) log.info('Redis answers');
    reachable = true;
  });
  redis.on('error', (error: NodeJS.ErrnoException) => {
    if (reachable !== false) log.warn({ code: error.code ?? error.name }, 'Redis does not answer');
    reachable = false;
  });
};
