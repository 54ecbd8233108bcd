/** Lists, moves and compares refs of one repository. Moves are compare-and-swap: git refuses when the ref is not where the caller saw it. */
import { reaches, readLoose } from './loose-objects.ts';
import { type Git, GitFailure } from './processes.ts';

export const NO_COMMIT = '0'.repeat(40);

export interface Ref {
  readonly name: string;
  readonly object: string;
  readonly type: string;
}

/** Refs below `prefix` (`refs/heads/rel`), as GitHub's "matching references" do: a prefix of the name, not of its parts. */
export const listRefs = async (git: Git, prefix: string): Promise<readonly Ref[]> => {
  const folder = prefix.slice(0, prefix.lastIndexOf('/') + 1) || 'refs/';
  const { stdout } = await git(['for-each-ref', '--format=%(refname) %(objectname) %(objecttype)', folder]);
  return stdout
    .split('\n')
    .filter((line) => line.startsWith(prefix))
    .map((line) => {
      const [name = '', object = '', type = ''] = line.split(' ');
      return { name, object, type };
    });
};

/** Moves `ref` from `before` to `after` (NO_COMMIT: absent). False when it was not at `before`. */
export const moveRef = async (git: Git, ref: string, before: string, after: string): Promise<boolean> => {
  const args = after === NO_COMMIT ? ['update-ref', '-d', ref, before] : ['update-ref', ref, after, before];
  try {
    await git(args);
    return true;
  } catch (error) {
    if (error instanceof GitFailure) return false;
    throw error;
  }
};

export const isAncestor = async (git: Git, ancestor: string, descendant: string): Promise<boolean> =>
  ancestor === descendant ||
  (reaches(git.dir, descendant, ancestor) ??
    (await git(['merge-base', '--is-ancestor', ancestor, descendant], { accept: [0, 1] })).code === 0);

/** The type of an object (`commit`, `tag`, `tree`, `blob`); undefined when it is not there. */
export const objectType = async (git: Git, object: string): Promise<string | undefined> => {
  if (!/^[0-9a-f]{40}$/.test(object)) return undefined;
  const here = readLoose(git.dir, object)?.type;
  if (here !== undefined) return here;
  const { code, stdout } = await git(['cat-file', '-t', object], { accept: [0, 128] });
  return code === 0 ? stdout.trim() : undefined;
};

export const isRefName = async (git: Git, ref: string): Promise<boolean> =>
  ref.startsWith('refs/') && (await git(['check-ref-format', ref], { accept: [0, 1] })).code === 0;
