/** Postgres keeps tables in schemas, SQLite does not: the schema that unqualified names mean, undefined on SQLite. */
import { sql } from 'kysely';
import type { Database } from './tables.ts';

export const currentSchema = async (database: Database): Promise<string | undefined> => {
  if (!database.getExecutor().adapter.supportsMultipleConnections) return undefined;
  const { rows } = await sql<{ schema: string }>`select current_schema() as schema`.execute(database);
  return rows[0]?.schema;
};
