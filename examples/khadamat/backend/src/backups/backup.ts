/**
 * Writes a backup: everything, as it was at one instant, in one file that appears under its name when it is whole and on the disk. While it is written its name begins
 * with a dot, which nobody takes for a backup.
 */
import { createWriteStream } from 'node:fs';
import { mkdir, open, readdir, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGzip } from 'node:zlib';
import type { Database } from '../database/tables.ts';
import { writeLines } from './format.ts';
import { allRows, migrationsOf } from './rows.ts';

const NAME = /^khadamat-(\d{4}-\d\d-\d\dT\d\d-\d\d-\d\d\.\d{3}Z)\.ndjson\.gz$/;
const DAY_MS = 86_400_000;

export interface Backup {
  readonly path: string;
  readonly madeAt: Date;
}

/** Throws when anything fails, and then leaves nothing. */
export const makeBackup = async (database: Database, folder: string, now: Date): Promise<Backup> => {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const name = `khadamat-${now.toISOString().replaceAll(':', '-')}.ndjson.gz`;
  const path = join(folder, name);
  const unfinished = join(folder, `.${name}.partial`);
  try {
    await database
      .transaction()
      .setIsolationLevel('repeatable read')
      .execute(async (transaction) => {
        const head = { madeAt: now.toISOString(), migrations: await migrationsOf(transaction) };
        const lines = Readable.from(writeLines(head, allRows(transaction)));
        await pipeline(lines, createGzip(), createWriteStream(unfinished, { mode: 0o600, flush: true }));
      });
    await rename(unfinished, path);
    await syncFolder(folder);
    return { path, madeAt: now };
  } catch (error) {
    await rm(unfinished, { force: true });
    throw error;
  }
};

/** The newest last. */
export const listBackups = async (folder: string): Promise<readonly Backup[]> => {
  const names = await readdir(folder).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return [];
    throw error;
  });
  return names.toSorted().flatMap((name) => {
    const [, at] = NAME.exec(name) ?? [];
    return at === undefined ? [] : [{ path: join(folder, name), madeAt: new Date(at.replace(/T(\d\d)-(\d\d)-/, 'T$1:$2:')) }];
  });
};

/** Removes backups older than `days`, but never the newest: old is better than none. Also what a process that ended left unfinished. Gives the names' paths. */
export const removeOldBackups = async (folder: string, days: number, now: Date): Promise<readonly string[]> => {
  const limit = now.getTime() - days * DAY_MS;
  const old = (await listBackups(folder)).slice(0, -1).filter(({ madeAt }) => madeAt.getTime() < limit);
  const gone = [...old.map(({ path }) => path), ...(await abandoned(folder, now))];
  for (const path of gone) await rm(path, { force: true });
  return gone;
};

const abandoned = async (folder: string, now: Date): Promise<readonly string[]> => {
  const names = (await readdir(folder)).filter((name) => name.startsWith('.khadamat-') && name.endsWith('.partial'));
  const ages = await Promise.all(
    names.map(async (name) => [join(folder, name), now.getTime() - (await stat(join(folder, name))).mtimeMs] as const),
  );
  return ages.filter(([, age]) => age > DAY_MS).map(([path]) => path);
};

/** A rename is on the disk only after this. */
const syncFolder = async (folder: string): Promise<void> => {
  await using handle = await open(folder, 'r');
  await handle.sync().catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'EINVAL') throw error;
  });
};
