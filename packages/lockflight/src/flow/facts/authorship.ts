/**
 * Every change that the candidate brings, with the accounts behind it: the commit's author, the author of the pull request that brought it, whoever pushed it.
 * A merge that git would have made by itself is no change of its own; one that somebody edited is.
 */
import { type Contract, findEnvironment } from '../../contract/model.ts';
import type { Account, Forge, PullRequest } from '../../forge/port.ts';
import type { Commit } from '../../git/port.ts';
import type { LedgerView } from '../../ledger/view.ts';
import type { Candidate, Facts, Person } from '../../policy/facts.ts';
import type { World } from '../world.ts';
import { readSetBack } from './set-back.ts';
import type { TargetState } from './target-state.ts';

type Change = Extract<Facts['authorship'], { known: true }>['value'][number];

export interface AuthorshipQuestion {
  /** The contract in force. */
  readonly contract: Contract;
  readonly since: TargetState['since'];
  /** Names of the environments. */
  readonly source: string;
  readonly target: string;
  readonly candidate: Candidate;
  /** The promotion's own pull request, which the ledger may not know yet. */
  readonly pullRequest?: number;
}

/** `view` must hold the pushes. Errors: what git and the forge say. */
export const readAuthorship = async (world: World, view: LedgerView, question: AuthorshipQuestion): Promise<readonly Change[]> => {
  const { since, target, candidate } = question;
  const ours = promotionCommits(view, target);
  const carriers = carriersOf(view, question);
  const brought = await world.git.commitsBetween(since.commit, candidate.commit);
  const pushed = await pushersOf(world, view, new Set(brought.map((c) => c.commit)));
  const changes: Change[] = [];
  for (const some of chunks(brought, AT_A_TIME)) {
    const read = some.map(async (commit): Promise<readonly Change[]> => {
      if (ours.has(commit.commit) || (await isPlainMerge(world, commit))) return [];
      const known = [...(await accountsBehind(world, commit.commit, carriers)), ...(pushed.get(commit.commit) ?? [])];
      const authors = [...new Map(known.map(({ id, login }): [number, Person] => [id, { id, login }])).values()];
      return [{ commit: commit.commit, subject: commit.subject, authors }];
    });
    changes.push(...(await Promise.all(read)).flat());
  }
  return [...changes, ...(await readSetBack(world, view, question))];
};

type Carries = (pullRequest: PullRequest) => boolean;

/**
 * Pull requests that only carry to an environment what was written before: those that the ledger knows as promotions or rollbacks, into the branch that they
 * were made for. A branch's name proves nothing, and neither does a number once its pull request was pointed at another branch.
 */
const carriersOf = (view: LedgerView, { contract, target, pullRequest }: AuthorshipQuestion): Carries => {
  const known = new Map<number | undefined, string>();
  for (const { history } of [...view.promotions.values(), ...view.rollbacks.values()])
    for (const phase of history) known.set(phase.pullRequest, phase.environment);
  return ({ number, base }) => {
    const environment = known.get(number) ?? (number === pullRequest ? target : undefined);
    return environment !== undefined && findEnvironment(contract, environment)?.branch === base.ref;
  };
};

/** Questions to the forge at the same time: more would only meet its secondary rate limit. */
const AT_A_TIME = 8;

const chunks = <T>(all: readonly T[], size: number): readonly (readonly T[])[] =>
  Array.from({ length: Math.ceil(all.length / size) }, (_, i) => all.slice(i * size, (i + 1) * size));

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

/** The commit's author, and whoever opened a pull request that brought it. Neither changes for a commit that is merged: asked once a run. */
const accountsBehind = async (world: World, commit: string, carries: Carries): Promise<readonly Account[]> => {
  const known = asked.get(world.forge) ?? new Map<string, Promise<Behind>>();
  asked.set(world.forge, known);
  const answer = known.get(commit) ?? askForge(world.forge, commit);
  known.set(commit, answer);
  const { author, pullRequests } = await answer;
  const openers = pullRequests.filter((p) => !carries(p)).map((p) => p.author);
  return author === undefined ? openers : [author, ...openers];
};

interface Behind {
  readonly author: Account | undefined;
  readonly pullRequests: readonly PullRequest[];
}

const asked = new WeakMap<Forge, Map<string, Promise<Behind>>>();

const askForge = async (forge: Forge, commit: string): Promise<Behind> => {
  const [{ author }, pullRequests] = await Promise.all([forge.commitInfo(commit), forge.pullRequestsOf(commit)]);
  return { author, pullRequests };
};

/**
 * Who pushed each of these commits. A push answers for every commit that it brought and not for its head alone: the author that stands in a commit is whatever
 * its maker wrote there. A merge of a pull request is no push: whoever presses the button wrote nothing.
 */
const pushersOf = async (
  world: World,
  view: LedgerView,
  brought: ReadonlySet<string>,
): Promise<ReadonlyMap<string, readonly Account[]>> => {
  const pushers = new Map<string, Account[]>();
  for (const { body, actor } of view.entries) {
    if (body.type !== 'push' || body.how === 'pull-request-merge' || body.how === 'merge-queue' || actor.kind === 'recorder') continue;
    if (!brought.has(body.commit)) continue;
    for (const commit of await commitsOf(world, body.before, body.commit))
      if (brought.has(commit))
        pushers.set(commit, [...(pushers.get(commit) ?? []), { id: actor.id, login: actor.login, kind: actor.kind }]);
  }
  return pushers;
};

/** What a push brought; where its beginning is unknown (a new branch, a state that was forced away), the head at least. */
const commitsOf = async (world: World, before: string, after: string): Promise<readonly string[]> => {
  if ((await world.git.resolve(before)) === undefined) return [after];
  return (await world.git.commitsBetween(before, after)).map((c) => c.commit);
};
