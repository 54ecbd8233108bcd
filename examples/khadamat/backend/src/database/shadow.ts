/**
 * Replays every migration on the shadow database, from nothing, before the real one is touched: a migration that cannot run on an empty database never reaches it.
 * The tables that come out are then compared with the real ones: whoever changed those by hand is told (drift).
 *
 * Postgres: in a schema of its own, dropped afterwards. SQLite: in the file, emptied first; a file that holds anything but an earlier replay is refused.
 */
import { randomBytes } from 'node:crypto';
import { existsSync, rmSync } from 'node:fs';
import { resolve } from 'node:path';
import { sql } from 'kysely';
import type { Migration } from 'kysely/migration';
import { BACKEND_FOLDER } from '../folders.ts';
import { currentSchema } from './current-schema.ts';
import { migrate } from './migrate.ts';
import { MIGRATIONS } from './migrations/all.ts';
import { openDatabase } from './open-database.ts';
import type { Database } from './tables.ts';

/** Each column as `table.column type`, `?` where it may be null. */
export type Shape = readonly string[];

export const shapeOf = async (database: Database): Promise<Shape> => {
  const tables = await database.introspection.getTables();
  const schema = await currentSchema(database);
  return tables
    .filter((table) => table.schema === schema)
    .flatMap(({ name, columns }) =>
      columns.map((column) => `${name}.${column.name} ${column.dataType.toLowerCase()}${column.isNullable ? '?' : ''}`),
    )
    .sort();
};

/** What one has and the other has not; empty when the real database is what its migrations say. */
export const drift = (shadow: Shape, real: Shape): readonly string[] => [
  ...shadow.filter((column) => !real.includes(column)).map((column) => `- ${column}`),
  ...real.filter((column) => !shadow.includes(column)).map((column) => `+ ${column}`),
];

export const replayOnShadow = (url: string, migrations: Readonly<Record<string, Migration>> = MIGRATIONS): Promise<Shape> =>
  url.startsWith('file:') ? replayOnFile(url, migrations) : replayInSchema(url, migrations);

const replayOnFile = async (url: string, migrations: Readonly<Record<string, Migration>>): Promise<Shape> => {
  const path = resolve(BACKEND_FOLDER, url.slice('file:'.length));
  if (existsSync(path)) {
    await refuseIfInUse(url);
    for (const suffix of ['', '-wal', '-shm']) rmSync(path + suffix, { force: true });
  }
  return withDatabase(url, async (shadow) => {
    await migrate(shadow, migrations);
    return shapeOf(shadow);
  });
};

const refuseIfInUse = (url: string): Promise<void> =>
  withDatabase(url, async (shadow) => {
    for (const { name } of await shadow.introspection.getTables()) {
      const row = await sql`select 1 from ${sql.table(name)} limit 1`.execute(shadow);
      if (row.rows.length > 0) throw new Error(`SHADOW_DATABASE_URL names a database in use (${name} has rows): a replay would empty it`);
    }
  });

const replayInSchema = async (url: string, migrations: Readonly<Record<string, Migration>>): Promise<Shape> => {
  const schema = `replay_${randomBytes(6).toString('hex')}`;
  return withDatabase(url, async (shadow) => {
    await shadow.schema.createSchema(schema).execute();
    try {
      const inside = new URL(url);
      inside.searchParams.set('options', `-c search_path=${schema}`);
      return await withDatabase(inside.href, async (replay) => {
        await migrate(replay, migrations);
        return shapeOf(replay);
      });
    } finally {
      await shadow.schema.dropSchema(schema).cascade().execute();
    }
  });
};

const withDatabase = async <T>(url: string, use: (database: Database) => Promise<T>): Promise<T> => {
  const database = openDatabase(url);
  try {
    return await use(database);
  } finally {
    await database.destroy();
  }
};
