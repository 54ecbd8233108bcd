/** Every migration, in the order of their names. They only go forward: a mistake is mended by the next one, and one that has run anywhere is never edited. */
import type { Migration } from 'kysely/migration';
import { firstTables } from './0001-first-tables.ts';

export const MIGRATIONS: Readonly<Record<string, Migration>> = {
  '0001-first-tables': firstTables,
};
