/** Tells an error of the database's absence (try again later) from an error of ours. */

/** Postgres: connection exceptions (08), insufficient resources (53), shutdown and start-up (57P), and what it gave up so that another could go on (40001, 40P01). */
const STATE = /^(08|53|57P|40001|40P01)/;
/** SQLite: busy (5), locked (6), unable to open (14). */
const SQLITE = new Set([5, 6, 14]);

/** A connection that could not be had, or broke. */
export class DatabaseOutage extends Error {
  override readonly name = 'DatabaseOutage';
}

export const isDatabaseDown = (error: unknown): boolean => {
  if (error instanceof DatabaseOutage) return true;
  if (!(error instanceof Error)) return false;
  const { code, errcode } = error as { code?: unknown; errcode?: unknown };
  if (code === 'ERR_SQLITE_ERROR') return SQLITE.has(Number(errcode) & 0xff);
  return 'severity' in error && STATE.test(String(code));
};
