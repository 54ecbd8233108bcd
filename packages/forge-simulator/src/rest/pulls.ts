/** Pull requests: list, get, make, change, merge, update. GitHub's page "REST API endpoints for pull requests". */

import { mergePull } from '../effects/merge-pull.ts';
import { mergeabilityOf } from '../effects/mergeability.ts';
import { pullSeen, pullsSeen } from '../effects/stale.ts';
import { readCommits } from '../git/commits.ts';
import { commitJson } from '../render/commit.ts';
import { fullPullJson, pullJson } from '../render/pull.ts';
import { callerOf, READ, repositoryFor, WRITE } from '../web/access.ts';
import { type Answer, noContent, notFound, ok } from '../web/answer.ts';
import { numberParam, oneOf, optionalText } from '../web/fields.ts';
import { listAnswer } from '../web/paging.ts';
import { type Call, route } from '../web/router.ts';
import type { Pull } from '../world/pull.ts';
import type { Repository } from '../world/repository.ts';

const list = (call: Call) => {
  const repository = repositoryFor(call, READ('pull_requests'));
  const state = call.query.get('state') ?? 'open';
  const [owner, ...branch] = (call.query.get('head') ?? '').split(':');
  const base = call.query.get('base');
  // A head without its owner is ignored, as GitHub does.
  const isHead = (pull: Pull): boolean =>
    branch.length === 0 || (pull.head.repository.owner.login === owner && pull.head.ref === branch.join(':'));
  const shown = pullsSeen(call.world, repository).filter(
    (pull) => (state === 'all' || pull.state === state) && isHead(pull) && (base === null || pull.base.ref === base),
  );
  const key = call.query.get('sort') === 'updated' ? 'updatedAt' : 'createdAt';
  const ascending = (call.query.get('direction') ?? (call.query.has('sort') && key !== 'createdAt' ? 'asc' : 'desc')) === 'asc';
  const sorted = shown.toSorted((a, b) => a[key].getTime() - b[key].getTime() || a.number - b.number);
  return listAnswer(call, ascending ? sorted : sorted.toReversed(), (pull) => pullJson(call.world, repository, pull));
};

/** The pull request that the path names, as it is now. */
export const pullOf = (call: Call, repository: Repository): Pull => {
  const pull = repository.pulls.get(numberParam(call, 'number'));
  if (pull === undefined) throw notFound();
  return pull;
};

export const shown = async (call: Call, repository: Repository, pull: Pull): Promise<unknown> =>
  fullPullJson(call.world, repository, pull, await mergeabilityOf(call.world, repository, pull));

const get = async (call: Call) => {
  const repository = repositoryFor(call, READ('pull_requests'));
  const pull = pullSeen(call.world, repository, numberParam(call, 'number'));
  if (pull === undefined) throw notFound();
  return ok(await shown(call, repository, pull));
};

const METHODS = ['merge', 'squash', 'rebase'] as const;

const merge = (call: Call): Promise<Answer> => {
  const repository = repositoryFor(call, WRITE('contents'));
  const identity = callerOf(call);
  return repository.lock(async () => {
    const head = optionalText(call.body, 'sha');
    const title = optionalText(call.body, 'commit_title');
    const message = optionalText(call.body, 'commit_message');
    const method = oneOf(call.body.merge_method ?? 'merge', METHODS, 'PullRequest', 'merge_method');
    const merged = await mergePull(call.world, repository, pullOf(call, repository), {
      method,
      identity,
      ...(head === undefined ? {} : { head }),
      ...(title === undefined ? {} : { title }),
      ...(message === undefined ? {} : { message }),
    });
    return ok({ sha: merged.merged?.commit, merged: true, message: 'Pull Request successfully merged' });
  });
};

const isMerged = (call: Call): Answer => {
  const repository = repositoryFor(call, READ('pull_requests'));
  if (pullOf(call, repository).merged === undefined) throw notFound();
  return noContent;
};

const commits = async (call: Call) => {
  const repository = repositoryFor(call, READ('pull_requests'));
  const pull = pullOf(call, repository);
  const listed = await readCommits(repository.git, [`${pull.base.sha}..${pull.head.sha}`]);
  return listAnswer(call, listed.toReversed(), (commit) => commitJson(call.world, repository, commit));
};

export const pullRoutes = [
  route('GET', '/repos/{owner}/{repo}/pulls', list),
  route('GET', '/repos/{owner}/{repo}/pulls/{number}', get),
  route('GET', '/repos/{owner}/{repo}/pulls/{number}/commits', commits),
  route('GET', '/repos/{owner}/{repo}/pulls/{number}/merge', isMerged),
  route('PUT', '/repos/{owner}/{repo}/pulls/{number}/merge', merge),
];
