/** Reads that lag behind: what a branch or a pull request was a moment ago, when the simulator was told to serve that. */
import { readRef } from '../git/bare-repository.ts';
import { type Pull, versionAt } from '../world/pull.ts';
import type { Repository } from '../world/repository.ts';
import type { World } from '../world/world.ts';

const moment = (world: World): number => world.clock.now().getTime() - world.staleReads;

/** Where the ref is, as a reader of the REST interface sees it. */
export const refSeen = async (world: World, repository: Repository, ref: string): Promise<string | undefined> => {
  const versions = repository.refVersions.get(ref);
  if (world.staleReads === 0 || versions === undefined) return readRef(repository.dir, ref);
  return versionAt(versions, moment(world));
};

export const pullSeen = (world: World, repository: Repository, number: number): Pull | undefined =>
  world.staleReads === 0 ? repository.pulls.get(number) : versionAt(repository.pullVersions.get(number) ?? [], moment(world));

export const pullsSeen = (world: World, repository: Repository): readonly Pull[] =>
  [...repository.pulls.keys()].map((number) => pullSeen(world, repository, number)).filter((pull) => pull !== undefined);
