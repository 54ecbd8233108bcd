/**
 * A server on loopback that answers as it is told, for shapes and faults that no well-behaved forge produces. Routes are `METHOD /path` without
 * the query; a list of answers is given one after the other, the last one again and again.
 */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { onTestFinished } from 'vitest';
import type { ConnectionOptions } from './connection.ts';
import { openGitHub } from './open.ts';

export interface Told {
  readonly status?: number;
  readonly json?: unknown;
  /** Instead of `json`: sent as it is. */
  readonly raw?: string;
  readonly headers?: Readonly<Record<string, string>>;
  /** `drop`: the connection breaks without an answer; `cut`: in the middle of the body; `silence`: no answer at all. */
  readonly fault?: 'drop' | 'cut' | 'silence';
}

export interface Heard {
  readonly method: string;
  readonly path: string;
  readonly query: URLSearchParams;
  readonly body: unknown;
  readonly authorization: string | undefined;
  /** `127.0.0.1:PORT`, for links to further pages. */
  readonly host: string;
}

export interface Recorded {
  readonly apiUrl: string;
  readonly heard: Heard[];
}

type Routes = Readonly<Record<string, Told | readonly Told[] | ((heard: Heard) => Told)>>;

const TOKEN = 'ghp_neverShownAnywhere0123456789';

async function bodyOf(request: IncomingMessage): Promise<unknown> {
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(part as Buffer);
  const text = Buffer.concat(parts).toString();
  return text === '' ? undefined : (JSON.parse(text) as unknown);
}

function tell(response: ServerResponse, { status = 200, json, raw, headers, fault }: Told): void {
  if (fault === 'silence') return;
  if (fault === 'drop') {
    response.destroy();
    return;
  }
  const body = raw ?? (json === undefined ? '' : JSON.stringify(json));
  response.writeHead(status, { 'content-type': 'application/json; charset=utf-8', ...headers });
  if (fault === 'cut') response.write(body.slice(0, body.length / 2), () => response.destroy());
  else response.end(body);
}

export async function recorded(routes: Routes): Promise<Recorded> {
  const heard: Heard[] = [];
  const times = new Map<string, number>();
  const server = createServer(async (request, response) => {
    const url = new URL(request.url ?? '/', 'http://x');
    const one: Heard = {
      method: request.method ?? '',
      path: url.pathname,
      query: url.searchParams,
      body: await bodyOf(request),
      authorization: request.headers.authorization,
      host: request.headers.host ?? '',
    };
    heard.push(one);
    const route = `${one.method} ${url.pathname}`;
    const count = times.get(route) ?? 0;
    times.set(route, count + 1);
    const told = routes[route] ?? { status: 404, json: { message: 'Not Found' } };
    const answers = typeof told === 'function' ? [told(one)] : 'at' in told ? told : [told];
    tell(response, answers[Math.min(count, answers.length - 1)] ?? {});
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  onTestFinished(async () => {
    server.closeAllConnections();
    await new Promise((closed) => server.close(closed));
  });
  return { apiUrl: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, heard };
}

/** The forge at `acme/koomy` on such a server; waits are counted, not waited. */
export async function forgeTold(routes: Routes, { apiPath = '', ...options }: Partial<ConnectionOptions> & { apiPath?: string } = {}) {
  const server = await recorded(routes);
  const waits: number[] = [];
  const forge = openGitHub({
    apiUrl: server.apiUrl + apiPath,
    fullName: 'acme/koomy',
    token: TOKEN,
    sleep: async (milliseconds) => waits.push(milliseconds),
    ...options,
  });
  return { forge, waits, token: TOKEN, ...server };
}

/** Objects as GitHub's description shows them, with what the adapter reads. */
export const sha = (digit: string): string => digit.repeat(40);
export const octocat = { id: 1, login: 'octocat', type: 'User' };
export const repositoryJson = {
  id: 7,
  full_name: 'acme/koomy',
  owner: { login: 'acme', id: 1, type: 'User' },
  default_branch: 'main',
  private: true,
  archived: false,
  allow_merge_commit: true,
  allow_squash_merge: true,
  allow_rebase_merge: false,
  permissions: { admin: false, push: true, pull: true },
};
export const pullJson = {
  number: 41,
  html_url: 'https://github.com/acme/koomy/pull/41',
  title: 'Promote 1.8.0 to production',
  body: null,
  state: 'open',
  draft: false,
  user: octocat,
  head: { ref: 'lockflight/promote/x', sha: sha('a'), repo: { id: 7 } },
  base: { ref: 'main', sha: sha('b'), repo: { id: 7 } },
  created_at: '2026-11-20T14:02:00Z',
  updated_at: '2026-11-20T14:03:00Z',
  closed_at: null,
  merged_at: null,
  merge_commit_sha: sha('c'),
  mergeable: null,
  mergeable_state: 'unknown',
};
