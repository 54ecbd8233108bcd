/** Can a pull request be merged, and what does its page say? GitHub's page "REST API endpoints for pull requests" (get a pull request). */
import { mergeTrees, replay } from '../git/merges.ts';
import { isAncestor } from '../git/refs.ts';
import { mergeObstacles } from '../rules/merge-obstacles.ts';
import { latestChecks } from '../rules/requirements.ts';
import type { Pull } from '../world/pull.ts';
import { type Repository, remember } from '../world/repository.ts';
import type { World } from '../world/world.ts';

/** The tree that merging the pull request now would give; undefined on a conflict. */
export const mergedTree = (repository: Repository, pull: Pull): Promise<string | undefined> =>
  remember(repository, `merge ${pull.base.sha} ${pull.head.sha}`, () => mergeTrees(repository.git, pull.base.sha, pull.head.sha));

/** The commits of a rebase; undefined where it conflicts, or would give another tree than the merge (GitHub calls that unsafe). */
export const safeReplay = (repository: Repository, pull: Pull): ReturnType<typeof replay> =>
  remember(repository, `replay ${pull.base.sha} ${pull.head.sha}`, async () => {
    const tree = await mergedTree(repository, pull);
    if (tree === undefined) return undefined;
    const replayed = await replay(repository.git, pull.base.sha, pull.head.sha);
    return replayed?.at(-1)?.tree === tree ? replayed : undefined;
  });

/** A straight line of commits on top of the base replays to itself: no need to do it. */
const isStraight = async (repository: Repository, pull: Pull): Promise<boolean> => {
  if (!(await isAncestor(repository.git, pull.base.sha, pull.head.sha))) return false;
  const { stdout } = await repository.git(['rev-list', '--merges', '--max-count=1', `${pull.base.sha}..${pull.head.sha}`]);
  return stdout.trim() === '';
};

const rebaseable = (repository: Repository, pull: Pull): Promise<boolean> =>
  remember(
    repository,
    `rebaseable ${pull.base.sha} ${pull.head.sha}`,
    async () => (await isStraight(repository, pull)) || (await safeReplay(repository, pull)) !== undefined,
  );

export type MergeableState = 'clean' | 'blocked' | 'behind' | 'dirty' | 'unstable' | 'draft' | 'unknown';

export interface Mergeability {
  readonly mergeable: boolean | null;
  readonly rebaseable: boolean | null;
  readonly state: MergeableState;
}

const stateOf = async (world: World, repository: Repository, pull: Pull): Promise<MergeableState> => {
  if (pull.draft) return 'draft';
  const obstacles = await mergeObstacles(world, repository, pull);
  if (obstacles.some((obstacle) => obstacle.kind === 'rule')) return 'blocked';
  if (obstacles.some((obstacle) => obstacle.kind === 'behind')) return 'behind';
  const uneasy = latestChecks(repository, pull.head.sha).some(
    (run) => run.status !== 'completed' || !['success', 'neutral', 'skipped'].includes(run.conclusion ?? ''),
  );
  return uneasy ? 'unstable' : 'clean';
};

export const mergeabilityOf = async (world: World, repository: Repository, pull: Pull): Promise<Mergeability> => {
  if (pull.state === 'closed') return { mergeable: null, rebaseable: null, state: 'unknown' };
  const tree = await mergedTree(repository, pull);
  if (tree === undefined) return { mergeable: false, rebaseable: false, state: 'dirty' };
  return { mergeable: true, rebaseable: await rebaseable(repository, pull), state: await stateOf(world, repository, pull) };
};
