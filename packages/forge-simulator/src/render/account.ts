/** Accounts, Apps and repositories in GitHub's words. */
import { stamp } from '../clock.ts';
import { type Account, type App, atLeast, type Identity, type Team } from '../world/account.ts';
import { may, roleOf } from '../world/membership.ts';
import type { Repository } from '../world/repository.ts';
import type { World } from '../world/world.ts';

export const accountJson = (world: World, account: Account) => ({
  login: account.login,
  id: account.id,
  node_id: `A_${account.id}`,
  avatar_url: '',
  url: `${world.url}/api/v3/users/${encodeURIComponent(account.login)}`,
  html_url: `${world.url}/${account.login}`,
  type: account.type,
  site_admin: false,
});

export const teamJson = (world: World, team: Team) => {
  const url = `${world.url}/api/v3/organizations/${team.organization.id}/team/${team.id}`;
  const page = `${world.url}/orgs/${team.organization.login}/teams/${team.slug}`;
  return {
    id: team.id,
    node_id: `T_${team.id}`,
    name: team.slug,
    slug: team.slug,
    description: null,
    privacy: 'closed',
    notification_setting: 'notifications_enabled',
    permission: 'pull',
    url,
    html_url: page,
    members_url: `${url}/members{/member}`,
    repositories_url: `${url}/repos`,
    parent: null,
  };
};

export const appJson = (world: World, app: App) => ({
  id: app.id,
  slug: app.slug,
  node_id: `APP_${app.id}`,
  name: app.name,
  owner: accountJson(world, app.bot),
  html_url: `${world.url}/apps/${app.slug}`,
});

const permissionsOf = (world: World, repository: Repository, account: Account) => {
  const role = roleOf(world, repository, account);
  return {
    admin: atLeast(role, 'admin'),
    maintain: atLeast(role, 'maintain'),
    push: atLeast(role, 'write'),
    triage: atLeast(role, 'triage'),
    pull: role !== undefined,
  };
};

/** A repository as it stands inside other objects. */
export const repositoryReference = (world: World, repository: Repository) => ({
  id: repository.id,
  node_id: `R_${repository.id}`,
  name: repository.name,
  full_name: repository.fullName,
  private: repository.settings.private,
  owner: accountJson(world, repository.owner),
  html_url: `${world.url}/${repository.fullName}`,
  url: `${world.url}/api/v3/repos/${repository.fullName}`,
  fork: repository.parent !== undefined,
});

export const repositoryJson = (world: World, repository: Repository, identity: Identity | undefined) => {
  const { settings } = repository;
  const writes = may(world, repository, identity, { role: 'write', app: 'contents:write' });
  return {
    ...repositoryReference(world, repository),
    description: null,
    clone_url: `${world.url}/${repository.fullName}.git`,
    default_branch: settings.defaultBranch,
    archived: settings.archived,
    disabled: false,
    visibility: settings.private ? 'private' : 'public',
    created_at: stamp(repository.createdAt),
    // GitHub shows the merge settings to those who may push.
    ...(writes
      ? {
          allow_merge_commit: settings.allowMergeCommit,
          allow_squash_merge: settings.allowSquashMerge,
          allow_rebase_merge: settings.allowRebaseMerge,
          delete_branch_on_merge: settings.deleteBranchOnMerge,
        }
      : {}),
    // An App has permissions of its own, which are not told here.
    ...(identity === undefined || identity.app !== undefined ? {} : { permissions: permissionsOf(world, repository, identity.account) }),
    ...(repository.parent === undefined ? {} : { parent: repositoryReference(world, repository.parent) }),
  };
};
