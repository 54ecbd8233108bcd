/**
 * Repositories that were renamed or transferred: their old name leads to the new one, by number. GitHub's page "Best practices for using the
 * REST API" (follow redirects): 301 where the method may change, 307 where it may not; one who may not see the repository is told of no move.
 */
import type { Identity } from '../world/account.ts';
import { canSee } from '../world/membership.ts';
import { findRepository, type World } from '../world/world.ts';
import type { Answer } from './answer.ts';

const NAMED = /^\/repos\/([^/]+)\/([^/]+)(\/.*)?$/;
const NUMBERED = /^\/repositories\/(\d+)(\/.*)?$/;

export const movedTo = (world: World, identity: Identity | undefined, method: string, path: string): Answer | undefined => {
  // Old names have no character that would be encoded.
  const [, owner = '', name = '', rest = ''] = NAMED.exec(path) ?? [];
  const fullName = `${owner}/${name}`;
  const repository = findRepository(world, fullName) === undefined ? world.moved.get(fullName.toLowerCase()) : undefined;
  if (repository === undefined || !canSee(world, repository, identity)) return undefined;
  const location = `${world.url}/api/v3/repositories/${repository.id}${rest}`;
  const safe = method === 'GET' || method === 'HEAD';
  return {
    status: safe ? 301 : 307,
    headers: { location },
    body: {
      message: safe ? 'Moved Permanently' : 'Temporary Redirect',
      url: location,
      documentation_url: 'https://docs.github.com/rest/guides/best-practices-for-using-the-rest-api#follow-redirects',
    },
  };
};

/** `/repositories/7/pulls` is `/repos/OWNER/NAME/pulls`. */
export const byNumber = (world: World, path: string): string => {
  const [whole, id, rest = ''] = NUMBERED.exec(path) ?? [];
  if (whole === undefined) return path;
  const repository = [...world.repositories.values()].find((r) => String(r.id) === id);
  return repository === undefined ? path : `/repos/${repository.fullName}${rest}`;
};
