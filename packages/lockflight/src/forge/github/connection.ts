/**
 * The one way to GitHub: Octokit with a base URL, a time-out, patience with rate limits, and one coded error for everything that goes
 * wrong. Reads (GET, GraphQL) are asked again when the answer was 5xx or none; a write is sent again only when GitHub said that it refused to
 * look at it (rate limit), because a write without an answer may have been carried out.
 */
import { setTimeout as pause } from 'node:timers/promises';
import { Octokit } from '@octokit/core';
import { LockflightError } from '../../errors.ts';
import { Answer } from './answer.ts';
import { Budget } from './budget.ts';
import type { Endpoint } from './endpoints.ts';
import { forgeError, nonsense, rateLimited, refused, unreachable } from './failure.ts';
import { Memory } from './memory.ts';
import { Pace } from './pace.ts';
import { backOff, type ErrorAnswer, rateLimitWait } from './patience.ts';
import { exchange, NoAnswer } from './transport.ts';
import { excerpt } from './words.ts';

/** One finished exchange, for a log: never a header, a body or a query. */
export interface Exchange {
  readonly endpoint: string;
  /** Absent: no answer. */
  readonly status?: number;
  readonly attempt: number;
}

export interface ConnectionOptions {
  /** `https://api.github.com`, `https://HOST/api/v3` */
  readonly apiUrl: string;
  /** `owner/name` */
  readonly fullName: string;
  readonly token: string;
  readonly userAgent?: string;
  readonly fetch?: typeof fetch;
  readonly sleep?: (milliseconds: number) => Promise<unknown>;
  readonly now?: () => Date;
  /** For one exchange, headers and body. Default 30 s. */
  readonly timeoutMs?: number;
  /** All waiting for rate limits within one call. Default 60 s. */
  readonly maxWaitMs?: number;
  readonly log?: (exchange: Exchange) => void;
}

export type RequestParameters = Readonly<Record<string, unknown>>;

export interface Reply {
  readonly answer: Answer;
  readonly status: number;
  readonly headers: Readonly<Record<string, string | undefined>>;
  /** The headers of a 304, where the answer is the one of before. */
  readonly unchanged?: Readonly<Record<string, string | undefined>>;
}

/** One request: where it is documented, where it goes. */
interface Asked {
  readonly documented: Endpoint;
  /** The same with the repository's name: what errors and logs may show. */
  readonly endpoint: string;
  readonly route: string;
  readonly parameters: RequestParameters;
}

export interface Connection {
  readonly fullName: string;
  readonly owner: string;
  readonly apiUrl: string;
  /** `{owner}` and `{repo}` are filled in; throws `LockflightError` for anything but an answer of success. */
  call(route: Endpoint, parameters?: RequestParameters): Promise<Reply>;
  /** The same, with undefined for `forge-not-found` (the caller says what that means). */
  find(route: Endpoint, parameters?: RequestParameters): Promise<Reply | undefined>;
  /** A further page of that endpoint, by the address that GitHub gave. The caller has seen that it is GitHub's. */
  follow(route: Endpoint, address: string): Promise<Reply>;
  /** What was asked so far, and what is left. */
  readonly budget: Budget;
}

const HEADERS = { accept: 'application/vnd.github+json', 'x-github-api-version': '2022-11-28' };
const MAX_BODY_BYTES = 32 * 1024 * 1024;

const headersOf = (headers: Readonly<Record<string, unknown>>): Readonly<Record<string, string | undefined>> =>
  Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value === undefined ? undefined : String(value)]));

/** What GitHub says in an error answer: `message`, and the messages of `errors`. */
function saidIn(data: unknown, token: string): string {
  if (typeof data !== 'object' || data === null) return '';
  const { message, errors } = data as { message?: unknown; errors?: unknown };
  const more = Array.isArray(errors)
    ? errors.map((error: unknown) => (typeof error === 'string' ? error : (error as { message?: unknown } | null)?.message))
    : [];
  const words = [message, ...more].filter((part): part is string => typeof part === 'string' && part !== '');
  return excerpt([...new Set(words)].join('; ').replaceAll(token, '[token]'));
}

interface Failed extends ErrorAnswer {
  readonly silent?: NoAnswer;
}

/** Octokit's error, reduced to what may be shown: it carries the whole request. Undefined: not an answer in HTTP that can be read. */
function failedOf(error: unknown, token: string): Failed | undefined {
  if (!(error instanceof Error)) return undefined;
  if (error.cause instanceof NoAnswer) return { status: 0, said: '', headers: {}, silent: error.cause };
  const { response } = error as { response?: { status: number; data: unknown; headers: Record<string, unknown> } };
  if (response === undefined) return undefined;
  return { status: response.status, said: saidIn(response.data, token), headers: headersOf(response.headers) };
}

/** GraphQL is asked by POST, and only ever asked. */
const isRead = (endpoint: string): boolean => endpoint.startsWith('GET ') || endpoint === 'POST /graphql';

export function openConnection(options: ConnectionOptions): Connection {
  const { token, fullName, sleep = pause, now = () => new Date(), timeoutMs = 30_000, maxWaitMs = 60_000, log } = options;
  const [owner = '', repo = ''] = fullName.split('/');
  // A token with a line feed would end up, whole, in the error message of the HTTP client.
  if (!/^[\x21-\x7e]+$/.test(token)) {
    throw forgeError('no-token', {
      en: 'the token holds characters that no token has',
      fr: "le jeton contient des caractères qu'aucun jeton n'a",
    });
  }
  const octokit = new Octokit({
    auth: token,
    baseUrl: options.apiUrl.replace(/\/+$/, ''),
    userAgent: options.userAgent ?? 'lockflight',
    log: { debug: () => {}, info: () => {}, warn: () => {}, error: () => {} },
    request: { fetch: exchange(options.fetch ?? fetch, { timeoutMs, maxBytes: MAX_BODY_BYTES }), log: { warn: () => {} } },
  });

  const budget = new Budget();
  const memory = new Memory();
  const pace = new Pace();

  const filled = (route: string): string => route.replace('{owner}', encodeURIComponent(owner)).replace('{repo}', encodeURIComponent(repo));

  /** Where a documented endpoint is. GraphQL lives beside the REST root: `/graphql` on github.com, `/api/graphql` on a server. */
  const routeOf = (endpoint: Endpoint): string =>
    endpoint === 'POST /graphql' ? `POST ${options.apiUrl.replace(/\/+$/, '').replace(/\/v3$/, '')}/graphql` : filled(endpoint);

  /** How long to wait before the same request may be sent again; throws when it may not. */
  const waitFor = (endpoint: string, failed: Failed, failures: number, waited: number): number => {
    const limit = rateLimitWait(failed, now());
    if (limit !== undefined) {
      if (waited + limit > maxWaitMs) throw rateLimited(endpoint, new Date(now().getTime() + limit));
      return limit;
    }
    if (failed.silent?.kind === 'too-large') throw nonsense(endpoint, '', `an answer of at most ${MAX_BODY_BYTES} bytes`);
    const pause = isRead(endpoint) && (failed.silent !== undefined || failed.status >= 500) ? backOff(failures) : undefined;
    if (pause !== undefined) return pause;
    throw failed.silent === undefined ? refused({ endpoint, ...failed }) : unreachable(endpoint, failed.silent.message);
  };

  const attempt = async (asked: Asked): Promise<Reply | Failed> => {
    const { endpoint, route, parameters } = asked;
    const address = octokit.request.endpoint(route, { ...parameters });
    const known = address.method === 'GET' ? memory.recall(address.url) : undefined;
    try {
      const headers = known === undefined ? HEADERS : { ...HEADERS, 'if-none-match': known.etag };
      const reply = await octokit.request(route, { ...parameters, headers });
      const told = { data: reply.data as unknown, status: reply.status, headers: headersOf(reply.headers) };
      if (address.method === 'GET') memory.keep(address.url, told);
      return { answer: new Answer(endpoint, told.data), status: told.status, headers: told.headers };
    } catch (error) {
      const failed = failedOf(error, token);
      if (failed === undefined) throw nonsense(endpoint, 'headers', 'HTTP that can be read');
      // The limits are told with every answer; the links to further pages are those of the answer that is still good.
      if (failed.status === 304 && known !== undefined)
        return { answer: new Answer(endpoint, known.data), status: known.status, headers: known.headers, unchanged: failed.headers };
      return failed;
    }
  };

  const ask = async (asked: Asked): Promise<Reply> => {
    const { endpoint, documented } = asked;
    let waited = 0;
    for (let failures = 0; ; ) {
      if (!isRead(endpoint)) {
        const pause = pace.wait(now().getTime());
        if (pause > 0) await sleep(pause);
        pace.note(now().getTime());
      }
      const outcome = await attempt(asked);
      const unchanged = 'unchanged' in outcome ? outcome.unchanged : undefined;
      budget.note(documented, { ...outcome, headers: unchanged ?? outcome.headers, unchanged: unchanged !== undefined });
      log?.({ endpoint, ...(outcome.status === 0 ? {} : { status: outcome.status }), attempt: failures + 1 });
      if ('answer' in outcome) return outcome;
      failures += 1;
      const wait = waitFor(endpoint, outcome, failures, waited);
      waited += wait;
      await sleep(wait);
    }
  };

  const call: Connection['call'] = (endpoint, parameters = {}) =>
    ask({ documented: endpoint, endpoint: filled(endpoint), route: routeOf(endpoint), parameters });
  const follow: Connection['follow'] = (endpoint, address) =>
    ask({ documented: endpoint, endpoint: filled(endpoint), route: `GET ${address}`, parameters: {} });

  const find: Connection['find'] = async (route, parameters) => {
    try {
      return await call(route, parameters);
    } catch (error) {
      if (error instanceof LockflightError && error.code === 'forge-not-found') return undefined;
      throw error;
    }
  };

  return { fullName, owner, apiUrl: options.apiUrl, call, find, follow, budget };
}
