/** A repository as it stands inside other objects: who it is, and where everything of it would be. */
import { stamp } from '../clock.ts';
import { type Account, atLeast, type Identity } from '../world/account.ts';
import { may, roleOf } from '../world/membership.ts';
import type { Repository } from '../world/repository.ts';
import type { World } from '../world/world.ts';
import { accountJson } from './account.ts';

/** Addresses below the repository's own, by the name of the field. Most lead nowhere here; clients may still read them. */
const BELOW: Readonly<Record<string, string>> = {
  archive_url: '{archive_format}{/ref}',
  assignees_url: 'assignees{/user}',
  blobs_url: 'git/blobs{/sha}',
  branches_url: 'branches{/branch}',
  collaborators_url: 'collaborators{/collaborator}',
  comments_url: 'comments{/number}',
  commits_url: 'commits{/sha}',
  compare_url: 'compare/{base}...{head}',
  contents_url: 'contents/{+path}',
  contributors_url: 'contributors',
  deployments_url: 'deployments',
  downloads_url: 'downloads',
  events_url: 'events',
  forks_url: 'forks',
  git_commits_url: 'git/commits{/sha}',
  git_refs_url: 'git/refs{/sha}',
  git_tags_url: 'git/tags{/sha}',
  hooks_url: 'hooks',
  issue_comment_url: 'issues/comments{/number}',
  issue_events_url: 'issues/events{/number}',
  issues_url: 'issues{/number}',
  keys_url: 'keys{/key_id}',
  labels_url: 'labels{/name}',
  languages_url: 'languages',
  merges_url: 'merges',
  milestones_url: 'milestones{/number}',
  notifications_url: 'notifications{?since,all,participating}',
  pulls_url: 'pulls{/number}',
  releases_url: 'releases{/id}',
  stargazers_url: 'stargazers',
  statuses_url: 'statuses/{sha}',
  subscribers_url: 'subscribers',
  subscription_url: 'subscription',
  tags_url: 'tags',
  teams_url: 'teams',
  trees_url: 'git/trees{/sha}',
};

export const repositoryReference = (world: World, repository: Repository) => {
  const { settings, fullName } = repository;
  const url = `${world.url}/api/v3/repos/${fullName}`;
  const page = `${world.url}/${fullName}`;
  const created = stamp(repository.createdAt);
  return {
    id: repository.id,
    node_id: `R_${repository.id}`,
    name: repository.name,
    full_name: fullName,
    private: settings.private,
    owner: accountJson(world, repository.owner),
    html_url: page,
    description: null,
    fork: repository.parent !== undefined,
    url,
    ...Object.fromEntries(Object.entries(BELOW).map(([field, below]) => [field, `${url}/${below}`])),
    git_url: `git://${new URL(world.url).host}/${fullName}.git`,
    ssh_url: `ssh://git@${new URL(world.url).hostname}/${fullName}.git`,
    clone_url: `${page}.git`,
    svn_url: page,
    mirror_url: null,
    homepage: null,
    language: null,
    license: null,
    size: 0,
    forks: 0,
    forks_count: 0,
    stargazers_count: 0,
    watchers: 0,
    watchers_count: 0,
    open_issues: 0,
    open_issues_count: 0,
    has_issues: true,
    has_projects: false,
    has_wiki: false,
    has_pages: false,
    has_downloads: false,
    has_discussions: false,
    default_branch: settings.defaultBranch,
    archived: settings.archived,
    disabled: false,
    visibility: settings.private ? 'private' : 'public',
    pushed_at: created,
    created_at: created,
    updated_at: created,
  };
};

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

/** As it is shown alone. */
export const repositoryJson = (world: World, repository: Repository, identity: Identity | undefined) => {
  const { settings } = repository;
  const writes = may(world, repository, identity, { role: 'write', app: 'contents:write' });
  return {
    ...repositoryReference(world, repository),
    network_count: 0,
    subscribers_count: 0,
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
    ...(repository.parent === undefined
      ? {}
      : { parent: repositoryReference(world, repository.parent), source: repositoryReference(world, repository.parent) }),
  };
};
