/** One request to the API, on the page's own origin. Throws a `Problem`, and nothing else (an aborted request apart). */
import { problemOf, unreachable } from './problem.ts';

export interface Call {
  readonly method?: 'GET' | 'POST';
  /** A bearer token: of a booking, of a link, of the administration. */
  readonly token?: string | undefined;
  /** Sent as JSON, or as it is when it is a form. */
  readonly body?: unknown;
  readonly signal?: AbortSignal;
}

export const call = async <T>(path: string, { method = 'GET', token, body, signal }: Call = {}): Promise<T> => {
  const form = body instanceof FormData;
  const answer = await fetch(`/api${path}`, {
    method,
    headers: {
      accept: 'application/json',
      ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
      ...(body === undefined || form ? {} : { 'content-type': 'application/json' }),
    },
    ...(body === undefined ? {} : { body: form ? body : JSON.stringify(body) }),
    ...(signal === undefined ? {} : { signal }),
  }).catch((error: unknown) => {
    throw signal?.aborted ? error : unreachable();
  });
  if (!answer.ok) throw await problemOf(answer);
  return (answer.status === 204 ? undefined : await answer.json()) as T;
};
