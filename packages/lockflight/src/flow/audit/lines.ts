/** From the name of a branch to its line. Which ref was read is always said: a local branch may be behind, or ahead of, the forge's. */
import type { Commit, Git } from '../../git/port.ts';

export interface AuditedBranch {
  /** As the contract or the user named it. */
  readonly branch: string;
  /** Where it was found: `refs/heads/main`, `refs/remotes/origin/main`, or the revision itself. */
  readonly ref: string;
  readonly commit: string;
}

/** `forge`: the remote-tracking ref first, which is what the forge had when it was last asked; `local`: the branch of this clone first. */
export type Preference = 'forge' | 'local';

/**
 * Only `local`, where the user named it, may be any revision: a contract names a branch, and a tag that somebody called like it is none.
 * Errors: `unknown-revision`, `empty-repository`, `missing-object`.
 */
export const findBranch = async (git: Git, branch: string, prefer: Preference, remote = 'origin'): Promise<AuditedBranch> => {
  const [here, there] = [`refs/heads/${branch}`, `refs/remotes/${remote}/${branch}`];
  for (const ref of prefer === 'forge' ? [there, here] : [here, there]) {
    const commit = await git.resolve(ref);
    if (commit !== undefined) return { branch, ref, commit };
  }
  return { branch, ref: branch, commit: (await git.commit(prefer === 'local' ? branch : here)).commit };
};

export const readLines = (git: Git, branches: readonly AuditedBranch[]): Promise<readonly (readonly Commit[])[]> =>
  Promise.all(branches.map(({ commit }) => git.line(commit)));
