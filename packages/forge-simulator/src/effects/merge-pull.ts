/**
 * Merges a pull request in one of the three ways, really, in git. Refused with GitHub's codes ("Merge a pull request"): 409 when the head is
 * not the one that the caller saw, 405 when the rules, the settings, a draft or a conflict forbid it.
 */
import { stamp } from '../clock.ts';
import { readCommits, type Signature } from '../git/commits.ts';
import { moveRef, NO_COMMIT } from '../git/refs.ts';
import { writeCommit } from '../git/write-commit.ts';
import { type MergeMethod, mergeObstacles } from '../rules/merge-obstacles.ts';
import { judgeRefChange } from '../rules/ref-change.ts';
import { Refusal } from '../web/answer.ts';
import type { Account, Identity } from '../world/account.ts';
import type { Pull } from '../world/pull.ts';
import type { Repository } from '../world/repository.ts';
import { savePull, type World } from '../world/world.ts';
import { mergedTree, safeReplay } from './mergeability.ts';
import { refMoved } from './ref-moved.ts';

export interface MergeOrder {
  readonly method: MergeMethod;
  readonly identity: Identity;
  readonly head?: string;
  readonly title?: string;
  readonly message?: string;
}

const notMergeable = (message = 'Pull Request is not mergeable'): Refusal => new Refusal(405, message);

export const signatureOf = (account: Account, date: Date): Signature => ({
  name: account.name,
  email: account.emails[0] ?? 'noreply@github.com',
  date: stamp(date),
});

const checkSettings = (repository: Repository, method: MergeMethod): void => {
  const { allowMergeCommit, allowSquashMerge, allowRebaseMerge } = repository.settings;
  if (method === 'merge' && !allowMergeCommit) throw notMergeable('Merge commits are not allowed on this repository.');
  if (method === 'squash' && !allowSquashMerge) throw notMergeable('Squash merges are not allowed on this repository.');
  if (method === 'rebase' && !allowRebaseMerge) throw notMergeable('Rebase merges are not allowed on this repository.');
};

const checkRules = async (world: World, repository: Repository, pull: Pull, order: MergeOrder): Promise<void> => {
  const obstacles = await mergeObstacles(world, repository, pull, order);
  if (obstacles.length === 0) return;
  const words = obstacles.map((obstacle) => obstacle.message).join('\n');
  const ruled = obstacles.some((obstacle) => obstacle.source === 'ruleset');
  throw notMergeable(ruled ? `Repository rule violations found\n\n${words}\n\n` : words);
};

const joined = (title: string, message: string): string => (message === '' ? title : `${title}\n\n${message}`);

const mergeCommit = async (world: World, repository: Repository, pull: Pull, order: MergeOrder): Promise<string> => {
  const tree = await mergedTree(repository, pull);
  if (tree === undefined) throw notMergeable();
  const now = world.clock.now();
  const squash = order.method === 'squash';
  const title =
    order.title ??
    (squash
      ? `${pull.title} (#${pull.number})`
      : `Merge pull request #${pull.number} from ${pull.head.repository.owner.login}/${pull.head.ref}`);
  const commits = squash && order.message === undefined ? await readCommits(repository.git, [`${pull.base.sha}..${pull.head.sha}`]) : [];
  const listed = commits.toReversed().map((commit) => `* ${commit.message}`);
  const message = order.message ?? (squash ? (listed.length > 1 ? listed.join('\n\n') : '') : pull.title);
  return writeCommit(repository.git, {
    tree,
    parents: squash ? [pull.base.sha] : [pull.base.sha, pull.head.sha],
    message: joined(title, message),
    author: signatureOf(squash ? pull.author : order.identity.account, now),
    committer: { name: 'GitHub', email: 'noreply@github.com', date: stamp(now) },
  });
};

const rebaseCommits = async (world: World, repository: Repository, pull: Pull, order: MergeOrder): Promise<string> => {
  const replayed = await safeReplay(repository, pull);
  if (replayed === undefined) throw notMergeable("This branch can't be rebased");
  const committer = signatureOf(order.identity.account, world.clock.now());
  let tip = pull.base.sha;
  for (const { commit, tree } of replayed) {
    tip = await writeCommit(repository.git, { tree, parents: [tip], message: commit.message, author: commit.author, committer });
  }
  return tip;
};

/** A head of this repository goes after the merge, unless something protects it. */
const removeHead = async (world: World, repository: Repository, pull: Pull, identity: Identity): Promise<void> => {
  const move = { ref: `refs/heads/${pull.head.ref}`, before: pull.head.sha, after: NO_COMMIT };
  const kept = pull.head.repository !== repository || pull.head.ref === repository.settings.defaultBranch;
  if (kept || judgeRefChange(world, repository, { ...move, identity }).refused.length > 0) return;
  if (await moveRef(repository.git, move.ref, move.before, move.after))
    await refMoved(world, repository, { ...move, by: identity.account });
};

/** Must be called with the repository's lock held. Returns the pull request as merged. */
export const mergePull = async (world: World, repository: Repository, pull: Pull, order: MergeOrder): Promise<Pull> => {
  if (pull.state === 'closed') throw notMergeable();
  if (order.head !== undefined && order.head !== pull.head.sha)
    throw new Refusal(409, 'Head branch was modified. Review and try the merge again.');
  if (pull.draft) throw notMergeable('Pull Request is still a draft');
  checkSettings(repository, order.method);
  await checkRules(world, repository, pull, order);
  const make = order.method === 'rebase' ? rebaseCommits : mergeCommit;
  const commit = await make(world, repository, pull, order);
  const ref = `refs/heads/${pull.base.ref}`;
  if (!(await moveRef(repository.git, ref, pull.base.sha, commit)))
    throw notMergeable('Base branch was modified. Review and try the merge again.');
  const by = order.identity.account;
  const at = world.clock.now();
  const merged = savePull(world, repository, {
    ...pull,
    state: 'closed',
    closedAt: at,
    updatedAt: at,
    merged: { at, by, commit },
  });
  await refMoved(world, repository, { ref, before: pull.base.sha, after: commit, by, type: 'pr_merge' });
  if (repository.settings.deleteBranchOnMerge) await removeHead(world, repository, pull, order.identity);
  return merged;
};
