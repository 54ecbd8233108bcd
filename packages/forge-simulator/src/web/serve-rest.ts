/** One request of the REST interface: who, which route, the JSON body, the handler, the answer or the refusal. Returns what to send. */
import type { IncomingMessage } from 'node:http';
import { routes } from '../rest/routes.ts';
import type { World } from '../world/world.ts';
import { type Answer, badCredentials, notFound, Refusal } from './answer.ts';
import { authenticate } from './authenticate.ts';
import { isObject } from './fields.ts';
import { byNumber, movedTo } from './moved.ts';
import { match } from './router.ts';

const MOST_BYTES = 10 * 1024 * 1024;

const readBody = async (request: IncomingMessage): Promise<Readonly<Record<string, unknown>>> => {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request) {
    size += (chunk as Buffer).length;
    if (size > MOST_BYTES) throw new Refusal(413, 'Payload too large');
    chunks.push(chunk as Buffer);
  }
  if (size === 0) return {};
  try {
    const parsed: unknown = JSON.parse(Buffer.concat(chunks).toString('utf8'));
    if (isObject(parsed)) return parsed;
  } catch {
    throw new Refusal(400, 'Problems parsing JSON');
  }
  throw new Refusal(400, 'Body should be a JSON object');
};

export const serveRest = async (world: World, request: IncomingMessage, url: URL): Promise<Answer> => {
  const accepted: string[] = [];
  const told = (answer: Answer): Answer => {
    const needs = [...new Set(accepted)].join(',');
    return needs === '' ? answer : { ...answer, headers: { 'x-accepted-github-permissions': needs, ...answer.headers } };
  };
  try {
    const body = await readBody(request);
    const authentication = authenticate(world, request.headers.authorization);
    if (authentication.kind === 'refused') throw badCredentials();
    const identity = authentication.kind === 'known' ? authentication.identity : undefined;
    const asked = url.pathname.slice(url.pathname.startsWith('/api/v3/') ? '/api/v3'.length : '/api'.length);
    const method = request.method ?? 'GET';
    const moved = movedTo(world, identity, method, asked);
    if (moved !== undefined) return { ...moved, headers: { ...moved.headers, location: `${moved.headers?.location ?? ''}${url.search}` } };
    const path = byNumber(world, asked);
    const found = match(routes, method, path);
    if (found === undefined) throw notFound();
    return told(await found.handle({ world, identity, method, path, params: found.params, query: url.searchParams, body, accepted }));
  } catch (error) {
    if (error instanceof Refusal) return told(error.answer);
    throw error;
  }
};
