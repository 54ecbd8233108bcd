/**
 * Files of variables, read as the application's own loader reads them (dotenv), with what it lets pass silently refused: bytes that are no text, a
 * quote that is never closed, a line that sets nothing, a value that a `#` cuts, a name set twice. No error repeats a value. What a link in a checkout fetches from outside of it is
 * refused before a byte of it is read: the checkout may be a stranger's, and the names of variables are shown.
 */
import { open, realpath } from 'node:fs/promises';
import { resolve } from 'node:path';
import { parse } from 'dotenv';
import type { Place } from '../../contract/place.ts';
import type { Text } from '../../contract/text.ts';
import { listed } from '../../env/listed.ts';
import { LockflightError } from '../../errors.ts';
import { isWithin, repositoryAround } from '../repository-around.ts';
import type { ENV_ERROR_CODES } from './error-codes.ts';
import { type Statements, statementsOf } from './statements.ts';

/** The largest file that is read, in bytes. */
export const MAX_ENV_FILE = 8 * 1024 * 1024;

const failure = (code: keyof typeof ENV_ERROR_CODES, message: Text, hint: Text, at?: Place, cause?: unknown): LockflightError =>
  new LockflightError({ code, exit: 2, message, hint, ...(at === undefined ? {} : { at }), ...(cause === undefined ? {} : { cause }) });

const codeOf = (error: unknown): string => (error instanceof Error && 'code' in error ? String(error.code) : '');

/**
 * The variables of a file; undefined where there is no such file. `shown` is how messages call it: its path, relative to `directory`.
 * Errors: env-file-elsewhere, env-file-unreadable, env-file-too-large, env-file-not-text, env-file-unclosed-quote, env-file-malformed-line, env-file-cut-value,
 * env-file-repeated-name.
 */
export const readEnvFile = async (directory: string, shown: string): Promise<ReadonlyMap<string, string> | undefined> => {
  const bytes = await readBounded({ directory, shown, path: resolve(directory, shown) });
  return bytes === undefined ? undefined : parseEnvText(bytes, shown);
};

/** The same for a file that somebody named: `env-file-not-found` where there is none. */
export const requireEnvFile = async (directory: string, shown: string): Promise<ReadonlyMap<string, string>> => {
  const values = await readEnvFile(directory, shown);
  if (values !== undefined) return values;
  throw failure(
    'env-file-not-found',
    { en: `there is no file ${shown}`, fr: `le fichier ${shown} n'existe pas` },
    { en: 'correct the path after --file', fr: 'corrigez le chemin après --file' },
  );
};

interface EnvFile {
  readonly directory: string;
  readonly shown: string;
  readonly path: string;
}

const readBounded = async (wanted: EnvFile): Promise<Buffer | undefined> => {
  const { path, shown } = wanted;
  try {
    await requireInside(wanted);
    await using file = await open(path, 'r');
    const stats = await file.stat();
    if (!stats.isFile() && !stats.isFIFO()) {
      throw Object.assign(new Error('not a file'), { code: 'EISDIR' });
    }
    const chunks: Buffer[] = [];
    let size = 0;
    for await (const chunk of file.createReadStream({ autoClose: false })) {
      chunks.push(chunk as Buffer);
      size += (chunk as Buffer).length;
      if (size > MAX_ENV_FILE) throw tooLarge(shown);
    }
    return Buffer.concat(chunks);
  } catch (error) {
    if (error instanceof LockflightError) throw error;
    const code = codeOf(error);
    if (code === 'ENOENT' || code === 'ENOTDIR') return undefined;
    throw failure(
      'env-file-unreadable',
      { en: `${shown} cannot be read (${code})`, fr: `${shown} ne peut pas être lu (${code})` },
      { en: `look at it: ls -l ${shown}`, fr: `regardez-le : ls -l ${shown}` },
      undefined,
      error,
    );
  }
};

/**
 * A file that stands in a repository is a file of it, wherever links lead. A path that leads out of it in so many words is the caller's own choice; and where there is no repository at
 * all, as in a release, whoever deployed it made the links.
 */
const requireInside = async ({ path, shown, directory }: EnvFile): Promise<void> => {
  const repository = await repositoryAround(resolve(directory));
  if (repository === undefined || !isWithin(repository, path)) return;
  if (isWithin(await realpath(repository), await realpath(path))) return;
  throw failure(
    'env-file-elsewhere',
    {
      en: `${shown} is a link to a file outside this repository: it is not read`,
      fr: `${shown} est un lien vers un fichier hors de ce dépôt : il n'est pas lu`,
    },
    {
      en: 'name the file itself: --file PATH; or put its variables into the process',
      fr: 'nommez le fichier lui-même : --file CHEMIN ; ou mettez ses variables dans le processus',
    },
  );
};

const tooLarge = (shown: string): LockflightError =>
  failure(
    'env-file-too-large',
    { en: `${shown} is larger than 8 MB`, fr: `${shown} dépasse 8 Mo` },
    { en: 'name a file of variables', fr: 'nommez un fichier de variables' },
  );

const notText = (shown: string): LockflightError =>
  failure(
    'env-file-not-text',
    { en: `${shown} is not UTF-8 text`, fr: `${shown} n'est pas du texte UTF-8` },
    { en: `save ${shown} as UTF-8, without NUL characters`, fr: `enregistrez ${shown} en UTF-8, sans caractère NUL` },
  );

/** Exported for tests of hostile bytes. */
export const parseEnvText = (bytes: Uint8Array, shown: string): ReadonlyMap<string, string> => {
  let text: string;
  try {
    // Drops a byte order mark; refuses what is no UTF-8 rather than replacing it.
    text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw notText(shown);
  }
  if (text.includes('\0')) throw notText(shown);
  refuseBroken(statementsOf(text), shown);
  return new Map(Object.entries(parse(text)));
};

/** The gravest first: after a quote that is never closed, the lines that follow mean nothing. */
const refuseBroken = ({ unclosed, malformed, cut, repeated }: Statements, shown: string): void => {
  const [first] = unclosed;
  if (first !== undefined) {
    // Neither the name nor the line itself is repeated: after a broken quote, a name may be a piece of a value.
    throw failure(
      'env-file-unclosed-quote',
      {
        en: `the value on line ${first} of ${shown} begins with a quote that is never closed`,
        fr: `ligne ${first} de ${shown}, la valeur commence par un guillemet jamais fermé`,
      },
      { en: 'close the quote, or take it away', fr: 'fermez le guillemet, ou enlevez-le' },
      { file: shown, line: first, column: 1 },
    );
  }
  const [line] = malformed;
  if (line !== undefined) {
    const where = onLines(malformed);
    throw failure(
      'env-file-malformed-line',
      { en: `${shown} has no NAME=value on ${where.en}`, fr: `${shown} n'a pas de NOM=valeur ${where.fr}` },
      {
        en: 'write NAME=value, put # before a comment, and quotes around a value of several lines',
        fr: "écrivez NOM=valeur, un # devant un commentaire, et des guillemets autour d'une valeur de plusieurs lignes",
      },
      { file: shown, line, column: 1 },
    );
  }
  const [short] = cut;
  if (short !== undefined) {
    const where = onLines(cut);
    throw failure(
      'env-file-cut-value',
      {
        en: `${shown} has a \`#\` in a value without quotes on ${where.en}`,
        fr: `${shown} a un \`#\` dans une valeur sans guillemets ${where.fr}`,
      },
      {
        en: "put the value between single quotes, or a blank before the # of a comment: some loaders cut the value there, others don't",
        fr: "mettez la valeur entre guillemets simples, ou une espace devant le # d'un commentaire : certains chargeurs coupent la valeur là, d'autres non",
      },
      { file: shown, line: short, column: 1 },
    );
  }
  const [twice] = repeated;
  if (twice !== undefined) {
    const where = onLines(twice.lines);
    throw failure(
      'env-file-repeated-name',
      {
        en: `${shown} gives ${twice.name} different values on ${where.en}`,
        fr: `${shown} donne à ${twice.name} des valeurs différentes ${where.fr}`,
      },
      {
        en: 'keep one of them: loaders do not agree on which wins',
        fr: "n'en gardez qu'une : les chargeurs ne choisissent pas tous la même",
      },
      { file: shown, line: twice.lines.at(-1) ?? 1, column: 1 },
    );
  }
};

/** At most five line numbers, and how many more. */
const onLines = (lines: readonly number[]): Text => {
  const some = lines.slice(0, 5).map(String);
  const more = lines.length - some.length;
  if (lines.length === 1) return { en: `line ${some[0]}`, fr: `à la ligne ${some[0]}` };
  if (more === 0) return { en: `lines ${listed(some).en}`, fr: `aux lignes ${listed(some).fr}` };
  return { en: `lines ${some.join(', ')} and ${more} more`, fr: `aux lignes ${some.join(', ')} et ${more} autres` };
};
