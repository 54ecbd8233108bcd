/** The server's one listener: faults first, then git or REST, then the log. A bug of ours is a 500 with its words, never a hang. */

import type { IncomingMessage, ServerResponse } from 'node:http';
import { setTimeout as wait } from 'node:timers/promises';
import type { World } from '../world/world.ts';
import { type Answer, notFound } from './answer.ts';
import { authenticate } from './authenticate.ts';
import { answerOfFault, type Fault, type RawAnswer } from './faults.ts';
import { isGitPath, serveGit } from './serve-git.ts';
import { serveRest } from './serve-rest.ts';

interface Exchange {
  readonly world: World;
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  readonly url: URL;
  readonly fault: Fault | undefined;
}

const send = (response: ServerResponse, answer: RawAnswer): void => {
  response.writeHead(answer.status, { ...answer.headers });
  response.end(answer.body);
};

const restHeaders = { 'content-type': 'application/json; charset=utf-8', 'x-github-media-type': 'github.v3; format=json' };

const carryOut = async ({ world, request, response, url, fault }: Exchange): Promise<void> => {
  const loseAnswer = fault?.afterEffect === true;
  if (isGitPath(url.pathname)) {
    await serveGit({ world, request, response, url, loseAnswer });
    return;
  }
  const isRest = url.pathname.startsWith('/api/v3/') || url.pathname === '/api/graphql';
  const answer: Answer = isRest ? await serveRest(world, request, url) : notFound().answer;
  if (loseAnswer) return;
  const body = answer.body === undefined ? '' : JSON.stringify(answer.body);
  const length = { 'content-length': String(Buffer.byteLength(body)) };
  const headers = { ...(answer.status === 204 ? {} : { ...restHeaders, ...length }), ...answer.headers };
  send(response, { status: answer.status, headers, body });
};

const fail = (response: ServerResponse, error: unknown): void => {
  if (response.headersSent || response.destroyed) {
    response.destroy();
    return;
  }
  const message = `Server Error: ${error instanceof Error ? error.message : String(error)}`;
  send(response, { status: 500, headers: { 'content-type': 'application/json; charset=utf-8' }, body: JSON.stringify({ message }) });
};

const answer = async (exchange: Exchange, stopping: AbortSignal): Promise<void> => {
  const { fault, request, response } = exchange;
  if (fault?.latencyMs !== undefined) await wait(fault.latencyMs, undefined, { signal: stopping });
  if (fault === undefined || fault.afterEffect === true) await carryOut(exchange);
  if (fault === undefined || response.headersSent) return;
  if (fault.drop === true) {
    request.socket.destroy();
    return;
  }
  const instead = answerOfFault(fault);
  if (instead === undefined && fault.afterEffect !== true) return carryOut(exchange);
  if (instead === undefined) request.socket.destroy();
  else {
    request.resume();
    send(response, instead);
  }
};

/** Handles one request to the end. */
export const serve = async (world: World, request: IncomingMessage, response: ServerResponse, stopping: AbortSignal): Promise<void> => {
  const method = request.method ?? 'GET';
  const [path = '/', query = ''] = (request.url ?? '/').split('?', 2);
  const authentication = authenticate(world, request.headers.authorization);
  const login = authentication.kind === 'known' ? authentication.identity.account.login : null;
  const entry = { at: world.clock.now(), method, path, query, login, status: 0 };
  world.requests.push(entry);
  try {
    const url = new URL(request.url ?? '/', world.url);
    await answer({ world, request, response, url, fault: world.faults.take(method, path) }, stopping);
  } catch (error) {
    fail(response, error);
  }
  entry.status = response.headersSent ? response.statusCode : 0;
};
