/**
 * How much a token may still ask. GitHub's page "Rate limits for the REST API": so many requests an hour, told in every answer; content-creating
 * requests by the minute (a secondary limit: 403 with Retry-After). Nothing is refused until a test sets a limit.
 */
import type { World } from '../world/world.ts';
import type { Answer } from './answer.ts';

export interface Limits {
  /** Requests an hour of one token. */
  readonly perHour?: number;
  /** Content-creating requests (POST, PATCH, PUT, DELETE) a minute of one token. */
  readonly contentPerMinute?: number;
}

/** What one token has used. Times are milliseconds. */
export interface Usage {
  used: number;
  resetAt: number;
  content: readonly number[];
}

const HOUR = 3_600_000;
const MINUTE = 60_000;
const USUAL = 15_000;

const usageOf = (world: World, who: string): Usage => {
  const now = world.clock.now().getTime();
  const known = world.usage.get(who);
  if (known !== undefined && known.resetAt > now) return known;
  const fresh: Usage = { used: 0, resetAt: now + HOUR, content: known?.content ?? [] };
  world.usage.set(who, fresh);
  return fresh;
};

/** The headers that every answer carries. `who`: the authorization of the request, or nobody's. */
export const allowanceHeaders = (world: World, who: string): Readonly<Record<string, string>> => {
  const { used, resetAt } = usageOf(world, who);
  const limit = world.limits.perHour ?? USUAL;
  return {
    'x-ratelimit-limit': String(limit),
    'x-ratelimit-remaining': String(Math.max(0, limit - used)),
    'x-ratelimit-reset': String(Math.ceil(resetAt / 1000)),
    'x-ratelimit-used': String(used),
    'x-ratelimit-resource': 'core',
  };
};

const refusal = (message: string, headers: Readonly<Record<string, string>> = {}): Answer => ({
  status: 403,
  headers,
  body: { message, documentation_url: 'https://docs.github.com/rest/using-the-rest-api/rate-limits-for-the-rest-api' },
});

/** Counts the request; an answer instead of its own when it is one too many. A 304 is given back by `giveBack`. */
export const takeAllowance = (world: World, who: string, method: string): Answer | undefined => {
  const usage = usageOf(world, who);
  const now = world.clock.now().getTime();
  const { perHour, contentPerMinute } = world.limits;
  if (perHour !== undefined && usage.used >= perHour) return refusal('API rate limit exceeded for this token.');
  usage.used += 1;
  if (method === 'GET' || method === 'HEAD') return undefined;
  usage.content = [...usage.content.filter((at) => at > now - MINUTE), now];
  const oldest = usage.content[0] ?? now;
  if (contentPerMinute === undefined || usage.content.length <= contentPerMinute) return undefined;
  usage.content = usage.content.slice(0, -1);
  return refusal('You have exceeded a secondary rate limit. Please wait a few minutes before you try again.', {
    'retry-after': String(Math.max(1, Math.ceil((oldest + MINUTE - now) / 1000))),
  });
};

/** An answer "not modified" costs nothing ("Best practices for using the REST API", conditional requests). */
export const giveBack = (world: World, who: string): void => {
  usageOf(world, who).used -= 1;
};
