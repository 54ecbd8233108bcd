/**
 * What was asked of GitHub, by endpoint, and what the token may still ask this hour: the limits come with every answer ("Rate limits for the REST API",
 * checking the status of your rate limit). An answer "not modified" costs nothing.
 */
import type { Endpoint } from './endpoints.ts';

type Headers = Readonly<Record<string, string | undefined>>;

export interface Spent {
  readonly endpoint: Endpoint;
  /** Requests sent, repeated ones included. */
  readonly requests: number;
  /** Those of them that were answered by "not modified". */
  readonly free: number;
}

export interface Allowance {
  readonly limit: number;
  readonly remaining: number;
  /** ISO 8601, UTC: when it is whole again. */
  readonly resetAt: string;
}

const whole = (text: string | undefined): number | undefined => (text !== undefined && /^\d{1,12}$/.test(text) ? Number(text) : undefined);

export class Budget {
  readonly #spent = new Map<Endpoint, { requests: number; free: number }>();
  #allowance: Allowance | undefined;

  note(endpoint: Endpoint, { headers, unchanged }: { readonly headers: Headers; readonly unchanged: boolean }): void {
    const spent = this.#spent.get(endpoint) ?? { requests: 0, free: 0 };
    spent.requests += 1;
    if (unchanged) spent.free += 1;
    this.#spent.set(endpoint, spent);
    const [limit, remaining, reset] = ['limit', 'remaining', 'reset'].map((name) => whole(headers[`x-ratelimit-${name}`]));
    if (limit !== undefined && remaining !== undefined && reset !== undefined)
      this.#allowance = { limit, remaining, resetAt: new Date(reset * 1000).toISOString() };
  }

  /** The most asked first. */
  spent(): readonly Spent[] {
    return [...this.#spent]
      .map(([endpoint, counts]): Spent => ({ endpoint, ...counts }))
      .toSorted((a, b) => b.requests - a.requests || (a.endpoint < b.endpoint ? -1 : 1));
  }

  /** As the last answer told it; undefined where the forge has no limits. */
  allowance(): Allowance | undefined {
    return this.#allowance;
  }
}
