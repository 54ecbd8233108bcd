/** The branch and the pull request of a promotion or rollback: made once, found again ever after. Safe to run again after a crash at any point. */
import { LockflightError } from '../errors.ts';
import type { PullRequest } from '../forge/port.ts';
import type { World } from './world.ts';

export interface Opening {
  /** `lockflight/promote/...` */
  readonly branch: string;
  readonly base: string;
  readonly title: string;
  readonly body: string;
  /** Writes the head; called only when the branch does not exist yet. */
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
  const known = (await world.forge.pullRequests({ head: opening.branch, state: 'all' })).filter(
    (p) => !p.head.fork && p.base.ref === opening.base,
  );
  const usable = known.find((p) => p.state === 'open') ?? known.find((p) => p.merged !== undefined);
  if (usable !== undefined) return { pullRequest: usable, head, created: false };
  const { title, body, branch, base } = opening;
  return { pullRequest: await world.forge.createPullRequest({ title, body, head: branch, base }), head, created: true };
};

const branchHead = async (world: World, { branch, write }: Opening): Promise<string> => {
  const ref = `refs/heads/${branch}`;
  const there = (await world.git.remoteRefs(world.remote, [ref])).get(ref);
  if (there !== undefined) return there;
  const head = await write();
  const [outcome] = await world.git.push(world.remote, [{ from: head, to: ref, expect: null }]);
  if (outcome?.ok === true) return head;
  // Somebody else asked for the same thing at the same moment: theirs serves as well.
  const theirs = outcome?.reason === 'moved' ? (await world.git.remoteRefs(world.remote, [ref])).get(ref) : undefined;
  if (theirs !== undefined) return theirs;
  throw new LockflightError({
    code: 'push-refused',
    exit: 3,
    message: {
      en: `the forge refused the branch ${branch}${outcome?.detail === undefined ? '' : `: ${outcome.detail}`}`,
      fr: `la forge a refusé la branche ${branch}${outcome?.detail === undefined ? '' : ` : ${outcome.detail}`}`,
    },
    hint: {
      en: 'you need the right to push branches to this repository',
      fr: 'il vous faut le droit de pousser des branches dans ce dépôt',
    },
  });
};
