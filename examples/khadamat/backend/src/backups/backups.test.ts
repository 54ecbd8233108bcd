import { mkdtemp, readdir, readFile, rm, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { gunzipSync, gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { sql } from 'kysely';
import { expect, onTestFinished, test } from 'vitest';
import { newDatabase, seededDatabase } from '../database/database.fixture.ts';
import type { Database, PaymentEventTable } from '../database/tables.ts';
import { listBackups, makeBackup, removeOldBackups } from './backup.ts';
import { BackupDamaged } from './format.ts';
import { RestoreRefused, restoreBackup, verifyBackup } from './restore.ts';
import { allRows, type TableRow } from './rows.ts';
import { BACKED_UP } from './tables.ts';

const NOW = new Date('2026-05-04T03:00:00.000Z');

const newFolder = async (): Promise<string> => {
  const folder = await mkdtemp(join(tmpdir(), 'khadamat-backups-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  return folder;
};

const contents = async (database: Database) =>
  Promise.all(
    BACKED_UP.map(({ name, key }) =>
      database
        .selectFrom(name)
        .selectAll()
        .orderBy(sql.join(key.map((column) => sql.ref(column))))
        .execute(),
    ),
  );

test('every table is backed up, by its primary key', async () => {
  const database = await newDatabase();
  const tables = await database.introspection.getTables();
  const own = tables.map(({ name }) => name).filter((name) => !name.startsWith('kysely_'));
  expect(BACKED_UP.map(({ name }) => name).toSorted()).toEqual([...new Set(own)].toSorted());
});

test('what comes back is what was there', async () => {
  const database = await seededDatabase();
  const folder = await newFolder();
  const { path } = await makeBackup(database, folder, NOW);
  expect(await readdir(folder)).toEqual(['khadamat-2026-05-04T03-00-00.000Z.ndjson.gz']);
  expect(await verifyBackup(path)).toMatchObject({ madeAt: NOW.toISOString() });
  const other = await newDatabase();
  expect(await restoreBackup(other, path)).toBeGreaterThan(20);
  expect(await contents(other)).toEqual(await contents(database));
});

test('whatever the rows hold, and however many there are', async () => {
  const database = await newDatabase();
  const other = await newDatabase();
  const folder = await newFolder();
  const text = fc.string({ unit: 'binary', maxLength: 20 }).map((s) => s.replaceAll('\0', ''));
  const events = fc.uniqueArray(fc.record<PaymentEventTable>({ id: text, type: text, received_at: fc.constant(NOW.toISOString()) }), {
    selector: ({ id }) => id,
    maxLength: 40,
  });
  const run = async (rows: readonly PaymentEventTable[]) => {
    for (const db of [database, other]) await db.deleteFrom('payment_events').execute();
    for (let at = 0; at < rows.length; at += 400)
      await database
        .insertInto('payment_events')
        .values(rows.slice(at, at + 400))
        .execute();
    const { path } = await makeBackup(database, folder, NOW);
    expect(await restoreBackup(other, path)).toBe(rows.length);
    expect(await contents(other)).toEqual(await contents(database));
  };
  await fc.assert(fc.asyncProperty(events, run), { numRuns: 8 });
  // More than a page, and than a batch.
  await run(Array.from({ length: 1001 }, (_, i) => ({ id: `evt_${i}\u2028`, type: 'é\n"\\', received_at: NOW.toISOString() })));
});

test.each([1, 2, 7])('pages of %d lose and repeat nothing, composite keys included', async (size) => {
  const database = await seededDatabase();
  const paged = await database.transaction().execute((transaction) => Readable.from(allRows(transaction, size)).toArray());
  expect(paged.map(({ row }: TableRow) => row)).toEqual((await contents(database)).flat());
});

test('a file that was changed, cut off or is something else brings nothing back', async () => {
  const database = await seededDatabase();
  const folder = await newFolder();
  const { path } = await makeBackup(database, folder, NOW);
  const bytes = await readFile(path);
  const lines = gunzipSync(bytes).toString();
  const empty = await newDatabase();
  const damaged: readonly Uint8Array[] = [
    bytes.subarray(0, bytes.length - 20),
    Buffer.alloc(0),
    Buffer.from('not packed'),
    gzipSync(lines.replace('Lyon', 'Lion')),
    gzipSync(lines.split('\n').toSpliced(5, 1).join('\n')),
    gzipSync(lines.split('\n').slice(0, -2).join('\n')),
    gzipSync(`${lines}{"table":"outbox","row":{}}\n`),
    gzipSync('{}\n'),
    gzipSync('12\n'),
  ];
  for (const content of damaged) {
    await writeFile(join(folder, 'damaged'), content);
    await expect(restoreBackup(empty, join(folder, 'damaged'))).rejects.toThrow(BackupDamaged);
  }
  expect((await contents(empty)).flat()).toEqual([]);
  await expect(restoreBackup(empty, join(folder, 'nothing'))).rejects.toMatchObject({ code: 'ENOENT' });
});

test('a database that is in use, or has other tables, is left alone', async () => {
  const database = await seededDatabase();
  const { path } = await makeBackup(database, await newFolder(), NOW);
  const before = await contents(database);
  await expect(restoreBackup(database, path)).rejects.toThrow(RestoreRefused);
  expect(await contents(database)).toEqual(before);
  const newer = await newDatabase();
  await newer
    .insertInto('kysely_migration' as never)
    .values({ name: '9999-later', timestamp: 'x' } as never)
    .execute();
  await expect(restoreBackup(newer, path)).rejects.toThrow(RestoreRefused);
});

test('a backup that fails leaves nothing that looks like one', async () => {
  const database = await seededDatabase();
  const folder = await newFolder();
  await database.schema.dropTable('verifications').execute();
  await expect(makeBackup(database, folder, NOW)).rejects.toThrow();
  expect(await readdir(folder)).toEqual([]);
});

test('old backups go, the newest never, and strangers stay', async () => {
  const folder = await newFolder();
  const name = (day: string) => `khadamat-2026-0${day}T03-00-00.000Z.ndjson.gz`;
  for (const file of [name('1-01'), name('4-26'), name('4-28'), 'notes.txt', '.khadamat-x.partial', '.khadamat-y.partial']) {
    await writeFile(join(folder, file), 'x');
  }
  const longAgo = new Date('2026-01-01');
  await utimes(join(folder, '.khadamat-x.partial'), longAgo, longAgo);
  await utimes(join(folder, '.khadamat-y.partial'), NOW, NOW);
  await removeOldBackups(folder, 7, NOW);
  expect((await readdir(folder)).toSorted()).toEqual(['.khadamat-y.partial', name('4-28'), 'notes.txt'].toSorted());
  await removeOldBackups(folder, 1, new Date('2027-01-01'));
  expect((await listBackups(folder)).map(({ madeAt }) => madeAt.toISOString())).toEqual(['2026-04-28T03:00:00.000Z']);
});
