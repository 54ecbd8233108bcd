/** From a call to the repository that it is about, with the right to do what it asks; or GitHub's refusal. */
import type { Identity, Organization } from '../world/account.ts';
import { canSee, may, type Need } from '../world/membership.ts';
import type { Repository } from '../world/repository.ts';
import { findRepository } from '../world/world.ts';
import { notForIntegrations, notForThisToken, notFound, Refusal, requiresAuthentication } from './answer.ts';
import type { Call } from './router.ts';

/** Who calls; 401 when nobody. */
export const callerOf = (call: Call): Identity => {
  if (call.identity === undefined) throw requiresAuthentication();
  return call.identity;
};

const refuse = ({ world, identity, method }: Call, repository: Repository, need: Need): never => {
  if (identity === undefined) throw requiresAuthentication();
  if (identity.app !== undefined) throw notForIntegrations();
  if (identity.permissions !== undefined && may(world, repository, { account: identity.account }, need)) throw notForThisToken();
  // What only administrators may read does not exist for others.
  if (need.role === 'admin' && method === 'GET') throw notFound();
  // Who may read is told that it is forbidden; who lacks even that never comes here.
  if (need.role === 'admin') throw new Refusal(403, 'Must have admin rights to Repository.');
  throw new Refusal(403, `Must have ${need.role} access to ${repository.fullName} on ${world.url}.`);
};

/** Notes what an App would need for this, as GitHub's `X-Accepted-GitHub-Permissions` header tells it. */
const accept = (call: Call, ...needs: readonly string[]): void => {
  call.accepted.push(needs.map((need) => need.replace(':', '=')).join('; '));
};

/** The organization of `/orgs/{org}/...`, for its owners and Apps with the right. Others are not told that there is such a list. */
export const organizationFor = (call: Call, right: Need['app']): Organization => {
  accept(call, right);
  const identity = callerOf(call);
  const organization = call.world.organizations.get((call.params.org ?? '').toLowerCase());
  if (organization === undefined) throw notFound();
  const [permission = '', level] = right.split(':');
  const granted = identity.permissions?.[permission];
  if (identity.app !== undefined && granted !== 'write' && granted !== level) throw notForIntegrations();
  if (identity.app === undefined && !organization.owners.has(identity.account)) throw notFound();
  return organization;
};

/** The repository of `/repos/{owner}/{repo}/...`: 404 when it does not exist or may not be seen, 403 when the right is missing. */
export const repositoryFor = (call: Call, need: Need): Repository => {
  accept(call, need.app, ...(need.or ?? []));
  const repository = findRepository(call.world, `${call.params.owner}/${call.params.repo}`);
  if (repository === undefined || !canSee(call.world, repository, call.identity)) throw notFound();
  if (!may(call.world, repository, call.identity, need)) refuse(call, repository, need);
  if (repository.settings.archived && call.method !== 'GET') throw new Refusal(403, 'Repository was archived so is read-only.');
  return repository;
};

export const READ = (permission: string): Need => ({ role: 'read', app: `${permission}:read` });
export const WRITE = (permission: string): Need => ({ role: 'write', app: `${permission}:write` });
export const ADMIN = (permission: string, level: 'read' | 'write' = 'write'): Need => ({ role: 'admin', app: `${permission}:${level}` });
