/** Kysely's SQLite dialect on the SQLite that Node carries: nothing to install or compile. */
import { resolve } from 'node:path';
import { DatabaseSync, type SQLInputValue } from 'node:sqlite';
import { SqliteAdapter, type SqliteDatabase, SqliteDialect } from 'kysely';
import { BACKEND_FOLDER } from '../folders.ts';

export const sqliteDialect = (path: string): SqliteDialect => new TransactionalSqliteDialect({ database: async () => open(path) });

/** SQLite can change tables in a transaction. Told so, Kysely migrates in one: nothing is left half done, and two processes migrate one after the other. */
class TransactionalSqliteDialect extends SqliteDialect {
  override createAdapter(): SqliteAdapter {
    return new TransactionalSqliteAdapter();
  }
}

class TransactionalSqliteAdapter extends SqliteAdapter {
  override get supportsTransactionalDdl(): boolean {
    return true;
  }
}

const open = (path: string): SqliteDatabase => {
  const database = new DatabaseSync(path === ':memory:' ? path : resolve(BACKEND_FOLDER, path), { timeout: 5_000 });
  database.exec('pragma journal_mode = wal');
  return {
    close: () => database.close(),
    prepare: (sql) => {
      // A transaction takes the write lock at once: one that only asks for it at its first write may find another process ahead, and fail.
      const statement = database.prepare(sql === 'begin' ? 'begin immediate' : sql);
      return {
        reader: statement.columns().length > 0,
        all: (parameters) => statement.all(...(parameters as SQLInputValue[])),
        run: (parameters) => statement.run(...(parameters as SQLInputValue[])),
        iterate: (parameters) => statement.iterate(...(parameters as SQLInputValue[])),
      };
    },
  };
};
