/**
 * The answers of the last scans of a repository, in its own `.git` (of a worktree: in the worktree's): `lockflight/env-scan/ROOT.json`, a file for each folder that
 * was scanned, readable by its owner alone. Two lines of JSON: of what this is the answer, then the answer. It holds what the scan prints, and no more.
 *
 * A memory may be damaged, somebody else's, or meant to mislead: what is not wholly as we write it counts as absent. What cannot be written is not written.
 */
import {
  closeSync,
  constants,
  fstatSync,
  lstatSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { basename, join } from 'node:path';
import { digestOf } from './digest.ts';

/** Folders of one repository that are remembered; the one that was scanned longest ago is forgotten first. */
const MOST_ROOTS = 16;
const MOST_BYTES = 16_000_000;
const OWN_FILE = /^[0-9a-f]{32}\.json(?:\.[0-9a-f]{12})?$/;

export interface Memory {
  /** Of what this is the answer. */
  readonly key: string;
  /** As it was given to `remember`. */
  readonly answer: string;
}

/** Undefined: nothing is remembered of this folder, or not by us, or not whole. */
export const recall = (gitFolder: string, root: string): Memory | undefined => {
  try {
    const file = openSync(pathOf(gitFolder, root), constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0) | (constants.O_NONBLOCK ?? 0));
    try {
      const about = fstatSync(file);
      if (!about.isFile() || about.size > MOST_BYTES || !isOurs(about)) return undefined;
      const text = readFileSync(file, 'utf8');
      const end = text.indexOf('\n');
      const answer = text.slice(end + 1);
      const key = /^\{"env scan":1,"key":"([0-9a-f]{64})",/.exec(text)?.[1];
      return key !== undefined && text.slice(0, end) === headOf(key, answer) ? { key, answer } : undefined;
    } finally {
      closeSync(file);
    }
  } catch {
    return undefined;
  }
};

export const remember = (gitFolder: string, root: string, { key, answer }: Memory): void => {
  const path = pathOf(gitFolder, root);
  const text = `${headOf(key, answer)}\n${answer}`;
  if (Buffer.byteLength(text) > MOST_BYTES) return;
  const unfinished = `${path}.${process.getBuiltinModule('node:crypto').randomBytes(6).toString('hex')}`;
  try {
    const folder = ownFolderIn(gitFolder);
    if (folder === undefined) return;
    writeFileSync(unfinished, text, { mode: 0o600, flag: 'wx' });
    renameSync(unfinished, path);
    forgetOldest(folder, basename(path));
  } catch {
    try {
      rmSync(unfinished, { force: true });
    } catch {
      // A folder that may not be written to holds nothing of ours either.
    }
  }
};

const headOf = (key: string, answer: string): string => JSON.stringify({ 'env scan': 1, key, sum: digestOf(answer) });

const pathOf = (gitFolder: string, root: string): string =>
  join(gitFolder, 'lockflight', 'env-scan', `${digestOf(root).slice(0, 32)}.json`);

const isOurs = ({ uid, mode }: { readonly uid: number; readonly mode: number }): boolean =>
  process.getuid === undefined || (uid === process.getuid() && (mode & 0o077) === 0);

/** Undefined: there is a link, which might lead to where nothing of ours is to be written. */
const ownFolderIn = (gitFolder: string): string | undefined => {
  let at = gitFolder;
  for (const name of ['lockflight', 'env-scan']) {
    at = join(at, name);
    mkdirSync(at, { recursive: true, mode: 0o700 });
    if (!lstatSync(at).isDirectory()) return undefined;
  }
  return at;
};

/** What an interrupted call left unfinished is older than all others some day. */
const forgetOldest = (folder: string, newest: string): void => {
  const files = readdirSync(folder).filter((name) => OWN_FILE.test(name) && name !== newest);
  if (files.length < MOST_ROOTS) return;
  const byAge = files.map((name) => ({ name, written: lstatSync(join(folder, name)).mtimeMs })).sort((a, b) => b.written - a.written);
  for (const { name } of byAge.slice(MOST_ROOTS - 1)) rmSync(join(folder, name), { force: true });
};
