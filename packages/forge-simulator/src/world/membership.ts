/** Who may do what with a repository. */
import { type Account, atLeast, type Identity, ROLES, type Role } from './account.ts';
import type { Repository } from './repository.ts';
import type { World } from './world.ts';

const higher = (a: Role | undefined, b: Role | undefined): Role | undefined => {
  if (a === undefined || b === undefined) return a ?? b;
  return ROLES.indexOf(a) >= ROLES.indexOf(b) ? a : b;
};

/** The person's role: owner, organization owner, granted, or through a team; anybody may read what is public. */
export const roleOf = (world: World, repository: Repository, account: Account): Role | undefined => {
  if (account === repository.owner) return 'admin';
  const organization = world.organizations.get(repository.owner.login.toLowerCase());
  if (organization?.owners.has(account)) return 'admin';
  let role: Role | undefined = repository.settings.private ? undefined : 'read';
  role = higher(role, repository.roles.get(account));
  for (const [team, granted] of repository.teamRoles) if (team.members.has(account)) role = higher(role, granted);
  return role;
};

/** Is an App's token valid for this repository at all? */
export const reaches = (identity: Identity, repository: Repository): boolean =>
  identity.repositories === undefined || identity.repositories.some((name) => name.toLowerCase() === repository.fullName.toLowerCase());

export const canSee = (world: World, repository: Repository, identity: Identity | undefined): boolean => {
  if (!repository.settings.private) return true;
  if (identity === undefined) return false;
  return identity.app !== undefined ? reaches(identity, repository) : roleOf(world, repository, identity.account) !== undefined;
};

/** What an act asks for: of a person a role, of an App a permission (`contents:write`). */
export interface Need {
  readonly role: Role;
  readonly app: `${string}:${'read' | 'write'}`;
  /** Other permissions of an App, any of which will do. */
  readonly or?: readonly `${string}:${'read' | 'write'}`[];
}

/** May this token do it? Metadata may be read by every App, as on GitHub. */
export const may = (world: World, repository: Repository, identity: Identity | undefined, need: Need): boolean => {
  if (identity === undefined) return need.role === 'read' && !repository.settings.private;
  if (identity.app === undefined) {
    const allowed = atLeast(roleOf(world, repository, identity.account), need.role);
    // A fine-grained token has the person's roles, and no more than its own permissions.
    return allowed && (identity.permissions === undefined || grants(identity, repository, need));
  }
  if (need.app.endsWith(':read') && !repository.settings.private && need.role === 'read') return true;
  return grants(identity, repository, need);
};

const grants = (identity: Identity, repository: Repository, need: Need): boolean =>
  reaches(identity, repository) && [need.app, ...(need.or ?? [])].some((right) => holds(identity, right));

const holds = (identity: Identity, right: Need['app']): boolean => {
  const [permission = '', level] = right.split(':');
  if (permission === 'metadata') return level === 'read';
  const granted = identity.permissions?.[permission];
  return granted === 'write' || granted === level;
};

/** Does this account's approval count towards a required number? Those of people and Apps that may write do. */
export const mayWrite = (world: World, repository: Repository, account: Account): boolean => {
  if (account.type !== 'Bot') return atLeast(roleOf(world, repository, account), 'write');
  const tokens = [...world.tokens.values()].filter((identity) => identity.account === account);
  return (
    atLeast(repository.roles.get(account), 'write') ||
    tokens.some((identity) => identity.app !== undefined && identity.permissions?.contents === 'write' && reaches(identity, repository))
  );
};
