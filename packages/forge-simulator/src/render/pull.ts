/** Pull requests and reviews in GitHub's words. */
import { stamp } from '../clock.ts';
import type { Mergeability } from '../effects/mergeability.ts';
import type { Account } from '../world/account.ts';
import { roleOf } from '../world/membership.ts';
import type { Pull, Review } from '../world/pull.ts';
import type { Repository } from '../world/repository.ts';
import type { World } from '../world/world.ts';
import { accountJson, repositoryReference } from './account.ts';

/** How close an author is to the repository. */
export const associationOf = (world: World, repository: Repository, account: Account): string => {
  if (account === repository.owner) return 'OWNER';
  if (world.organizations.get(repository.owner.login.toLowerCase())?.members.has(account)) return 'MEMBER';
  const role = roleOf(world, repository, account);
  return role === undefined || (role === 'read' && !repository.settings.private) ? 'NONE' : 'COLLABORATOR';
};

const side = (world: World, repository: Repository, ref: string, sha: string) => ({
  label: `${repository.owner.login}:${ref}`,
  ref,
  sha,
  user: accountJson(world, repository.owner),
  repo: repositoryReference(world, repository),
});

/** As lists show it. */
export const pullJson = (world: World, repository: Repository, pull: Pull) => ({
  id: pull.id,
  node_id: `PR_${pull.id}`,
  number: pull.number,
  url: `${world.url}/api/v3/repos/${repository.fullName}/pulls/${pull.number}`,
  html_url: `${world.url}/${repository.fullName}/pull/${pull.number}`,
  title: pull.title,
  body: pull.body,
  state: pull.state,
  draft: pull.draft,
  locked: false,
  user: accountJson(world, pull.author),
  labels: pull.labels.map((name) => ({ name })),
  head: side(world, pull.head.repository, pull.head.ref, pull.head.sha),
  base: side(world, repository, pull.base.ref, pull.base.sha),
  created_at: stamp(pull.createdAt),
  updated_at: stamp(pull.updatedAt),
  closed_at: pull.closedAt === undefined ? null : stamp(pull.closedAt),
  merged_at: pull.merged === undefined ? null : stamp(pull.merged.at),
  merge_commit_sha: pull.merged?.commit ?? null,
  author_association: associationOf(world, repository, pull.author),
  auto_merge: null,
});

/** As it is shown alone. */
export const fullPullJson = (world: World, repository: Repository, pull: Pull, mergeability: Mergeability) => ({
  ...pullJson(world, repository, pull),
  merged: pull.merged !== undefined,
  merged_by: pull.merged === undefined ? null : accountJson(world, pull.merged.by),
  mergeable: mergeability.mergeable,
  rebaseable: mergeability.rebaseable,
  mergeable_state: mergeability.state,
  maintainer_can_modify: false,
});

export const reviewJson = (world: World, repository: Repository, review: Review) => ({
  id: review.id,
  node_id: `PRR_${review.id}`,
  user: accountJson(world, review.author),
  body: review.body,
  state: review.state,
  commit_id: review.commit,
  submitted_at: stamp(review.at),
  html_url: `${world.url}/${repository.fullName}/pull/${review.pull}#pullrequestreview-${review.id}`,
  author_association: associationOf(world, repository, review.author),
});
