/** A document that the user named, from disk. Errors: `document-unreadable` (missing, no file, no rights), `document-too-large`. */
import { readFile, stat } from 'node:fs/promises';
import { isAbsolute, join, relative } from 'node:path';
import { MAX_DOCUMENT } from '../../env/import/draft-from-markdown.ts';
import { LockflightError } from '../../errors.ts';

export interface NamedDocument {
  /** As the user would write it: relative to the directory. */
  readonly file: string;
  readonly text: string;
}

/** `path` is relative to `directory`. Bytes that are no UTF-8 come out as U+FFFD. */
export const readDocument = async (directory: string, path: string): Promise<NamedDocument> => {
  const absolute = isAbsolute(path) ? path : join(directory, path);
  const file = isAbsolute(path) ? relative(directory, path) || path : path.replace(/^\.\//, '');
  try {
    const found = await stat(absolute);
    if (!found.isFile()) throw unreadable(file, undefined);
    if (found.size > MAX_DOCUMENT) throw tooLarge(file);
    return { file, text: await readFile(absolute, 'utf8') };
  } catch (error) {
    throw error instanceof LockflightError ? error : unreadable(file, error);
  }
};

const unreadable = (file: string, cause: unknown): LockflightError =>
  new LockflightError({
    code: 'document-unreadable',
    exit: 2,
    message: { en: `${file} cannot be read as a file`, fr: `${file} ne peut pas être lu comme un fichier` },
    hint: {
      en: `look at the path, from the repository's root: ls -l ${file}`,
      fr: `regardez le chemin, depuis la racine du dépôt : ls -l ${file}`,
    },
    cause,
  });

const tooLarge = (file: string): LockflightError =>
  new LockflightError({
    code: 'document-too-large',
    exit: 2,
    message: { en: `${file} is larger than 4 MB`, fr: `${file} dépasse 4 Mo` },
    hint: { en: 'put the matrix into a file of its own', fr: 'mettez la matrice dans un fichier à part' },
  });
