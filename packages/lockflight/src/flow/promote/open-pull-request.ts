/** The branch and the pull request of a promotion or rollback: made once, found again ever after. Safe to run again after a crash at any point. */
import { LockflightError } from '../../errors.ts';
import type { PullRequest } from '../../forge/port.ts';
import type { RefUpdate } from '../../git/port.ts';
import type { World } from '../world.ts';
import { type HeadClaim, readHead } from './promotion-head.ts';
import { reachBranch } from './reach-commit.ts';

export interface Opening {
  /** `lockflight/promote/...` */
  readonly branch: string;
  readonly base: string;
  /** What its head has to be. */
  readonly tree: string;
  readonly parents: readonly string[];
  /** Is a head with that tree and those parents one that Lockflight wrote? Somebody may have pushed one before. */
  readonly isOurs: (claim: HeadClaim) => Promise<boolean>;
  readonly title: string;
  readonly body: string;
  /** Writes the head; called only when the branch does not exist yet, or was edited. */
  readonly write: () => Promise<string>;
}

export interface Opened {
  readonly pullRequest: PullRequest;
  readonly head: string;
  readonly created: boolean;
}

/** Errors: `push-refused`, and what git and the forge say. */
export const openPullRequest = async (world: World, opening: Opening): Promise<Opened> => {
  const head = await branchHead(world, opening);
  const there = await findPullRequest(world, opening);
  if (there !== undefined) return { pullRequest: there, head, created: false };
  const { title, body, branch, base } = opening;
  try {
    return { pullRequest: await world.forge.createPullRequest({ title, body, head: branch, base }), head, created: true };
  } catch (error) {
    // Somebody who asked for the same thing was quicker, or the answer of our own request was lost: then it is there now.
    const theirs = error instanceof LockflightError ? await findPullRequest(world, opening) : undefined;
    if (theirs === undefined) throw error;
    return { pullRequest: theirs, head, created: false };
  }
};

/** One that was merged a moment ago is still the one that was asked for. One whose merge the target was forced back from is not: it has to be asked for anew. */
const findPullRequest = async (world: World, { branch, base, parents }: Opening): Promise<PullRequest | undefined> => {
  const known = (await world.forge.pullRequests({ head: branch, state: 'all' })).filter((p) => !p.head.fork && p.base.ref === base);
  const [open, merged] = [known.find((p) => p.state === 'open'), known.find((p) => p.merged !== undefined)];
  if (open !== undefined || merged === undefined) return open;
  return (await headAt(world, `refs/heads/${base}`)) === parents[0] ? undefined : merged;
};

/** Where the branch is, made when it is missing. One that carries something else was edited: it is taken away and made again. */
const branchHead = async (world: World, opening: Opening): Promise<string> => {
  const ref = `refs/heads/${opening.branch}`;
  const there = await headAt(world, ref);
  if (there !== undefined && (await isAsked(world, opening, there))) return there;
  if (there !== undefined) await push(world, opening.branch, { from: null, to: ref, expect: there });
  const head = await opening.write();
  const outcome = await push(world, opening.branch, { from: head, to: ref, expect: null });
  if (outcome === 'ok') return head;
  // Somebody else asked for the same thing at the same moment: theirs serves as well.
  const theirs = await headAt(world, ref);
  if (theirs !== undefined && (await isAsked(world, opening, theirs))) return theirs;
  throw refused(opening.branch, undefined);
};

const headAt = async (world: World, ref: string): Promise<string | undefined> => (await world.git.remoteRefs(world.remote, [ref])).get(ref);

const isAsked = async (world: World, { branch, tree, parents, isOurs }: Opening, head: string): Promise<boolean> => {
  const commit = await reachBranch(world, head, branch);
  return commit?.tree === tree && commit.parents.join() === parents.join() && isOurs(await readHead(world.git, head));
};

const push = async (world: World, branch: string, update: RefUpdate): Promise<'ok' | 'moved'> => {
  const [outcome] = await world.git.push(world.remote, [update]);
  if (outcome?.ok === true) return 'ok';
  if (outcome?.reason === 'moved') return 'moved';
  throw refused(branch, outcome?.detail);
};

const refused = (branch: string, detail: string | undefined): LockflightError =>
  new LockflightError({
    code: 'push-refused',
    exit: 3,
    message: {
      en: `the forge refused the branch ${branch}${detail === undefined ? '' : `: ${detail}`}`,
      fr: `la forge a refusé la branche ${branch}${detail === undefined ? '' : ` : ${detail}`}`,
    },
    hint: {
      en: 'you need the right to push branches to this repository',
      fr: 'il vous faut le droit de pousser des branches dans ce dépôt',
    },
  });
