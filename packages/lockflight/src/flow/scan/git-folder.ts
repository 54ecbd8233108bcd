/**
 * Where git keeps the index of a working tree, found without asking git: upwards for `.git`, as git does it. What is unusual is not followed, and no memory is
 * kept there; before anything is kept, git itself is asked (`tree-state.ts`).
 */
import { lstatSync, readFileSync, statSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';

export interface GitFolder {
  /** Of this working tree: `.git`, or what the file of that name leads to. */
  readonly folder: string;
  /** Where the working tree begins. */
  readonly top: string;
}

/** `from` is a real path. Undefined: no repository, a bare one, or one that is set up in a way of its own. */
export const gitFolderOf = (from: string): GitFolder | undefined => {
  for (let at = from; ; at = dirname(at)) {
    const found = statSync(join(at, '.git'), { throwIfNoEntry: false });
    if (found !== undefined) {
      const folder = found.isDirectory() ? join(at, '.git') : found.isFile() ? ledTo(at) : undefined;
      return folder !== undefined && isGitFolder(folder) ? { folder, top: at } : undefined;
    }
    // git takes a folder that looks like its own for a bare repository.
    if (dirname(at) === at || isGitFolder(at)) return undefined;
  }
};

const ledTo = (at: string): string | undefined => {
  const words = /^gitdir: ([^\0]+?)\r?\n?$/.exec(readFileSync(join(at, '.git'), 'utf8'))?.[1];
  return words === undefined ? undefined : resolve(at, words);
};

const isGitFolder = (folder: string): boolean => lstatSync(join(folder, 'HEAD'), { throwIfNoEntry: false }) !== undefined;
