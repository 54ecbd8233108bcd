/** A file is written whole or not at all: beside its place first, then renamed over it. What was there before stays readable until that moment. */
import { randomUUID } from 'node:crypto';
import { mkdir, open, readFile, rename, rm, stat } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { codeOf, unwritable } from './place.ts';

/** Larger than anything that Lockflight writes: such a file is somebody else's. */
export const MAX_READ = 8 * 1024 * 1024;

/** The text at a place, or undefined. Line ends are those of the checkout (git may have made them CRLF): compared as LF. */
export const readGenerated = async (place: string, path: string): Promise<string | undefined> => {
  try {
    const found = await stat(place);
    if (!found.isFile()) throw Object.assign(new Error('not a file'), { code: 'EISDIR' });
    if (found.size > MAX_READ) throw Object.assign(new Error('too large'), { code: 'EFBIG' });
    return (await readFile(place, 'utf8')).replaceAll('\r\n', '\n');
  } catch (cause) {
    if (codeOf(cause) === 'ENOENT') return undefined;
    throw unwritable(path, cause);
  }
};

/** Errors: `generated-file-unwritable`. */
export const writeGenerated = async (place: string, path: string, text: string): Promise<void> => {
  const beside = join(dirname(place), `.${basename(place)}.${randomUUID().slice(0, 8)}.tmp`);
  try {
    await mkdir(dirname(place), { recursive: true });
    const mode = (await stat(place).catch(() => undefined))?.mode ?? 0o644;
    const file = await open(beside, 'wx', mode & 0o777);
    try {
      await file.writeFile(text);
      await file.sync();
    } finally {
      await file.close();
    }
    await rename(beside, place);
  } catch (cause) {
    await rm(beside, { force: true });
    throw unwritable(path, cause);
  }
};
