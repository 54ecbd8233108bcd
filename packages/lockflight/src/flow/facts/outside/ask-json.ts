/**
 * One question over HTTP to the address that the contract names, and to no other: no redirection is followed. Whatever is not a complete JSON answer in time
 * is an error of its own, and nothing of an answer or a token is ever repeated.
 */
import { LockflightError } from '../../../errors.ts';
import { type OutsideCode, outsideFailure } from './failures.ts';
import type { Host } from './host.ts';

const LARGEST = 16 * 1024 * 1024;

export interface Question {
  /** How the contract calls the source. */
  readonly name: string;
  /** The address in the contract. */
  readonly url: string;
  /** Below it: `/api/v1/query`. */
  readonly path: string;
  readonly query?: Readonly<Record<string, string>>;
  readonly headers?: Readonly<Record<string, string>>;
  /** The variable that holds the bearer token. */
  readonly token?: string;
}

export interface JsonAnswer {
  readonly body: unknown;
  /** The `Link` header, where there is one. */
  readonly link: string;
}

/** Errors: the codes `source-*`. */
export const askJson = async (host: Host, question: Question): Promise<JsonAnswer> => {
  const headers = { accept: 'application/json', ...question.headers, ...authorization(host, question) };
  const address = new URL(`${question.url.replace(/\/+$/, '')}${question.path}`);
  for (const [key, value] of Object.entries(question.query ?? {})) address.searchParams.append(key, value);
  const fail = failing(question.name);
  try {
    const response = await fetch(address, { headers, redirect: 'manual', signal: AbortSignal.timeout(host.timeoutMs) });
    const problem = problemOf(response);
    if (problem !== undefined) {
      await response.body?.cancel();
      throw fail(...problem);
    }
    return { body: parse(await textOf(response, fail), fail), link: response.headers.get('link') ?? '' };
  } catch (error) {
    if (error instanceof LockflightError) throw error;
    const late = error instanceof Error && error.name === 'TimeoutError';
    throw late
      ? fail('source-timeout', 'no answer in time', 'pas de réponse à temps')
      : fail('source-unavailable', `${address.host} cannot be reached`, `${address.host} est injoignable`);
  }
};

type Fail = (code: OutsideCode, en: string, fr: string) => LockflightError;

export const failing =
  (name: string): Fail =>
  (code, en, fr) =>
    outsideFailure(name, code, { en, fr });

/** What could stand in a header; anything else would end up, whole, in an error of the HTTP client. */
const TOKEN = /^[\x21-\x7e]+$/;

const authorization = (host: Host, { name, token }: Question): Readonly<Record<string, string>> => {
  if (token === undefined) return {};
  const value = host.variable(token);
  if (value === undefined || !TOKEN.test(value))
    throw failing(name)('source-token-missing', `${token} holds no token here`, `${token} ne porte pas de jeton ici`);
  return { authorization: `Bearer ${value}` };
};

const problemOf = (response: Response): Parameters<Fail> | undefined => {
  const { status } = response;
  const said = [`it answered ${status}`, `elle a répondu ${status}`] as const;
  if (status >= 300 && status < 400) return ['source-redirected', ...said];
  if (status === 401 || status === 403) return ['source-refused', ...said];
  if (status === 429 || status >= 500) return ['source-unavailable', ...said];
  if (status === 206) return ['source-partial', ...said];
  if (status !== 200) return ['source-rejected', ...said];
  const type = response.headers.get('content-type') ?? '';
  return /^application\/(?:[a-z.+-]+\+)?json\s*(?:;|$)/i.test(type)
    ? undefined
    : ['source-not-json', 'its answer is no JSON', "sa réponse n'est pas du JSON"];
};

const textOf = async (response: Response, fail: Fail): Promise<string> => {
  const decoder = new TextDecoder();
  let [text, size] = ['', 0];
  for await (const chunk of response.body ?? []) {
    size += chunk.length;
    if (size > LARGEST) throw fail('source-too-large', 'its answer is too long', 'sa réponse est trop longue');
    text += decoder.decode(chunk, { stream: true });
  }
  return text + decoder.decode();
};

const parse = (text: string, fail: Fail): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    throw fail('source-nonsense', 'its answer is broken', 'sa réponse est tronquée ou invalide');
  }
};
