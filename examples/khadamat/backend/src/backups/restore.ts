/**
 * Brings a backup back into an empty database that has the same migrations. The file is read through and checked first; then all rows come back in one transaction,
 * or none.
 */
import { createReadStream } from 'node:fs';
import { createGunzip } from 'node:zlib';
import type { Database, DatabaseTransaction, Tables } from '../database/tables.ts';
import { BackupDamaged, type Head, readLines } from './format.ts';
import { migrationsOf, type Row, type TableRow } from './rows.ts';
import { BACKED_UP } from './tables.ts';

const BATCH = 200;

export class RestoreRefused extends Error {
  override readonly name = 'RestoreRefused';
}

/** Gives the number of rows. Throws `BackupDamaged` or `RestoreRefused` before the database is touched. */
export const restoreBackup = async (database: Database, path: string): Promise<number> => {
  const head = await verifyBackup(path);
  return database.transaction().execute(async (transaction) => {
    await refuseUnlessReady(transaction, head);
    let count = 0;
    for await (const { table, rows } of batches(read(path))) {
      // The rows are of the very table that they were read from: the migrations are the same.
      await transaction
        .insertInto(table)
        .values(rows as never)
        .execute();
      count += rows.length;
    }
    return count;
  });
};

/** Reads the whole file. Throws `BackupDamaged`. */
export const verifyBackup = async (path: string): Promise<Head> => {
  let head: Head | undefined;
  for await (const value of read(path)) {
    if ('format' in value) head = value;
    else if (!BACKED_UP.some(({ name }) => name === value.table))
      throw new BackupDamaged(`it holds a table that is not known: ${value.table}`);
  }
  if (head === undefined) throw new BackupDamaged('it is empty');
  return head;
};

const refuseUnlessReady = async (transaction: DatabaseTransaction, { migrations }: Head): Promise<void> => {
  const here = await migrationsOf(transaction);
  if (here.join() !== migrations.join()) {
    throw new RestoreRefused(`the backup was made with migrations ${migrations.join(', ')}, this database has ${here.join(', ')}`);
  }
  for (const { name } of BACKED_UP) {
    const row = await transaction
      .selectFrom(name)
      .select((e) => e.lit(1).as('one'))
      .limit(1)
      .executeTakeFirst();
    if (row !== undefined) throw new RestoreRefused(`the database is not empty: ${name} has rows`);
  }
};

const read = (path: string): AsyncGenerator<Head | TableRow> => readLines(linesOf(path));

/** Cut at line feeds alone: JSON leaves other line ends (U+2028) as they are. */
async function* linesOf(path: string): AsyncGenerator<string> {
  const content = createGunzip();
  // A pipe does not carry errors along.
  const file = createReadStream(path).on('error', (error) => content.destroy(error));
  let rest = '';
  try {
    for await (const text of file.pipe(content).setEncoding('utf8') as AsyncIterable<string>) {
      const lines = (rest + text).split('\n');
      rest = lines.pop() ?? '';
      yield* lines;
    }
  } catch (error) {
    throw (error as NodeJS.ErrnoException).code?.startsWith('Z_') ? new BackupDamaged('it cannot be unpacked', { cause: error }) : error;
  } finally {
    file.destroy();
    content.destroy();
  }
  if (rest !== '') yield rest;
}

/** Consecutive rows of one table, a few hundred at a time. */
async function* batches(
  values: AsyncIterable<Head | TableRow>,
): AsyncGenerator<{ readonly table: keyof Tables; readonly rows: readonly Row[] }> {
  let table: keyof Tables | undefined;
  let rows: Row[] = [];
  for await (const value of values) {
    if ('format' in value) continue;
    if (table !== undefined && (value.table !== table || rows.length === BATCH)) {
      yield { table, rows };
      rows = [];
    }
    table = value.table;
    rows.push(value.row);
  }
  if (table !== undefined) yield { table, rows };
}
