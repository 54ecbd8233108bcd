/**
 * The one way to GitHub: Octokit with a base URL, a time-out, patience with rate limits, and one coded error for everything that goes
 * wrong. Reads (GET) are asked again when the answer was 5xx or none; a write is sent again only when GitHub said that it refused to
 * look at it (rate limit), because a write without an answer may have been carried out.
 */
import { setTimeout as pause } from 'node:timers/promises';
import { Octokit } from '@octokit/core';
import { LockflightError } from '../../errors.ts';
import { Answer } from './answer.ts';
import { forgeError, nonsense, rateLimited, refused, unreachable } from './failure.ts';
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
}

export interface Connection {
  readonly fullName: string;
  readonly owner: string;
  readonly apiUrl: string;
  /** `route` as documented, `{owner}` and `{repo}` filled in; throws `LockflightError` for anything but an answer of success. */
  call(route: string, parameters?: RequestParameters): Promise<Reply>;
  /** The same, with undefined for `forge-not-found` (the caller says what that means). */
  find(route: string, parameters?: RequestParameters): Promise<Reply | undefined>;
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

  const filled = (route: string): string => route.replace('{owner}', encodeURIComponent(owner)).replace('{repo}', encodeURIComponent(repo));

  /** As documented, without host and query: what errors and logs may name. */
  const endpointOf = (route: string): string => route.replace(/^(\S+) https?:\/\/[^/]+/, '$1 ').replace(/\?.*$/, '');

  /** How long to wait before the same request may be sent again; throws when it may not. */
  const waitFor = (endpoint: string, failed: Failed, failures: number, waited: number): number => {
    const limit = rateLimitWait(failed, now());
    if (limit !== undefined) {
      if (waited + limit > maxWaitMs) throw rateLimited(endpoint, new Date(now().getTime() + limit));
      return limit;
    }
    if (failed.silent?.kind === 'too-large') throw nonsense(endpoint, '', `an answer of at most ${MAX_BODY_BYTES} bytes`);
    const pause = endpoint.startsWith('GET ') && (failed.silent !== undefined || failed.status >= 500) ? backOff(failures) : undefined;
    if (pause !== undefined) return pause;
    throw failed.silent === undefined ? refused({ endpoint, ...failed }) : unreachable(endpoint, failed.silent.message);
  };

  const attempt = async (route: string, parameters: RequestParameters): Promise<Reply | Failed> => {
    const endpoint = endpointOf(route);
    try {
      const { data, status, headers } = await octokit.request(route, { ...parameters, headers: HEADERS });
      return { answer: new Answer(endpoint, data), status, headers: headersOf(headers) };
    } catch (error) {
      const failed = failedOf(error, token);
      if (failed === undefined) throw nonsense(endpoint, 'headers', 'HTTP that can be read');
      return failed;
    }
  };

  const call = async (documented: string, parameters: RequestParameters = {}): Promise<Reply> => {
    const route = filled(documented);
    const endpoint = endpointOf(route);
    let waited = 0;
    for (let failures = 0; ; ) {
      const outcome = await attempt(route, parameters);
      log?.({ endpoint, ...(outcome.status === 0 ? {} : { status: outcome.status }), attempt: failures + 1 });
      if ('answer' in outcome) return outcome;
      failures += 1;
      const wait = waitFor(endpoint, outcome, failures, waited);
      waited += wait;
      await sleep(wait);
    }
  };

  const find: Connection['find'] = async (route, parameters) => {
    try {
      return await call(route, parameters);
    } catch (error) {
      if (error instanceof LockflightError && error.code === 'forge-not-found') return undefined;
      throw error;
    }
  };

  return { fullName, owner, apiUrl: options.apiUrl, call, find };
}
