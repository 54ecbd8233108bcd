/**
 * Faults on demand. A fault hits the requests that its `match` picks: it may slow them down, answer something else, carry the effect out and
 * lose the answer, or cut the connection. Faults without `times` stay until they are removed.
 */
export interface Fault {
  /** `path` as it comes in, without the query: `/api/v3/repos/o/r/pulls`, `/o/r.git/git-receive-pack`. */
  readonly match: (method: string, path: string) => boolean;
  readonly status?: 401 | 403 | 404 | 409 | 422 | 429 | 500 | 502 | 503;
  /** The body instead of GitHub's usual one: nonsense, HTML, half a JSON document. With no `status`: sent as 200. */
  readonly body?: string;
  /** Seconds, in a Retry-After header. */
  readonly retryAfter?: number;
  readonly latencyMs?: number;
  /** Cuts the connection without an answer. */
  readonly drop?: true;
  /** The answer is given, but the connection breaks in the middle of its body. */
  readonly cutBody?: true;
  /** The answer is given, but its list lacks so many of its last items. */
  readonly loseItems?: number;
  readonly times?: number;
  /** So many matching requests pass first. */
  readonly skip?: number;
  /** Carries the request out first; only the answer is replaced or lost. */
  readonly afterEffect?: boolean;
}

export class Faults {
  readonly #faults: { readonly fault: Fault; left: number; toSkip: number }[] = [];

  /** Adds a fault; the function that is returned removes it. */
  add(fault: Fault): () => void {
    const entry = { fault, left: fault.times ?? Number.POSITIVE_INFINITY, toSkip: fault.skip ?? 0 };
    this.#faults.push(entry);
    return () => {
      const at = this.#faults.indexOf(entry);
      if (at >= 0) this.#faults.splice(at, 1);
    };
  }

  clear(): void {
    this.#faults.length = 0;
  }

  /** The first fault that hits this request; each hit counts. */
  take(method: string, path: string): Fault | undefined {
    const entry = this.#faults.find(({ fault, left }) => left > 0 && fault.match(method, path));
    if (entry === undefined) return undefined;
    if (entry.toSkip > 0) {
      entry.toSkip -= 1;
      return undefined;
    }
    entry.left -= 1;
    return entry.fault;
  }
}

const MESSAGES: Readonly<Record<number, string>> = {
  401: 'Bad credentials',
  403: 'You have exceeded a secondary rate limit. Please wait a few minutes before you try again.',
  404: 'Not Found',
  409: 'Conflict',
  422: 'Validation Failed',
  429: 'API rate limit exceeded',
  500: 'Server Error',
  502: 'Server Error',
  503: 'Service Unavailable',
};

export interface RawAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** What a fault answers; undefined when it only slows down. */
export const answerOfFault = (fault: Fault): RawAnswer | undefined => {
  if (fault.status === undefined && fault.body === undefined) return undefined;
  const status = fault.status ?? 200;
  const limited = status === 429 || (status === 403 && fault.retryAfter !== undefined);
  return {
    status,
    headers: {
      'content-type': 'application/json; charset=utf-8',
      ...(fault.retryAfter === undefined ? {} : { 'retry-after': String(fault.retryAfter) }),
      ...(limited ? { 'x-ratelimit-remaining': '0' } : {}),
    },
    body: fault.body ?? JSON.stringify({ message: MESSAGES[status] ?? 'Error', documentation_url: 'https://docs.github.com/rest' }),
  };
};
