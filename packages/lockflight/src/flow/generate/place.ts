/**
 * Where a generated file really is. A contract may come from a branch that nobody trusts yet: a path that leaves its folder, by `..`, by a symbolic
 * link on the way or at its end, or that enters `.git`, is refused before anything is read.
 */
import { lstat, realpath } from 'node:fs/promises';
import { dirname, isAbsolute, join, relative, sep } from 'node:path';
import type { Text } from '../../contract/text.ts';
import { LockflightError } from '../../errors.ts';

/** The absolute path to read and to write, links resolved. Errors: `generated-file-outside`, `generated-file-unwritable`. */
export const placeOf = async (root: string, path: string): Promise<string> => {
  const top = await realpath(root);
  const named = join(top, path);
  if (isAbsolute(path) || !isBelow(top, named) || entersGit(relative(top, named))) throw outside(path);
  const found = await lstat(named).catch(missingIsUndefined(path));
  // What a link points at is what is written; a link to nowhere could be made to point anywhere.
  const target = found === undefined ? await throughFolders(named, top, path) : await followed(named, path);
  if (!isBelow(top, target) || entersGit(relative(top, target))) throw outside(path);
  return target;
};

const isBelow = (top: string, path: string): boolean => path.startsWith(top.endsWith(sep) ? top : top + sep);

const entersGit = (path: string): boolean => path.split(/[\\/]/).some((part) => part.toLowerCase() === '.git');

const followed = async (named: string, path: string): Promise<string> => {
  try {
    return await realpath(named);
  } catch (cause) {
    throw codeOf(cause) === 'ENOENT' ? outside(path) : unwritable(path, cause);
  }
};

/** Where a file that does not exist would be: the closest folder that does, its links followed, and the rest of the path. */
const throughFolders = async (named: string, top: string, path: string): Promise<string> => {
  let folder = dirname(named);
  while (folder !== top && (await lstat(folder).catch(missingIsUndefined(path))) === undefined) folder = dirname(folder);
  return join(await followed(folder, path), relative(folder, named));
};

const missingIsUndefined =
  (path: string) =>
  (cause: unknown): undefined => {
    if (codeOf(cause) === 'ENOENT') return undefined;
    throw unwritable(path, cause);
  };

export const codeOf = (error: unknown): string => (error instanceof Error && 'code' in error ? String(error.code) : '');

const outside = (path: string): LockflightError =>
  new LockflightError({
    code: 'generated-file-outside',
    exit: 2,
    message: { en: `${path} would be written outside of the contract's folder`, fr: `${path} serait écrit hors du dossier du contrat` },
    hint: {
      en: 'under `generate`, name a path below the contract, through no symbolic link that leaves it',
      fr: 'sous `generate`, nommez un chemin sous le contrat, sans lien symbolique qui en sorte',
    },
  });

export const unwritable = (path: string, cause: unknown): LockflightError => {
  const code = codeOf(cause);
  const why: Text = code === '' ? { en: '', fr: '' } : { en: ` (${code})`, fr: ` (${code})` };
  return new LockflightError({
    code: 'generated-file-unwritable',
    exit: 3,
    message: { en: `${path} cannot be read or written${why.en}`, fr: `${path} ne peut pas être lu ou écrit${why.fr}` },
    hint: { en: `look at it: ls -ld ${path}`, fr: `regardez-le : ls -ld ${path}` },
    cause,
  });
};
