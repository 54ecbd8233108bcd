/** Tells an error of the database's absence (try again later) from an error of ours. */

/** Sockets that do not open or do not hold. */
const SOCKET = new Set(['ECONNREFUSED', 'ECONNRESET', 'EPIPE', 'ETIMEDOUT', 'ENOTFOUND', 'EAI_AGAIN', 'EHOSTUNREACH']);
/** Postgres: connection exceptions (08), insufficient resources (53), shutdown and start-up (57P), and the messages of the driver, which have no code. */
const STATE = /^(08|53|57P)/;
const DRIVER =
  /^(Connection terminated|timeout exceeded when trying to connect|Client has encountered a connection error|Client was closed)/;
/** SQLite: busy (5), locked (6), unable to open (14). */
const SQLITE = new Set([5, 6, 14]);

export const isDatabaseDown = (error: unknown): boolean => {
  if (!(error instanceof Error)) return false;
  const { code, errcode } = error as { code?: unknown; errcode?: unknown };
  if (code === 'ERR_SQLITE_ERROR') return SQLITE.has(Number(errcode) & 0xff);
  // Without `severity` a socket's error may be anybody's: only the pool's own are marked, by open-postgres.ts.
  if (error instanceof DatabaseOutage) return true;
  return 'severity' in error ? STATE.test(String(code)) : DRIVER.test(error.message);
};

/** A connection that could not be had, or broke. */
export class DatabaseOutage extends Error {
  override readonly name = 'DatabaseOutage';
}

export const isBrokenSocket = (error: unknown): boolean => SOCKET.has(String((error as { code?: unknown } | undefined)?.code));
