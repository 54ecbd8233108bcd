/** All rows of all tables as they were at one instant, page by page, on SQLite and Postgres alike. */
import { type ExpressionBuilder, type SqlBool, sql } from 'kysely';
import type { DatabaseTransaction, Tables } from '../database/tables.ts';
import { BACKED_UP } from './tables.ts';

const ROWS_A_PAGE = 500;

export type Row = Readonly<Record<string, string | number | null>>;

export interface TableRow {
  readonly table: keyof Tables;
  readonly row: Row;
}

/** `transaction`: one that sees one instant (repeatable read on Postgres; SQLite's always do). */
export async function* allRows(transaction: DatabaseTransaction, size = ROWS_A_PAGE): AsyncGenerator<TableRow> {
  for (const { name, key } of BACKED_UP) {
    let last: Row | undefined;
    do {
      const page: readonly Row[] = await pageAfter(transaction, name, key, last, size);
      for (const row of page) yield { table: name, row };
      last = page.length === size ? page.at(-1) : undefined;
    } while (last !== undefined);
  }
}

const pageAfter = async (
  transaction: DatabaseTransaction,
  table: keyof Tables,
  key: readonly string[],
  last: Row | undefined,
  size: number,
): Promise<readonly Row[]> => {
  const columns = sql.join(key.map((column) => sql.ref(column)));
  const after = (_: ExpressionBuilder<Tables, keyof Tables>) =>
    sql<SqlBool>`(${columns}) > (${sql.join(key.map((column) => last?.[column] ?? null))})`;
  const query = transaction.selectFrom(table).selectAll().orderBy(columns).limit(size);
  return (await (last === undefined ? query : query.where(after)).execute()) as unknown as readonly Row[];
};

/** The migrations that made the tables: rows fit those tables only. */
export const migrationsOf = async (database: DatabaseTransaction): Promise<readonly string[]> => {
  const { rows } = await sql<{ name: string }>`select name from kysely_migration order by name`.execute(database);
  return rows.map(({ name }) => name);
};
