/** Opens the database that a URL names: `file:` is SQLite, `postgres:` is Postgres. Everything after this line is the same for both. */
import { Kysely } from 'kysely';
import { postgresDialect } from './postgres-dialect.ts';
import { sqliteDialect } from './sqlite-dialect.ts';
import type { Database, Tables } from './tables.ts';

export interface OpenOptions {
  /** Told of a connection that broke while nobody used it. */
  readonly onIdleError?: (error: Error) => void;
}

/** `file::memory:` is a database of its own that ends with the process. A relative path begins in the backend's folder. */
export const openDatabase = (url: string, { onIdleError = () => {} }: OpenOptions = {}): Database =>
  new Kysely<Tables>({ dialect: url.startsWith('file:') ? sqliteDialect(url.slice('file:'.length)) : postgresDialect(url, onIdleError) });
