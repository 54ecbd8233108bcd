/**
 * The contract of a checkout, from disk. What is too large is refused by its size, and what a symbolic link fetches from elsewhere by where it really is,
 * before a byte of it is read: a checkout may come from anybody, and what is wrong with a contract is told by quoting it.
 */
import { readFile, realpath, stat } from 'node:fs/promises';
import { dirname, isAbsolute, join, relative, resolve } from 'node:path';
import { MAX_BYTES } from '../contract/bounds.ts';
import { LockflightError } from '../errors.ts';
import { isWithin, repositoryAround } from './repository-around.ts';

/** What the contract is called where nobody says otherwise. */
export const CONTRACT_NAME = 'lockflight.yaml';

export interface ContractFile {
  /** As the user would write it: relative to the directory. */
  readonly file: string;
  /** Bytes that are no UTF-8 come out as U+FFFD, which the reader of contracts refuses. */
  readonly text: string;
}

/** `path` is relative to `directory`. Errors: `contract-missing`, `contract-unreadable`. */
export async function readContractFile(directory: string, path = CONTRACT_NAME): Promise<ContractFile> {
  const absolute = isAbsolute(path) ? path : join(directory, path);
  const file = isAbsolute(path) ? relative(directory, path) || path : path;
  try {
    await requireInside(directory, absolute, file);
    const { size } = await statFile(absolute, file);
    if (size > MAX_BYTES) throw tooLarge(file, size);
    // A byte order mark is kept: it is the reader's to refuse.
    return { file, text: new TextDecoder('utf-8', { ignoreBOM: true }).decode(await readFile(absolute)) };
  } catch (error) {
    if (error instanceof LockflightError) throw error;
    throw isMissing(error) ? missing(file, error) : unreadable(file, error);
  }
}

/** Inside the repository around the folder, or the folder where there is none. A file that the user named elsewhere has a folder of its own. */
async function requireInside(directory: string, absolute: string, file: string): Promise<void> {
  const folder = isWithin(resolve(directory), resolve(absolute)) ? directory : dirname(absolute);
  const [root, real] = await Promise.all([realpath(folder).then(async (at) => (await repositoryAround(at)) ?? at), realpath(absolute)]);
  if (!isWithin(root, real)) throw elsewhere(file);
}

async function statFile(absolute: string, file: string): Promise<{ readonly size: number }> {
  const found = await stat(absolute);
  if (!found.isFile()) throw notAFile(file);
  return found;
}

const isMissing = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && (error.code === 'ENOENT' || error.code === 'ENOTDIR');

const missing = (file: string, cause: unknown): LockflightError =>
  new LockflightError({
    code: 'contract-missing',
    exit: 2,
    message: { en: `there is no ${file} here`, fr: `il n'y a pas de ${file} ici` },
    hint: {
      en: 'lockflight init drafts one from what is here; where there is one, go to its folder or name it: lockflight -C DIR ...',
      fr: "lockflight init en rédige un d'après ce qui est là ; s'il existe déjà, allez dans son dossier ou nommez-le : lockflight -C DOSSIER ...",
    },
    cause,
  });

const unreadable = (file: string, cause: unknown): LockflightError =>
  new LockflightError({
    code: 'contract-unreadable',
    exit: 3,
    message: { en: `${file} cannot be read`, fr: `${file} ne peut pas être lu` },
    hint: { en: `look at its permissions: ls -l ${file}`, fr: `regardez ses droits : ls -l ${file}` },
    cause,
  });

const notAFile = (file: string): LockflightError =>
  new LockflightError({
    code: 'contract-unreadable',
    exit: 2,
    message: { en: `${file} is not a file`, fr: `${file} n'est pas un fichier` },
    hint: { en: 'the contract is one YAML file', fr: 'le contrat est un seul fichier YAML' },
  });

const elsewhere = (file: string): LockflightError =>
  new LockflightError({
    code: 'contract-unreadable',
    exit: 2,
    message: {
      en: `${file} is a link to a file outside this repository: it is not read`,
      fr: `${file} est un lien vers un fichier hors de ce dépôt : il n'est pas lu`,
    },
    hint: { en: 'the contract is a file of the repository itself', fr: 'le contrat est un fichier du dépôt lui-même' },
  });

const tooLarge = (file: string, size: number): LockflightError =>
  new LockflightError({
    code: 'contract-unreadable',
    exit: 2,
    message: { en: `${file} is too large: ${size} bytes, 256 KB at most`, fr: `${file} est trop gros : ${size} octets, 256 Ko au plus` },
    hint: {
      en: 'keep data and long texts in files of their own',
      fr: 'rangez les données et les longs textes dans leurs propres fichiers',
    },
  });
