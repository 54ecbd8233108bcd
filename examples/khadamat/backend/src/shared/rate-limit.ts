/**
 * How often one address may ask. Counted in the shared store, so all processes count together.
 *
 * While that store is away, an ordinary route counts in this process alone (a reader is served, and a flood is still slowed), and a sensitive one answers 503
 * RATE_LIMIT_UNAVAILABLE: whoever guesses tokens or makes bookings by the thousand must not profit from an outage.
 */
import rateLimit, { type FastifyRateLimitStore, type FastifyRateLimitStoreCtor, type RateLimitOptions } from '@fastify/rate-limit';
import type { FastifyInstance } from 'fastify';
import { Problem } from '../problem.ts';
import { limitsInMemory } from './in-process.ts';
import { type Limits, type Shared, SharedUnavailable } from './port.ts';

const WINDOW_MS = 60_000;
const MOST_REQUESTS = 300;

interface Limit extends RateLimitOptions {
  readonly whenUncounted?: 'refuse';
  /** What is counted together; else each route by itself. */
  readonly together?: string;
}

/**
 * So many a minute, and none while nobody can count. For `config: { rateLimit: sensitive(10) }` of a route; or for all that a guard keeps, counted together, as a hook
 * before it: `scope.addHook('onRequest', scope.rateLimit(sensitive(10, 'admin')))`. A scope's hooks run before its routes' own limits, so a guard would answer first,
 * and whoever guesses would never be counted.
 */
export const sensitive = (max: number, together?: string): Limit => ({
  max,
  timeWindow: WINDOW_MS,
  whenUncounted: 'refuse',
  ...(together !== undefined && { together }),
});

/** Once, before the routes. A route's `config: { rateLimit: false }` takes it out (signed webhooks, health). */
export const registerRateLimits = async (
  app: FastifyInstance,
  { shared, max = MOST_REQUESTS }: { shared: Shared; max?: number },
): Promise<void> => {
  const alone = limitsInMemory(Date.now);
  await app.register(rateLimit, {
    max,
    timeWindow: WINDOW_MS,
    store: storeOn(shared.limits, alone),
    errorResponseBuilder: (_, { after }) =>
      new Problem(429, 'RATE_LIMITED', {
        fr: `Trop de demandes ; réessayez dans ${after}`,
        en: `Too many requests; try again in ${after}`,
      }),
  });
};

/** The plugin wants a class, and a child of it for each route that has a limit of its own. */
const storeOn = (limits: Limits, alone: Limits): FastifyRateLimitStoreCtor => {
  const storeFor = (scope: string, refuse: boolean): FastifyRateLimitStore => ({
    incr: (address, done, windowMs) => {
      const key = `${scope}:${address}`;
      limits
        .hit(key, windowMs)
        .catch((error: unknown) => {
          if (refuse || !(error instanceof SharedUnavailable)) throw error;
          return alone.hit(key, windowMs);
        })
        .then(({ count, resetsInMs }) => done(null, { current: count, ttl: resetsInMs }))
        .catch((error: unknown) => done(uncounted(error)));
    },
    child: (route) => {
      const { routeInfo, whenUncounted, together } = route as unknown as Limit & { routeInfo: { method: string | string[]; url: string } };
      return storeFor(together ?? `${routeInfo.method} ${routeInfo.url}`, whenUncounted === 'refuse');
    },
  });
  return class {
    incr: FastifyRateLimitStore['incr'];
    child: FastifyRateLimitStore['child'];

    constructor() {
      ({ incr: this.incr, child: this.child } = storeFor('any', false));
    }
  };
};

const uncounted = (cause: unknown): Problem =>
  new Problem(
    503,
    'RATE_LIMIT_UNAVAILABLE',
    { fr: 'Service momentanément indisponible ; réessayez dans un instant', en: 'Unavailable for the moment; try again shortly' },
    { cause },
  );
