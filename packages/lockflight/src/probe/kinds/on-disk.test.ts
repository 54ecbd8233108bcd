/** SQLite files and directories, on real disks. */
import { mkdir, mkdtemp, readdir, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { probe, said } from '../../../test-servers/input.fixture.ts';

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'lockflight-disk-'));
  await mkdir(join(folder, 'backend'));
  const database = new DatabaseSync(join(folder, 'backend/dev.db'));
  database.exec("create table bookings (id integer primary key, title text); insert into bookings (title) values ('one')");
  database.close();
});
afterAll(() => rm(folder, { recursive: true }));
const there = () => ({ folders: [folder, join(folder, 'backend')] });

test('a database is whole and can be written to; relative to the contract or to its variables', async () => {
  expect(said(await probe('sqlite', { url: 'file:./dev.db' }, there()))).toEqual(['opens passed', 'writable passed']);
  expect(said(await probe('sqlite', { url: `file://${folder}/backend/dev.db?mode=rwc` }))).toEqual(['opens passed', 'writable passed']);
  expect(said(await probe('sqlite', { url: 'file::memory:' }))).toEqual(['opens passed']);
});

test('one that is missing is not made; one that is damaged, held, or something else is told', async () => {
  expect(said(await probe('sqlite', { url: 'file:./none.db' }, there()))).toEqual(['opens database-missing']);
  expect(await readdir(folder)).toEqual(['backend']);
  await writeFile(join(folder, 'text.db'), 'this is no database, whatever its name says '.repeat(100));
  expect(said(await probe('sqlite', { url: 'file:text.db' }, there()))).toEqual(['opens database-corrupt']);
  expect(said(await probe('sqlite', { url: 'postgres://localhost/x' }))).toEqual(['address service-address-invalid']);
  const holder = new DatabaseSync(join(folder, 'backend/dev.db'));
  holder.exec('BEGIN IMMEDIATE');
  expect(said(await probe('sqlite', { url: 'file:./dev.db' }, there())).at(-1)).toBe('writable service-busy');
  holder.close();
});

test('a shadow database that is the primary one under another name', async () => {
  await symlink(join(folder, 'backend/dev.db'), join(folder, 'shadow.db'));
  expect(said(await probe('sqlite', { url: 'file:dev.db', shadow: 'file:./shadow.db' }, there())).at(-1)).toBe('shadow shadow-is-primary');
  expect(said(await probe('sqlite', { url: 'file:dev.db', shadow: 'file:./other.db' }, there())).at(-1)).toBe('shadow passed');
});

test('a directory: written, read, deleted, and nothing left', async () => {
  const uploads = join(folder, 'uploads');
  await mkdir(uploads);
  expect(said(await probe('storage', { path: './uploads' }, there()))).toEqual(['write passed', 'read passed', 'delete passed']);
  expect(await readdir(uploads)).toEqual([]);
  await mkdir(join(folder, 'backend/documents'));
  expect(said(await probe('storage', { path: './documents' }, there()))).toEqual(['write passed', 'read passed', 'delete passed']);
  expect(said(await probe('storage', { path: './nowhere' }, there()))).toEqual(['write storage-unusable']);
});

test('what lives in memory is neither durable nor shared', async () => {
  // Other systems have no such place, and a folder of a real disk is what it says there.
  const [root, durable, shared] =
    process.platform === 'linux'
      ? ['/dev/shm', 'durable storage-not-durable', 'shared storage-not-durable']
      : [folder, 'durable passed', 'shared passed'];
  const memory = await mkdtemp(join(root, 'lockflight-'));
  const checks = await probe('storage', { path: memory }, { facts: ['durable', 'shared', 'managed'] });
  expect(said(checks).slice(3)).toEqual([durable, shared]);
  await rm(memory, { recursive: true });
});
