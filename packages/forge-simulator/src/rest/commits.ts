/** Commits, their pull requests, and comparisons. GitHub's page "REST API endpoints for commits". */
import { readCommit, readCommits, resolveCommit } from '../git/commits.ts';
import { isAncestor } from '../git/refs.ts';
import { commitJson } from '../render/commit.ts';
import { pullJson } from '../render/pull.ts';
import { READ, repositoryFor } from '../web/access.ts';
import { notFound, ok, Refusal } from '../web/answer.ts';
import { listAnswer } from '../web/paging.ts';
import { type Call, route } from '../web/router.ts';
import type { Pull } from '../world/pull.ts';
import { type Repository, remember } from '../world/repository.ts';

/** The commit that a path names, by id, branch or tag; 422 as GitHub for an id that is not there. */
export const commitOf = async (repository: Repository, name: string): Promise<string> => {
  const sha = await resolveCommit(repository.git, name);
  if (sha === undefined) throw new Refusal(422, `No commit found for SHA: ${name}`);
  return sha;
};

const get = async (call: Call) => {
  const repository = repositoryFor(call, READ('contents'));
  const sha = await commitOf(repository, call.params.ref ?? '');
  const commit = await readCommit(repository.git, sha);
  if (commit === undefined) throw notFound();
  return ok(commitJson(call.world, repository, commit));
};

const list = async (call: Call) => {
  const repository = repositoryFor(call, READ('contents'));
  const sha = await commitOf(repository, call.query.get('sha') ?? repository.settings.defaultBranch);
  const commits = await readCommits(repository.git, [sha]);
  return listAnswer(call, commits, (commit) => commitJson(call.world, repository, commit));
};

const brought = (repository: Repository, pull: Pull, sha: string): Promise<boolean> =>
  remember(repository, `brought ${pull.base.sha} ${pull.head.sha} ${pull.merged?.commit} ${sha}`, async () => {
    if (pull.merged?.commit === sha || pull.head.sha === sha) return true;
    const inHead = await isAncestor(repository.git, sha, pull.head.sha);
    const base = pull.base.sha;
    return inHead && !(await isAncestor(repository.git, sha, base));
  });

/** "List pull requests associated with a commit": those that brought it to their base, and open ones that would. */
const pulls = async (call: Call) => {
  const repository = repositoryFor(call, READ('pull_requests'));
  const sha = await commitOf(repository, call.params.ref ?? '');
  const all = [...repository.pulls.values()].filter((pull) => pull.state === 'open' || pull.merged !== undefined);
  const hits = await Promise.all(all.map((pull) => brought(repository, pull, sha)));
  return listAnswer(
    call,
    all.filter((_, index) => hits[index]),
    (pull) => pullJson(call.world, repository, pull),
  );
};

const compare = async (call: Call) => {
  const repository = repositoryFor(call, READ('contents'));
  const [from = '', to = ''] = (call.params.range ?? '').split('...');
  const [base, head] = await Promise.all([resolveCommit(repository.git, from), resolveCommit(repository.git, to)]);
  if (base === undefined || head === undefined) throw notFound();
  const merge = (await repository.git(['merge-base', base, head], { accept: [0, 1] })).stdout.trim().split('\n')[0] ?? '';
  if (merge === '') throw new Refusal(404, `No common ancestor between ${from} and ${to}.`);
  const [ahead, behind, mergeBase] = await Promise.all([
    readCommits(repository.git, [`${base}..${head}`]),
    readCommits(repository.git, [`${head}..${base}`]),
    readCommit(repository.git, merge),
  ]);
  const status = ahead.length === 0 ? (behind.length === 0 ? 'identical' : 'behind') : behind.length === 0 ? 'ahead' : 'diverged';
  return ok({
    status,
    ahead_by: ahead.length,
    behind_by: behind.length,
    total_commits: ahead.length,
    merge_base_commit: mergeBase === undefined ? undefined : commitJson(call.world, repository, mergeBase),
    commits: ahead.toReversed().map((commit) => commitJson(call.world, repository, commit)),
  });
};

export const commitRoutes = [
  route('GET', '/repos/{owner}/{repo}/commits', list),
  route('GET', '/repos/{owner}/{repo}/commits/{ref+}/pulls', pulls),
  route('GET', '/repos/{owner}/{repo}/commits/{ref+}', get),
  route('GET', '/repos/{owner}/{repo}/compare/{range+}', compare),
];
