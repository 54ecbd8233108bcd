/** An HTTP server on this machine that answers as a test says, and remembers what it was asked. */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Host } from './host.ts';

export interface Asked {
  readonly path: string;
  readonly query: URLSearchParams;
  readonly headers: IncomingMessage['headers'];
}

export type Answering = (asked: Asked, response: ServerResponse) => void;

export interface AnsweringServer extends AsyncDisposable {
  readonly url: string;
  readonly asked: readonly Asked[];
}

export const newServer = async (answering: Answering): Promise<AnsweringServer> => {
  const asked: Asked[] = [];
  const server = createServer((request, response) => {
    const { pathname: path, searchParams: query } = new URL(request.url ?? '/', 'http://here');
    const one = { path, query, headers: request.headers };
    asked.push(one);
    answering(one, response);
  });
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    asked,
    [Symbol.asyncDispose]: () =>
      new Promise((gone) => {
        server.close(() => gone());
        server.closeAllConnections();
      }),
  };
};

export const json = (response: ServerResponse, body: unknown, headers: Readonly<Record<string, string>> = {}): void => {
  response.writeHead(200, { 'content-type': 'application/json; charset=utf-8', ...headers }).end(JSON.stringify(body));
};

export const TOKEN = 'token-4711-of-the-source';
export const NOW = new Date('2026-11-20T12:00:00Z');
/** A day before. */
export const SINCE = NOW.getTime() / 1000 - 86_400;

export const hostIn = (directory: string, more: Partial<Host> = {}): Host => ({
  directory,
  variable: (name) => (name === 'LOCKFLIGHT_SOURCE_TOKEN' ? TOKEN : undefined),
  now: () => NOW,
  timeoutMs: 5000,
  ...more,
});
