/**
 * Files of variables, read as the application's own loader reads them (dotenv), with what it lets pass silently refused: bytes that are no text, a
 * quote that is never closed. No error repeats a value.
 */
import { open } from 'node:fs/promises';
import { parse } from 'dotenv';
import type { Text } from '../../contract/text.ts';
import { LockflightError } from '../../errors.ts';
import type { ENV_ERROR_CODES } from './error-codes.ts';

/** The largest file that is read, in bytes. */
export const MAX_ENV_FILE = 8 * 1024 * 1024;

const failure = (code: keyof typeof ENV_ERROR_CODES, message: Text, hint: Text, cause?: unknown): LockflightError =>
  new LockflightError({ code, exit: 2, message, hint, ...(cause === undefined ? {} : { cause }) });

const codeOf = (error: unknown): string => (error instanceof Error && 'code' in error ? String(error.code) : '');

/**
 * The variables of a file; undefined where there is no such file. `shown` is how messages call it.
 * Errors: env-file-unreadable, env-file-too-large, env-file-not-text, env-file-unclosed-quote.
 */
export const readEnvFile = async (path: string, shown: string): Promise<ReadonlyMap<string, string> | undefined> => {
  const bytes = await readBounded(path, shown);
  return bytes === undefined ? undefined : parseEnvText(bytes, shown);
};

/** The same for a file that somebody named: `env-file-not-found` where there is none. */
export const requireEnvFile = async (path: string, shown: string): Promise<ReadonlyMap<string, string>> => {
  const values = await readEnvFile(path, shown);
  if (values !== undefined) return values;
  throw failure(
    'env-file-not-found',
    { en: `there is no file ${shown}`, fr: `le fichier ${shown} n'existe pas` },
    { en: 'correct the path after --file', fr: 'corrigez le chemin après --file' },
  );
};

const readBounded = async (path: string, shown: string): Promise<Buffer | undefined> => {
  try {
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
      error,
    );
  }
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
  const values = new Map(Object.entries(parse(text)));
  for (const value of values.values()) {
    const quote = value[0];
    if (quote === undefined || !`'"\``.includes(quote) || value.includes(quote, 1)) continue;
    // Neither the name nor the line is repeated: after a broken quote, a name may be a piece of a value.
    throw failure(
      'env-file-unclosed-quote',
      {
        en: `a value in ${shown} begins with a quote that is never closed`,
        fr: `dans ${shown}, une valeur commence par un guillemet jamais fermé`,
      },
      { en: 'close the quote, or take it away', fr: 'fermez le guillemet, ou enlevez-le' },
    );
  }
  return values;
};
