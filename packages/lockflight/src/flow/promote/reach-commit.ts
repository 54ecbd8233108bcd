/**
 * A pull request's head in this clone. Its branch may be gone (deleted after the merge) or younger than the last fetch; the forge keeps every head under
 * `refs/pull/N/head`, so it is fetched from there when it is missing.
 */
import { hasCode } from '../../errors.ts';
import type { PullRequest } from '../../forge/port.ts';
import type { Commit } from '../../git/port.ts';
import type { World } from '../world.ts';

/** Undefined: neither this clone nor the forge has it any more. */
export const reachHead = (world: World, { number, head }: Pick<PullRequest, 'number' | 'head'>): Promise<Commit | undefined> =>
  reach(world, head.commit, `+refs/pull/${number}/head:refs/lockflight/pull/${number}`);

/** A commit of a branch, which may be younger than the last fetch: what a merge made, say. */
export const reachBranch = (world: World, commit: string, branch: string): Promise<Commit | undefined> =>
  reach(world, commit, `+refs/heads/${branch}:refs/remotes/${world.remote}/${branch}`);

const reach = async (world: World, commit: string, refspec: string): Promise<Commit | undefined> => {
  const here = await read(world, commit);
  if (here !== undefined) return here;
  try {
    await world.git.fetch(world.remote, [refspec]);
  } catch (error) {
    if (!hasCode(error, 'unknown-revision')) throw error;
    return undefined; // the forge has no such ref
  }
  return read(world, commit);
};

const read = async (world: World, commit: string): Promise<Commit | undefined> => {
  try {
    return await world.git.commit(commit);
  } catch (error) {
    if (!hasCode(error, 'unknown-revision', 'missing-object')) throw error;
    return undefined;
  }
};
