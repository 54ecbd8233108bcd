/**
 * Waiting for the recorder's check and merging, as the person who runs it. The forge guards the head; the base is compared right before the merge and the real tree
 * right after, since no forge guards those.
 */
import { LockflightError } from '../../errors.ts';
import type { MergeMethod, PullRequest } from '../../forge/port.ts';
import { checkName } from '../record/check-run.ts';
import { fetchBranches } from '../verdict/situation.ts';
import type { World } from '../world.ts';

export interface Merging {
  readonly pullRequest: number;
  readonly environment: string;
  readonly head: string;
  /** Where the target's branch has to be still. */
  readonly base: string;
  readonly tree: string;
  readonly method: MergeMethod;
  readonly title: string;
  /** What the ledger says of this very head and base. The check run alone proves nothing: whoever may write checks can set it. */
  readonly isReady: () => Promise<boolean>;
}

export interface Patience {
  readonly seconds: number;
  readonly everySeconds: number;
}

export type MergeAnswer =
  | { readonly state: 'merged'; readonly commit: string; readonly tree: string }
  | { readonly state: 'waiting' | 'closed' };

/**
 * Merges when the check is green and the ledger agrees, and answers `waiting` when the time is up. Without patience nothing is merged, only told. Errors: `base-moved`, `head-moved`, `wrong-tree`, and what the forge says.
 */
export const mergeWhenGreen = async (world: World, merging: Merging, patience: Patience | undefined): Promise<MergeAnswer> => {
  const seconds = patience?.seconds ?? 0;
  const deadline = world.now().getTime() + seconds * 1000;
  // A clock that stands still must not keep anybody waiting for ever: the pauses are counted as well.
  for (let waited = 0; ; waited += Math.max(patience?.everySeconds ?? 0, 1)) {
    const pullRequest = await world.forge.pullRequest(merging.pullRequest);
    if (pullRequest.merged !== undefined) return verifyMerge(world, merging, pullRequest.merged.commit);
    if (pullRequest.state === 'closed') return { state: 'closed' };
    await requireUnmoved(world, merging, pullRequest);
    if (patience === undefined) return { state: 'waiting' };
    if ((await isGreen(world, merging)) && (await merging.isReady())) {
      const { commit } = await world.forge.mergePullRequest(merging.pullRequest, {
        method: merging.method,
        head: merging.head,
        title: merging.title,
      });
      return verifyMerge(world, merging, commit);
    }
    if (world.now().getTime() >= deadline || waited >= seconds) return { state: 'waiting' };
    await world.sleep(patience.everySeconds * 1000);
  }
};

const isGreen = async (world: World, { environment, head }: Merging): Promise<boolean> =>
  (await world.forge.checkRuns(head)).some((c) => c.name === checkName(environment) && c.conclusion === 'success');

const requireUnmoved = async (world: World, { base, head, environment }: Merging, pullRequest: PullRequest): Promise<void> => {
  if (pullRequest.head.commit !== head) {
    throw new LockflightError({
      code: 'head-moved',
      exit: 1,
      message: {
        en: `somebody pushed to ${pullRequest.head.ref} after it was made`,
        fr: `quelqu'un a poussé sur ${pullRequest.head.ref} après sa création`,
      },
      hint: {
        en: `close pull request #${pullRequest.number} and ask again`,
        fr: `fermez la pull request #${pullRequest.number} et redemandez`,
      },
    });
  }
  const ref = `refs/heads/${pullRequest.base.ref}`;
  const now = (await world.git.remoteRefs(world.remote, [ref])).get(ref);
  if (now === base) return;
  throw new LockflightError({
    code: 'base-moved',
    exit: 1,
    message: {
      en: `${environment} moved to ${now?.slice(0, 7)} since this was judged: nothing was merged`,
      fr: `${environment} est passé à ${now?.slice(0, 7)} depuis le jugement : rien n'a été fusionné`,
    },
    hint: {
      en: 'ask again: the same command makes a new promotion on the new base',
      fr: 'redemandez : la même commande crée une promotion sur la nouvelle base',
    },
  });
};

const verifyMerge = async (world: World, merging: Merging, commit: string): Promise<MergeAnswer> => {
  await fetchBranches(world);
  const { tree } = await world.git.commit(commit);
  if (tree === merging.tree) return { state: 'merged', commit, tree };
  throw new LockflightError({
    code: 'wrong-tree',
    exit: 1,
    message: {
      en: `${merging.environment} now has tree ${tree.slice(0, 7)}, not ${merging.tree.slice(0, 7)}, which was judged`,
      fr: `${merging.environment} a maintenant l'arbre ${tree.slice(0, 7)}, et non ${merging.tree.slice(0, 7)}, qui a été jugé`,
    },
    hint: {
      en: `lockflight audit ${merging.environment}; to undo it: lockflight rollback ${merging.environment}`,
      fr: `lockflight audit ${merging.environment} ; pour revenir : lockflight rollback ${merging.environment}`,
    },
  });
};
