/**
 * How long to wait before asking again, from an answer's status and headers. Pure: `now` is an argument.
 * Source: GitHub REST API, "Rate limits for the REST API" (exceeding the rate limit) and "Best practices" (handle rate limit errors).
 */

export interface ErrorAnswer {
  readonly status: number;
  readonly said: string;
  readonly headers: Readonly<Record<string, string | undefined>>;
}

/** GitHub asks for at least a minute where it gives no time. */
const UNSAID_WAIT_MS = 60_000;
const BACK_OFF_MS = [300, 900, 2_700];

/** Milliseconds until the forge will listen again; undefined: this is no rate limit. */
export function rateLimitWait({ status, said, headers }: ErrorAnswer, now: Date): number | undefined {
  const secondary = /rate limit|abuse detection/i.test(said);
  const exhausted = headers['x-ratelimit-remaining'] === '0';
  if (status !== 429 && !(status === 403 && (secondary || exhausted || headers['retry-after'] !== undefined))) return undefined;
  const after = headers['retry-after'];
  if (after !== undefined) {
    const seconds = /^\d{1,9}$/.test(after) ? Number(after) * 1000 : Date.parse(after) - now.getTime();
    if (!Number.isNaN(seconds)) return Math.max(0, seconds);
  }
  const reset = headers['x-ratelimit-reset'];
  if (exhausted && reset !== undefined && /^\d{1,12}$/.test(reset)) return Math.max(1000, Number(reset) * 1000 - now.getTime());
  return UNSAID_WAIT_MS;
}

/** Milliseconds before the next attempt after `failures` failures of something that may be asked twice; undefined: give up. */
export const backOff = (failures: number): number | undefined => BACK_OFF_MS[failures - 1];
