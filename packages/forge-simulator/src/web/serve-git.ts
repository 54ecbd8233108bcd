/** Lets a request for a repository's git through, or not: the answers are those that GitHub gives to git itself, in plain text. */
import type { IncomingMessage, ServerResponse } from 'node:http';
import { serveAdvertisement, serveFetch, servePush } from '../transfer/smart-http.ts';
import { canSee, may } from '../world/membership.ts';
import { findRepository, type World } from '../world/world.ts';
import { type Authentication, authenticate } from './authenticate.ts';

const GIT_PATH = /^\/([^/]+)\/([^/]+?)(?:\.git)?\/(info\/refs|git-upload-pack|git-receive-pack)$/;

export const isGitPath = (path: string): boolean => GIT_PATH.test(path);

const say = (response: ServerResponse, status: number, words: string, headers: Readonly<Record<string, string>> = {}): void => {
  response.writeHead(status, { 'content-type': 'text/plain; charset=utf-8', ...headers });
  response.end(`${words}\n`);
};

const identityOf = (authentication: Authentication) => (authentication.kind === 'known' ? authentication.identity : undefined);

export interface GitCall {
  readonly world: World;
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  readonly url: URL;
  readonly loseAnswer: boolean;
}

export const serveGit = async ({ world, request, response, url, loseAnswer }: GitCall): Promise<void> => {
  const [, owner, name, service = ''] = GIT_PATH.exec(url.pathname) ?? [];
  const authentication = authenticate(world, request.headers.authorization);
  const identity = identityOf(authentication);
  const challenge = { 'www-authenticate': 'Basic realm="GitHub"' };
  if (authentication.kind === 'refused') return say(response, 401, 'Invalid username or token.', challenge);
  const fullName = `${decodeURIComponent(owner ?? '')}/${decodeURIComponent(name ?? '')}`;
  // Git follows an old name without a word.
  const repository = findRepository(world, fullName) ?? world.moved.get(fullName.toLowerCase());
  const pushing = service === 'git-receive-pack' || url.searchParams.get('service') === 'git-receive-pack';
  if (identity === undefined && (pushing || repository === undefined || repository.settings.private))
    return say(response, 401, 'Authentication required.', challenge);
  if (repository === undefined || !canSee(world, repository, identity)) return say(response, 404, 'Repository not found.');
  const login = identity?.account.login ?? '';
  if (!may(world, repository, identity, { role: 'read', app: 'contents:read' }))
    return say(response, 403, `Permission to ${repository.fullName}.git denied to ${login}.`);
  if (pushing && !may(world, repository, identity, { role: 'write', app: 'contents:write' }))
    return say(response, 403, `Permission to ${repository.fullName}.git denied to ${login}.`);
  if (pushing && repository.settings.archived) return say(response, 403, 'This repository was archived so it is read-only.');
  const exchange = { world, repository, service, identity, request, response, query: url.search.slice(1), loseAnswer };
  if (service === 'git-receive-pack' && identity !== undefined) return servePush(exchange, identity);
  return service === 'info/refs' ? serveAdvertisement(exchange) : serveFetch(exchange);
};
