/** A database in memory, migrated; or, where TEST_DATABASE_URL names a Postgres, a schema of its own there: the same tests speak to both. */
import { randomBytes } from 'node:crypto';
import { onTestFinished } from 'vitest';
import { migrate } from './migrate.ts';
import { openDatabase } from './open-database.ts';
import { seed } from './seed.ts';
import type { Database } from './tables.ts';

const POSTGRES = process.env.TEST_DATABASE_URL;

interface Choices {
  /** Whether the test's end destroys it; no, where whoever is given it does. */
  readonly destroy?: boolean;
}

/** Without a single table. Gone when the test ends. */
export const emptyDatabase = async ({ destroy = true }: Choices = {}): Promise<Database> => {
  if (POSTGRES === undefined) {
    const database = openDatabase('file::memory:');
    if (destroy) onTestFinished(() => database.destroy());
    return database;
  }
  const schema = `test_${randomBytes(6).toString('hex')}`;
  const outside = openDatabase(POSTGRES);
  await outside.schema.createSchema(schema).execute();
  const url = new URL(POSTGRES);
  url.searchParams.set('options', `-c search_path=${schema}`);
  const database = openDatabase(url.href);
  onTestFinished(async () => {
    if (destroy) await database.destroy();
    await outside.schema.dropSchema(schema).cascade().execute();
    await outside.destroy();
  });
  return database;
};

export const newDatabase = async (choices?: Choices): Promise<Database> => {
  const database = await emptyDatabase(choices);
  await migrate(database);
  return database;
};

/** With the catalogue in it. */
export const seededDatabase = async (choices?: Choices): Promise<Database> => {
  const database = await newDatabase(choices);
  await seed(database, new Date('2026-01-01T00:00:00.000Z'));
  return database;
};
