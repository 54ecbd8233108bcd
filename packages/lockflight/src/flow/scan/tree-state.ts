/**
 * The state of a working tree, as one key: two equal keys mean that a scan finds the same. Git's index
 * says which files there are and stands for the contents of those that still have the times, inode and size that it holds. Git tells which have not, and which are
 * new (after all that it ignores): of these the bytes are read.
 *
 * Where git's index cannot be trusted to show every change (`index-entries.ts`), where git complains or where too much has changed, there is no key.
 */
import type { Hash } from 'node:crypto';
import { closeSync, fstatSync, lstatSync, openSync, readFileSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { kindOf } from '../../env/scan/kinds.ts';
import type { Setting } from '../../git/child-environment.ts';
import { filtersOff } from '../../git/filters-off.ts';
import { runGit } from '../../git/run-git.ts';
import { CONTRACT_NAME } from '../read-contract-file.ts';
import { newDigest } from './digest.ts';
import type { GitFolder } from './git-folder.ts';
import { readIndexEntries } from './index-entries.ts';
import { readBytes } from './read-text.ts';

export interface TreeState {
  /** Hexadecimal. */
  readonly key: string;
  /** When the index and the files whose bytes were read were written: two states with equal moments had no other between them. */
  readonly moment: string;
}

/** Right after a checkout nearly every file is among those whose time cannot tell. Reading so many takes less than scanning them. */
const MOST_CHANGED = 10_000;
const MOST_CHANGED_BYTES = 64_000_000;

/** Times are compared in full whatever the repository's configuration says, and nobody else is believed about what has changed. */
const SETTINGS = [
  ['core.checkStat', 'default'],
  ['core.trustctime', 'true'],
  ['core.untrackedCache', 'false'],
  ['submodule.recurse', 'false'],
] as const;

/** `root` is a real path, `git` the folder that `gitFolderOf` gave for it. Errors: none. */
export const treeState = async (root: string, git: GitFolder): Promise<TreeState | undefined> => {
  try {
    const listing = told(root, ['ls-files', '-z', '--others', '--exclude-standard']).catch(() => undefined);
    const index = indexOf(git);
    if (index === undefined) return void (await listing);
    // What git's times cannot tell it would compare through the repository's own filters, which are programs.
    const settings = index.racy.length === 0 ? [] : await filtersOff(root);
    if (settings === undefined) return void (await listing);
    const [changed, others] = await Promise.all([
      told(root, ['diff-files', '-z', '--name-only', '--no-renames', '--relative', '--ignore-submodules=dirty'], settings),
      listing,
    ]);
    // An index that was written meanwhile has other entries than those that git has just compared.
    if (changed === undefined || others === undefined || stampOf(join(git.folder, 'index')) !== index.stamp) return undefined;
    const hash = newDigest().update(index.bytes).update(`\0${others}\0`);
    const paths = new Set([...changed.split('\0'), ...racyBelow(root, git, index.racy), ...others.split('\0')].filter(isLookedAt));
    const moment = hashContents(hash, root, paths);
    return moment === undefined ? undefined : { key: hash.digest('hex'), moment: `${index.stamp}\n${moment}` };
  } catch {
    return undefined;
  }
};

/** Undefined when git fails, or has something to say: a folder that may not be looked into is left out of an answer that looks whole. */
const told = async (root: string, args: readonly string[], settings: readonly Setting[] = []): Promise<string | undefined> => {
  const { code, stdout, stderr } = await runGit(['-C', root, ...args], { settings: [...SETTINGS, ...settings] });
  return code === 0 && stderr === '' ? stdout : undefined;
};

interface Index {
  readonly bytes: Uint8Array;
  readonly racy: readonly string[];
  readonly stamp: string;
}

/** A repository to which nothing was ever added has none. */
const indexOf = ({ folder }: GitFolder): Index | undefined => {
  const path = join(folder, 'index');
  const stamp = stampOf(path);
  if (stamp === '') return { bytes: new Uint8Array(), racy: [], stamp };
  const file = openSync(path, 'r');
  try {
    const written = Math.floor(fstatSync(file).mtimeMs / 1000);
    // Git keeps 32 bits of it.
    const entries = readIndexEntries(readFileSync(file), Math.min(written, written >>> 0));
    return entries === undefined ? undefined : { ...entries, stamp };
  } finally {
    closeSync(file);
  }
};

/** Empty: there is none. */
const stampOf = (path: string): string => {
  const about = lstatSync(path, { bigint: true, throwIfNoEntry: false });
  return about === undefined ? '' : `${about.ino} ${about.size} ${about.mtimeNs} ${about.ctimeNs}`;
};

const racyBelow = (root: string, { top }: GitFolder, racy: readonly string[]): readonly string[] => {
  const prefix = root === top ? '' : `${relative(top, root).split(sep).join('/')}/`;
  return racy.flatMap((path) => (path.startsWith(prefix) ? [path.slice(prefix.length)] : []));
};

/** Of all other files a scan asks no more than whether they are there; and what is ignored may be so for a moment only. */
const isLookedAt = (path: string): boolean => kindOf(path) !== undefined || ALWAYS.has(path.slice(path.lastIndexOf('/') + 1));
const ALWAYS: ReadonlySet<string> = new Set([CONTRACT_NAME, '.gitignore']);

/** As the scan would read them; gives the moment. Undefined: too much, or something that this user may not read. */
const hashContents = (hash: Hash, root: string, paths: ReadonlySet<string>): string | undefined => {
  if (paths.size > MOST_CHANGED) return undefined;
  let total = 0;
  let moment = '';
  for (const path of [...paths].sort()) {
    const read = readBytes(join(root, path));
    moment += `${stampOf(join(root, path))}\n`;
    if ('why' in read) {
      if (read.why === 'unreadable') return undefined;
      hash.update(`${path}\0${read.why}\0`);
    } else {
      total += read.bytes.length;
      if (total > MOST_CHANGED_BYTES) return undefined;
      hash.update(`${path}\0${read.bytes.length}\0`).update(read.bytes);
    }
  }
  return moment;
};
