import { execFile } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { type Kysely, sql } from 'kysely';
import { expect, onTestFinished, test } from 'vitest';
import { buildApp } from '../app.ts';
import { newPlatform } from '../platform.fixture.ts';
import { emptyDatabase, newDatabase } from './database.fixture.ts';
import { migrate, pendingMigrations } from './migrate.ts';
import { MIGRATIONS } from './migrations/all.ts';
import { openDatabase } from './open-database.ts';
import { DatabaseOutage, isDatabaseDown } from './outage.ts';
import { seed } from './seed.ts';
import { drift, replayOnShadow, shapeOf } from './shadow.ts';

const folder = (): string => {
  const path = mkdtempSync(join(tmpdir(), 'khadamat-'));
  onTestFinished(() => rmSync(path, { recursive: true }));
  return path;
};

test('migrates from nothing, and again changes nothing', async () => {
  const database = await emptyDatabase();
  expect(await pendingMigrations(database)).toEqual(Object.keys(MIGRATIONS));
  expect(await migrate(database)).toEqual(Object.keys(MIGRATIONS));
  expect(await migrate(database)).toEqual([]);
  expect(await pendingMigrations(database)).toEqual([]);
});

test('migrations that begin at once run once', async () => {
  const database = await emptyDatabase();
  const runs = await Promise.all([migrate(database), migrate(database), migrate(database)]);
  expect(runs.flat()).toEqual(Object.keys(MIGRATIONS));
});

test('a migration that fails leaves nothing behind', async () => {
  const database = await newDatabase();
  const broken = {
    ...MIGRATIONS,
    '0002-broken': {
      up: async (db: Kysely<unknown>) => {
        await db.schema.createTable('half').addColumn('id', 'integer').execute();
        await sql`select nothing from nowhere`.execute(db);
      },
    },
  };
  const before = await shapeOf(database);
  await expect(migrate(database, broken)).rejects.toThrow();
  expect(await shapeOf(database)).toEqual(before);
  expect(await pendingMigrations(database)).toEqual([]);
});

test('two processes that seed one SQLite file at once migrate and fill it once', async () => {
  const DATABASE_URL = `file:${join(folder(), 'two.db')}`;
  const command = join(import.meta.dirname, 'seed-command.ts');
  const run = () =>
    promisify(execFile)(process.execPath, [command], { env: { PATH: process.env.PATH, NODE_ENV: 'development', DATABASE_URL } });
  const outputs = (await Promise.all([run(), run()])).map(({ stdout }) => stdout);
  expect(outputs.filter((output) => output.includes('(0 rows added, 0 brought'))).toHaveLength(1);
});

test('the shadow is replayed from nothing, tells a drift, and refuses a database in use', async () => {
  const path = join(folder(), 'shadow.db');
  const url = `file:${path}`;
  const expected = await replayOnShadow(url);
  expect(await replayOnShadow(url)).toEqual(expected);
  expect(existsSync(path)).toBe(true);

  const real = openDatabase('file::memory:');
  await migrate(real);
  expect(drift(expected, await shapeOf(real))).toEqual([]);
  await sql`alter table providers add column note text`.execute(real);
  expect(drift(expected, await shapeOf(real))).toEqual(['+ providers.note text?']);
  await real.destroy();

  const used = openDatabase(url);
  await seed(used, new Date());
  await used.destroy();
  await expect(replayOnShadow(url)).rejects.toThrow('in use');
});

test('the seed adds, then changes nothing, and keeps what is not its own', async () => {
  const database = await newDatabase();
  const first = await seed(database, new Date('2026-01-01T00:00:00.000Z'));
  expect(first.added).toBeGreaterThan(20);
  await database.updateTable('providers').set({ verified_at: '2026-02-01T00:00:00.000Z' }).where('slug', '=', 'atelier-benali').execute();
  await database.updateTable('categories').set({ name_fr: 'Autre' }).where('slug', '=', 'maison').execute();
  expect(await seed(database, new Date())).toEqual({ added: 0, changed: 1 });
  expect(await seed(database, new Date())).toEqual({ added: 0, changed: 0 });
  const provider = await database.selectFrom('providers').selectAll().where('slug', '=', 'atelier-benali').executeTakeFirstOrThrow();
  expect(provider).toMatchObject({ verified_at: '2026-02-01T00:00:00.000Z', created_at: '2026-01-01T00:00:00.000Z' });
});

test('the shadow makes the tables that migrating makes, and leaves no trace of itself', async () => {
  const database = await newDatabase();
  const url = process.env.TEST_DATABASE_URL ?? `file:${join(folder(), 'shadow.db')}`;
  expect(drift(await replayOnShadow(url), await shapeOf(database))).toEqual([]);
  if (!url.startsWith('postgres')) return;
  const left = await sql`select 1 from information_schema.schemata where schema_name like 'replay_%'`.execute(database);
  expect(left.rows).toEqual([]);
});

test('a Postgres that cannot be reached is an outage, and every request that needs it says so', async () => {
  const { services } = await newPlatform();
  const database = openDatabase('postgres://nobody:secret@127.0.0.1:1/none');
  onTestFinished(() => database.destroy());
  const app = await buildApp({ ...services, database });
  for (const url of ['/api/categories', '/api/providers', '/api/services/plomberie']) {
    const answer = await app.inject(url);
    expect([answer.statusCode, answer.json().code, answer.headers['retry-after']]).toEqual([503, 'DATABASE_UNAVAILABLE', '5']);
    expect(answer.body).not.toContain('secret');
  }
  expect((await app.inject('/health')).statusCode).toBe(503);
  expect((await app.inject('/live')).statusCode).toBe(200);
  await app.close();
});

test('what the database answers is no outage', async () => {
  const database = await newDatabase();
  const error = await sql`select nothing from nowhere`.execute(database).catch((failure: unknown) => failure);
  expect(isDatabaseDown(error)).toBe(false);
  expect(isDatabaseDown(new DatabaseOutage('gone'))).toBe(true);
});
