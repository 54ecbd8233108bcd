/** A platform to be visited, and how it is asked. */
import type { StandIns } from '../../stand-ins/stand-ins.ts';

export interface Target {
  readonly url: string;
  readonly environment: 'local' | 'staging' | 'production';
  readonly metricsToken: string | undefined;
  readonly adminToken: string | undefined;
  /** Of a platform of our own: the vendors that it talks to. */
  readonly vendors?: StandIns;
}

/** A check that has no business here, or lacks what opens the door. */
export class Left extends Error {}

export interface Asked {
  readonly method?: 'GET' | 'POST';
  readonly token?: string | undefined;
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  // biome-ignore lint/suspicious/noExplicitAny: checks look into answers of every shape
  readonly body: any;
}

const PATIENCE_MS = 15_000;

export const ask = async ({ url }: Target, path: string, { method = 'GET', token, body, headers = {} }: Asked = {}): Promise<Answer> => {
  const form = body instanceof FormData;
  const answer = await fetch(new URL(path, url), {
    method,
    headers: {
      ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
      ...(body === undefined || form ? {} : { 'content-type': 'application/json' }),
      ...headers,
    },
    ...(body === undefined ? {} : { body: form ? body : JSON.stringify(body) }),
    redirect: 'manual',
    signal: AbortSignal.timeout(PATIENCE_MS),
  });
  const text = await answer.text();
  return { status: answer.status, headers: answer.headers, body: parsed(text) };
};

const parsed = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
};

/** Throws what was answered instead. Gives the answer. */
export const expectStatus = (answer: Answer, ...wanted: readonly number[]): Answer => {
  if (wanted.includes(answer.status)) return answer;
  const code = typeof answer.body === 'object' && answer.body !== null && 'code' in answer.body ? ` ${answer.body.code}` : '';
  throw new Error(`it answers ${answer.status}${code}, not ${wanted.join(' or ')}`);
};

export const expectThat = (holds: boolean, otherwise: string): void => {
  if (!holds) fail(otherwise);
};

export const fail = (why: string): never => {
  throw new Error(why);
};
