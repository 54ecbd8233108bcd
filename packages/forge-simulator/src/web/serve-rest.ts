/** One request of the REST interface: who, which route, the JSON body, the handler, the answer or the refusal. Returns what to send. */
import type { IncomingMessage } from 'node:http';
import { installationRoutes } from '../rest/installations.ts';
import { routes } from '../rest/routes.ts';
import type { World } from '../world/world.ts';
import { type Answer, badCredentials, notForIntegrations, notFound, Refusal } from './answer.ts';
import { authenticate } from './authenticate.ts';
import { isObject } from './fields.ts';
import { byNumber, movedTo } from './moved.ts';
import { match } from './router.ts';
import { taps } from './tap.ts';

const MOST_BYTES = 10 * 1024 * 1024;

const readBody = async (request: IncomingMessage): Promise<Readonly<Record<string, unknown>> | undefined> => {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request) {
    size += (chunk as Buffer).length;
    if (size > MOST_BYTES) throw new Refusal(413, 'Payload too large');
    chunks.push(chunk as Buffer);
  }
  if (size === 0) return undefined;
  try {
    const parsed: unknown = JSON.parse(Buffer.concat(chunks).toString('utf8'));
    if (isObject(parsed)) return parsed;
  } catch {
    throw new Refusal(400, 'Problems parsing JSON');
  }
  throw new Refusal(400, 'Body should be a JSON object');
};

/** Headers of an answer: what it took, for Apps that lack it. */
const told = (answer: Answer, accepted: readonly string[]): Answer => {
  const needs = [...new Set(accepted)].join(',');
  return needs === '' ? answer : { ...answer, headers: { 'x-accepted-github-permissions': needs, ...answer.headers } };
};

interface Asked {
  readonly method: string;
  readonly path: string;
  readonly body: Readonly<Record<string, unknown>> | undefined;
}

const carryOut = async (world: World, request: IncomingMessage, url: URL, { method, path, body }: Asked): Promise<Answer> => {
  const accepted: string[] = [];
  try {
    const authentication = authenticate(world, request.headers.authorization);
    if (authentication.kind === 'refused') throw badCredentials();
    const identity = authentication.kind === 'known' ? authentication.identity : undefined;
    const moved = movedTo(world, identity, method, path);
    if (moved !== undefined) return { ...moved, headers: { ...moved.headers, location: `${moved.headers?.location ?? ''}${url.search}` } };
    const here = byNumber(world, path);
    const found = match(routes, method, here);
    if (found === undefined) throw notFound();
    if (identity?.signed === true && !installationRoutes.some(({ handle }) => handle === found.handle)) throw notForIntegrations();
    const call = { world, identity, method, path: here, params: found.params, query: url.searchParams, body: body ?? {}, accepted };
    return told(await found.handle(call), accepted);
  } catch (error) {
    if (error instanceof Refusal) return told(error.answer, accepted);
    throw error;
  }
};

export const serveRest = async (world: World, request: IncomingMessage, url: URL): Promise<Answer> => {
  const path = url.pathname.slice(url.pathname.startsWith('/api/v3/') ? '/api/v3'.length : '/api'.length);
  const method = request.method ?? 'GET';
  let body: Asked['body'];
  try {
    body = await readBody(request);
  } catch (error) {
    if (error instanceof Refusal) return error.answer;
    throw error;
  }
  const answer = await carryOut(world, request, url, { method, path, body });
  const exchange = {
    method,
    path: byNumber(world, path),
    query: url.searchParams.toString(),
    userAgent: request.headers['user-agent'] ?? '',
    ...(body === undefined ? {} : { sent: body }),
    status: answer.status,
    ...(answer.body === undefined ? {} : { given: answer.body }),
  };
  for (const tap of taps) tap(exchange);
  return answer;
};
