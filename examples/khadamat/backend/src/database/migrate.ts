/**
 * Brings a database to the newest migration, in one transaction. Processes that begin at once wait for each other: by an advisory lock on Postgres (Kysely's), by
 * the write lock of the transaction on SQLite (sqlite-dialect.ts). Running it again changes nothing.
 */
import { type Migration, Migrator } from 'kysely/migration';
import { currentSchema } from './current-schema.ts';
import { MIGRATIONS } from './migrations/all.ts';
import type { Database } from './tables.ts';

type Migrations = Readonly<Record<string, Migration>>;

const migrator = async (database: Database, migrations: Migrations): Promise<Migrator> => {
  const schema = await currentSchema(database);
  return new Migrator({
    db: database,
    provider: { getMigrations: async () => ({ ...migrations }) },
    // Said aloud, because Kysely would else take the journal of another schema of the same database for this one's.
    ...(schema !== undefined && { migrationTableSchema: schema }),
  });
};

/** Gives the names of the migrations that ran; throws the error of the first that could not, with nothing of it left behind. */
export const migrate = async (database: Database, migrations: Migrations = MIGRATIONS): Promise<readonly string[]> => {
  const { error, results = [] } = await (await migrator(database, migrations)).migrateToLatest();
  if (error !== undefined) throw error;
  return results.map(({ migrationName }) => migrationName);
};

/** The names of the migrations that this code knows and the database does not have yet. */
export const pendingMigrations = async (database: Database): Promise<readonly string[]> => {
  const known = await (await migrator(database, MIGRATIONS)).getMigrations();
  return known.filter(({ executedAt }) => executedAt === undefined).map(({ name }) => name);
};
