/** Pull requests and reviews in GitHub's words. */
import { stamp } from '../clock.ts';
import type { Mergeability } from '../effects/mergeability.ts';
import type { Account } from '../world/account.ts';
import { roleOf } from '../world/membership.ts';
import type { Pull, Review } from '../world/pull.ts';
import type { Repository } from '../world/repository.ts';
import type { World } from '../world/world.ts';
import { accountJson } from './account.ts';
import { repositoryReference } from './repository.ts';

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

const linksOf = (world: World, repository: Repository, pull: Pull) => {
  const api = `${world.url}/api/v3/repos/${repository.fullName}`;
  const page = `${world.url}/${repository.fullName}/pull/${pull.number}`;
  const own = `${api}/pulls/${pull.number}`;
  return {
    url: own,
    html_url: page,
    diff_url: `${page}.diff`,
    patch_url: `${page}.patch`,
    issue_url: `${api}/issues/${pull.number}`,
    comments_url: `${api}/issues/${pull.number}/comments`,
    commits_url: `${own}/commits`,
    review_comments_url: `${own}/comments`,
    review_comment_url: `${api}/pulls/comments{/number}`,
    statuses_url: `${api}/statuses/${pull.head.sha}`,
    _links: {
      self: { href: own },
      html: { href: page },
      issue: { href: `${api}/issues/${pull.number}` },
      comments: { href: `${api}/issues/${pull.number}/comments` },
      commits: { href: `${own}/commits` },
      review_comments: { href: `${own}/comments` },
      review_comment: { href: `${api}/pulls/comments{/number}` },
      statuses: { href: `${api}/statuses/${pull.head.sha}` },
    },
  };
};

const labelJson = (world: World, repository: Repository, name: string) => ({
  id: 0,
  node_id: `LA_${name}`,
  url: `${world.url}/api/v3/repos/${repository.fullName}/labels/${encodeURIComponent(name)}`,
  name,
  description: '',
  color: 'ededed',
  default: false,
});

/** As lists show it. */
export const pullJson = (world: World, repository: Repository, pull: Pull) => ({
  ...linksOf(world, repository, pull),
  id: pull.id,
  node_id: `PR_${pull.id}`,
  number: pull.number,
  title: pull.title,
  body: pull.body,
  state: pull.state,
  draft: pull.draft,
  locked: false,
  active_lock_reason: null,
  user: accountJson(world, pull.author),
  assignee: null,
  assignees: [],
  requested_reviewers: [],
  requested_teams: [],
  milestone: null,
  labels: pull.labels.map((name) => labelJson(world, repository, name)),
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

/** As it is shown alone. What would have to be counted in git is told as nothing: no client of ours reads it. */
export const fullPullJson = (world: World, repository: Repository, pull: Pull, mergeability: Mergeability) => ({
  ...pullJson(world, repository, pull),
  merged: pull.merged !== undefined,
  merged_by: pull.merged === undefined ? null : accountJson(world, pull.merged.by),
  mergeable: mergeability.mergeable,
  rebaseable: mergeability.rebaseable,
  mergeable_state: mergeability.state,
  maintainer_can_modify: false,
  comments: repository.comments.filter(({ number }) => number === pull.number).length,
  review_comments: 0,
  commits: 1,
  additions: 0,
  deletions: 0,
  changed_files: 0,
});

export const reviewJson = (world: World, repository: Repository, review: Review) => ({
  id: review.id,
  node_id: `PRR_${review.id}`,
  user: accountJson(world, review.author),
  body: review.body,
  state: review.state,
  commit_id: review.commit,
  submitted_at: stamp(review.at),
  pull_request_url: `${world.url}/api/v3/repos/${repository.fullName}/pulls/${review.pull}`,
  _links: {
    html: { href: `${world.url}/${repository.fullName}/pull/${review.pull}#pullrequestreview-${review.id}` },
    pull_request: { href: `${world.url}/api/v3/repos/${repository.fullName}/pulls/${review.pull}` },
  },
  html_url: `${world.url}/${repository.fullName}/pull/${review.pull}#pullrequestreview-${review.id}`,
  author_association: associationOf(world, repository, review.author),
});
