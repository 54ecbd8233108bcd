import { hasCode } from '../errors.ts';
import type { TreeRef } from '../ledger/entry.ts';
import type { World } from './world.ts';

/** The tree of a commit: from the clone, else from the forge (a commit that was pushed away is not in any branch any more). */
export const treeOf = async (world: World, commit: string): Promise<TreeRef> => {
  try {
    return { commit, tree: (await world.git.commit(commit)).tree };
  } catch (error) {
    if (!hasCode(error, 'unknown-revision', 'missing-object')) throw error;
    return { commit, tree: (await world.forge.commitInfo(commit)).tree };
  }
};

/** Undefined: neither this clone nor the forge knows it any more. */
export const treeIfKnown = async (world: World, commit: string): Promise<TreeRef | undefined> => {
  try {
    return await treeOf(world, commit);
  } catch (error) {
    if (hasCode(error, 'forge-not-found', 'forge-rejected')) return undefined;
    throw error;
  }
};
