/** Which protection binds a ref, and whom it lets pass. */
import type { Identity } from '../world/account.ts';
import { roleOf } from '../world/membership.ts';
import type { Allowance, BranchProtection, BypassActor, Rule, Ruleset } from '../world/protection.ts';
import type { Repository } from '../world/repository.ts';
import type { World } from '../world/world.ts';
import { refMatches } from './ref-pattern.ts';

/** Free plan, private repository: neither protection nor rulesets exist there (GitHub's page "About protected branches"). */
export const hasNoProtection = (world: World, repository: Repository): boolean =>
  world.plan === 'free-private' && repository.settings.private;

export const classicFor = (world: World, repository: Repository, ref: string): BranchProtection | undefined =>
  hasNoProtection(world, repository) || !ref.startsWith('refs/heads/')
    ? undefined
    : repository.protections.get(ref.slice('refs/heads/'.length));

/** Its own rulesets and those of its organization that name it, whatever their enforcement. */
export const rulesetsOver = (world: World, repository: Repository): readonly Ruleset[] => {
  const names = (patterns: readonly string[]): boolean =>
    patterns.some((pattern) => refMatches(pattern, repository.name, repository.settings.defaultBranch));
  const parents = world.organizations.get(repository.owner.login.toLowerCase())?.rulesets ?? [];
  const binding = parents.filter(({ repositories }) => names(repositories.include) && !names(repositories.exclude));
  return [...repository.rulesets, ...binding];
};

export const rulesetsFor = (world: World, repository: Repository, ref: string): readonly Ruleset[] => {
  if (hasNoProtection(world, repository)) return [];
  const target = ref.startsWith('refs/tags/') ? 'tag' : 'branch';
  const hits = (patterns: readonly string[]): boolean =>
    patterns.some((pattern) => refMatches(pattern, ref, repository.settings.defaultBranch));
  return rulesetsOver(world, repository).filter(
    (ruleset) => ruleset.enforcement === 'active' && ruleset.target === target && hits(ruleset.include) && !hits(ruleset.exclude),
  );
};

/** GitHub's numbers of the roles that a ruleset may let pass. */
const ROLE_IDS = { maintain: 2, write: 4, admin: 5 } as const;

const isActor = (world: World, repository: Repository, identity: Identity, actor: BypassActor): boolean => {
  const organization = world.organizations.get(repository.owner.login.toLowerCase());
  switch (actor.actor_type) {
    case 'Integration':
      return identity.app?.id === actor.actor_id;
    case 'OrganizationAdmin':
      return identity.app === undefined && organization?.owners.has(identity.account) === true;
    case 'RepositoryRole':
      return (
        identity.app === undefined &&
        Object.entries(ROLE_IDS).some(([role, id]) => id === actor.actor_id && roleOf(world, repository, identity.account) === role)
      );
    case 'Team':
      return [...(organization?.teams.values() ?? [])].some((t) => t.id === actor.actor_id && t.members.has(identity.account));
    case 'User':
      return identity.app === undefined && identity.account.id === actor.actor_id;
    default:
      return false;
  }
};

/** Does the ruleset let this caller pass? `pull_request` bypasses hold for merges only. */
export const bypasses = (
  world: World,
  repository: Repository,
  identity: Identity,
  { ruleset, merging }: { readonly ruleset: Ruleset; readonly merging: boolean },
): boolean =>
  ruleset.bypass.some((actor) => (merging || actor.bypass_mode !== 'pull_request') && isActor(world, repository, identity, actor));

/** What the caller himself may do about a ruleset, in GitHub's words. */
export const bypassOf = (world: World, repository: Repository, identity: Identity | undefined, ruleset: Ruleset): string => {
  if (identity === undefined) return 'never';
  const modes = ruleset.bypass.filter((actor) => isActor(world, repository, identity, actor)).map((actor) => actor.bypass_mode);
  if (modes.includes('always')) return 'always';
  if (modes.includes('exempt')) return 'exempt';
  return modes.length === 0 ? 'never' : 'pull_requests_only';
};

/** Is the caller one of the people, teams or Apps that a classic protection names? */
export const isAllowed = (world: World, repository: Repository, identity: Identity, allowance: Allowance): boolean => {
  const organization = world.organizations.get(repository.owner.login.toLowerCase());
  if (identity.app !== undefined) return allowance.apps.includes(identity.app.slug);
  return (
    allowance.users.some((login) => login.toLowerCase() === identity.account.login.toLowerCase()) ||
    allowance.teams.some((slug) => organization?.teams.get(slug)?.members.has(identity.account) === true)
  );
};

/** Classic protection spares administrators, unless it is enforced for them too. */
export const isSpared = (world: World, repository: Repository, identity: Identity, protection: BranchProtection): boolean =>
  !protection.enforceAdmins && identity.app === undefined && roleOf(world, repository, identity.account) === 'admin';

export const ruleOf = (ruleset: Ruleset, type: string): Rule | undefined => ruleset.rules.find((rule) => rule.type === type);
