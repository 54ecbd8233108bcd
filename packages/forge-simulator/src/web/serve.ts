/** The server's one listener: faults first, then git or REST, then the log. A bug of ours is a 500 with its words, never a hang. */
import { createHash } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { setTimeout as wait } from 'node:timers/promises';
import type { World } from '../world/world.ts';
import { allowanceHeaders, giveBack, takeAllowance } from './allowance.ts';
import { notFound } from './answer.ts';
import { authenticate } from './authenticate.ts';
import { answerOfFault, type Fault, type RawAnswer } from './faults.ts';
import { isObject } from './fields.ts';
import { isGitPath, serveGit } from './serve-git.ts';
import { serveRest } from './serve-rest.ts';

interface Exchange {
  readonly world: World;
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  readonly url: URL;
  readonly fault: Fault | undefined;
}

/** `part`: so much of the body, and then the connection breaks. */
const send = (response: ServerResponse, answer: Omit<RawAnswer, 'body'> & { readonly body?: string }, part?: string): void => {
  for (const [name, value] of Object.entries(answer.headers)) response.setHeader(name, value);
  response.writeHead(answer.status);
  if (part === undefined) response.end(answer.body);
  else response.write(part, () => response.destroy());
};

const etagOf = (body: string): string => `W/"${createHash('sha256').update(body).digest('hex')}"`;

/** A page that lacks its last items, whatever it says of its length. */
const withoutItems = (body: unknown, count: number): unknown => {
  if (Array.isArray(body)) return body.slice(0, Math.max(0, body.length - count));
  if (!isObject(body)) return body;
  return Object.fromEntries(Object.entries(body).map(([key, value]) => [key, Array.isArray(value) ? withoutItems(value, count) : value]));
};

const restHeaders = { 'content-type': 'application/json; charset=utf-8', 'x-github-media-type': 'github.v3; format=json' };

const carryOut = async ({ world, request, response, url, fault }: Exchange): Promise<void> => {
  const loseAnswer = fault?.afterEffect === true;
  if (isGitPath(url.pathname)) {
    await serveGit({ world, request, response, url, loseAnswer });
    return;
  }
  const isRest = url.pathname.startsWith('/api/v3/') || url.pathname === '/api/graphql';
  const who = request.headers.authorization ?? '';
  const method = request.method ?? 'GET';
  const answer = isRest ? (takeAllowance(world, who, method) ?? (await serveRest(world, request, url))) : notFound().answer;
  if (loseAnswer) return;
  const shown = fault?.loseItems === undefined ? answer.body : withoutItems(answer.body, fault.loseItems);
  const body = shown === undefined ? '' : JSON.stringify(shown);
  const tag = method === 'GET' && answer.status === 200 ? { etag: etagOf(body) } : {};
  if (tag.etag !== undefined && request.headers['if-none-match'] === tag.etag) {
    giveBack(world, who);
    send(response, { status: 304, headers: { ...allowanceHeaders(world, who), ...tag }, body: '' });
    return;
  }
  const length = { 'content-length': String(Buffer.byteLength(body)) };
  const headers = {
    ...(answer.status === 204 ? {} : { ...restHeaders, ...length }),
    ...allowanceHeaders(world, who),
    ...tag,
    ...answer.headers,
  };
  if (fault?.cutBody !== true) return send(response, { status: answer.status, headers, body });
  send(response, { status: answer.status, headers }, body.slice(0, body.length / 2));
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
  const spoilt = fault?.cutBody === true || fault?.loseItems !== undefined;
  if (fault === undefined || fault.afterEffect === true || spoilt) await carryOut(exchange);
  if (fault === undefined || spoilt || response.headersSent) return;
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
  const entry = { at: world.clock.now(), method, path, query, login, needed: '', status: 0 };
  world.requests.push(entry);
  try {
    const url = new URL(request.url ?? '/', world.url);
    await answer({ world, request, response, url, fault: world.faults.take(method, path) }, stopping);
  } catch (error) {
    fail(response, error);
  }
  entry.status = response.headersSent ? response.statusCode : 0;
  entry.needed = String(response.getHeader('x-accepted-github-permissions') ?? '');
};
