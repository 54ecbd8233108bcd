/**
 * One question over HTTP to a pinned address. No redirection is followed, no proxy taken, and of an answer at most a million bytes are read.
 */
import { request as requestPlain } from 'node:http';
import { request as requestTls } from 'node:https';
import { errored, failed, Stop } from '../check.ts';
import { hostOf } from '../parts.ts';
import type { ProbeInput } from '../probe.ts';
import { pinnedLookup, type Reached, reach } from './reach.ts';
import { codeOf, unreached } from './unreached.ts';

const LARGEST = 1_000_000;

export interface Answer {
  readonly status: number;
  readonly type: string;
  readonly headers: Readonly<Record<string, string | readonly string[] | undefined>>;
  readonly body: string;
}

export interface Question {
  readonly url: URL;
  readonly method?: 'GET' | 'POST';
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
}

export const portOf = (url: URL): number => (url.port === '' ? (url.protocol === 'https:' ? 443 : 80) : Number(url.port));

/** Where HTTP leads. Throws `Stop` as `reach` does. */
export const reachUrl = (input: ProbeInput, url: URL, variable: string, own: boolean): Promise<Reached> =>
  reach(input, { host: hostOf(url), port: portOf(url), variable, own });

/** Throws `Stop`: `service-unreachable`, `service-timeout`, `service-certificate`, `service-redirected`, `service-busy`, `service-answer-unexpected`. */
export const askHttp = async (input: ProbeInput, reached: Reached, question: Question, variable: string): Promise<Answer> => {
  const answer = await send(input, reached, question).catch((error: unknown) => {
    if (error instanceof Stop) throw error;
    throw new Stop(unsendable(error, variable) ?? unreached(error, variable));
  });
  const { status } = answer;
  if (status >= 300 && status < 400) {
    throw new Stop(failed('answer', 'service-redirected', `it redirects (${status})`, `elle redirige (${status})`));
  }
  if (status === 429 || status >= 500) {
    throw new Stop(errored('answer', 'service-busy', `it answers ${status}`, `réponse ${status}`));
  }
  return answer;
};

/** A token with a line break in it, say. */
const unsendable = (error: unknown, variable: string) =>
  ['ERR_INVALID_CHAR', 'ERR_UNESCAPED_CHARACTERS'].includes(codeOf(error))
    ? failed(
        'address',
        'service-address-invalid',
        `${variable} holds what no request can carry`,
        `${variable} contient ce qu'aucune requête ne peut porter`,
      )
    : undefined;

const send = (input: ProbeInput, reached: Reached, { url, method = 'GET', headers = {}, body }: Question): Promise<Answer> =>
  new Promise((resolve, reject) => {
    const tls = url.protocol === 'https:';
    const request = (tls ? requestTls : requestPlain)(
      {
        protocol: url.protocol,
        host: hostOf(url),
        port: reached.port,
        path: `${url.pathname}${url.search}`,
        method,
        headers: {
          'user-agent': 'lockflight-doctor',
          ...headers,
          ...(body === undefined ? {} : { 'content-length': Buffer.byteLength(body) }),
        },
        agent: false,
        lookup: pinnedLookup(reached),
        signal: input.signal,
        ...(input.ca === undefined ? {} : { ca: input.ca }),
      },
      (response) => {
        const chunks: Buffer[] = [];
        let size = 0;
        response.on('data', (chunk: Buffer) => {
          size += chunk.length;
          if (size <= LARGEST) chunks.push(chunk);
          else response.destroy(tooLong());
        });
        response.on('error', reject);
        response.on('end', () =>
          resolve({
            status: response.statusCode ?? 0,
            type: response.headers['content-type'] ?? '',
            headers: response.headers,
            body: Buffer.concat(chunks).toString('utf8'),
          }),
        );
      },
    );
    request.on('error', reject);
    request.end(body);
  });

const tooLong = () => new Stop(failed('answer', 'service-answer-unexpected', 'its answer is too long', 'sa réponse est trop longue'));
