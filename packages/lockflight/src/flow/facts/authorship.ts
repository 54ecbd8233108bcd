/**
 * Every change that the candidate brings, with the accounts behind it: the commit's author, the author of the pull request that brought it, whoever pushed it.
 * A merge that git would have made by itself is no change of its own; one that somebody edited is.
 */
import type { Commit } from '../../git/port.ts';
import type { LedgerView } from '../../ledger/view.ts';
import type { Facts, Person } from '../../policy/facts.ts';
import type { World } from '../world.ts';
import type { TargetState } from './target-state.ts';

type Change = Extract<Facts['authorship'], { known: true }>['value'][number];

export const readAuthorship = async (
  world: World,
  view: LedgerView,
  target: TargetState,
  targetName: string,
  candidate: string,
): Promise<readonly Change[]> => {
  const ours = promotionCommits(view, targetName);
  const changes: Change[] = [];
  for (const commit of await world.git.commitsBetween(target.contentCommit, candidate)) {
    if (ours.has(commit.commit) || (await isPlainMerge(world, commit))) continue;
    changes.push({ commit: commit.commit, subject: commit.subject, authors: await authorsOf(world, view, commit.commit) });
  }
  return changes;
};

/** Promotions and rollbacks carry a staging tree; their commits say nothing of who wrote it. */
const promotionCommits = (view: LedgerView, target: string): ReadonlySet<string> => {
  const commits = new Set((view.lines.get(target) ?? []).filter((s) => s.standing !== 'pushed').map((s) => s.commit));
  for (const { history } of [...view.promotions.values(), ...view.rollbacks.values()])
    for (const phase of history) if (view.adoption !== undefined && phase.phase === 'merged') commits.add(phase.head);
  return commits;
};

const isPlainMerge = async (world: World, commit: Commit): Promise<boolean> => {
  const [ours, theirs, more] = commit.parents;
  if (ours === undefined || theirs === undefined || more !== undefined) return false;
  const base = await world.git.mergeBase(ours, theirs);
  if (base === undefined) return false;
  const [baseTree, ourTree, theirTree] = await Promise.all([base, ours, theirs].map(async (c) => (await world.git.commit(c)).tree));
  const merged = await world.git.mergeTrees(baseTree ?? '', ourTree ?? '', theirTree ?? '');
  return merged.clean && merged.tree === commit.tree;
};

const authorsOf = async (world: World, view: LedgerView, commit: string): Promise<readonly Person[]> => {
  const people = new Map<number, Person>();
  const author = (await world.forge.commitInfo(commit)).author;
  if (author !== undefined) people.set(author.id, { id: author.id, login: author.login });
  for (const { author: opener, head } of await world.forge.pullRequestsOf(commit)) {
    if (!head.ref.startsWith('lockflight/')) people.set(opener.id, { id: opener.id, login: opener.login });
  }
  for (const entry of view.entries) {
    if (
      entry.body.type === 'push' &&
      entry.body.commit === commit &&
      entry.actor.kind === 'user' &&
      entry.body.how !== 'pull-request-merge'
    )
      people.set(entry.actor.id, { id: entry.actor.id, login: entry.actor.login });
  }
  return [...people.values()];
};
