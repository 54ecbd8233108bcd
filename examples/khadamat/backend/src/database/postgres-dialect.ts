/**
 * Kysely's Postgres dialect on a pool that survives the server's absence: a connection that cannot be had or breaks is a `DatabaseOutage`, the pool drops it,
 * and the next request tries anew.
 */
import { PostgresDialect, type PostgresPoolClient } from 'kysely';
import pg from 'pg';
import { DatabaseOutage, isBrokenSocket } from './outage.ts';

export const postgresDialect = (url: string, onIdleError: (error: Error) => void): PostgresDialect => {
  const pool = new pg.Pool({
    connectionString: url,
    max: 10,
    connectionTimeoutMillis: 3_000,
    idleTimeoutMillis: 30_000,
    keepAlive: true,
    statement_timeout: 15_000,
    types: { getTypeParser: readAsNumber },
  });
  // Without a listener, an idle connection that breaks would end the process.
  pool.on('error', onIdleError);
  return new PostgresDialect({
    pool: {
      options: pool.options,
      end: () => pool.end(),
      connect: async () => {
        const client = await pool.connect().catch((error: unknown) => {
          // A server that answers "no" (password, database) is a mistake of ours, not an outage.
          throw error instanceof Error && 'severity' in error
            ? error
            : new DatabaseOutage('no connection to the database', { cause: error });
        });
        return guarded(client);
      },
    },
  });
};

const guarded = (client: pg.PoolClient): PostgresPoolClient => {
  const query = async (sql: string, parameters: readonly unknown[]) => {
    try {
      return await client.query(sql, [...parameters]);
    } catch (error) {
      throw isBrokenSocket(error) ? new DatabaseOutage('the connection to the database broke', { cause: error }) : error;
    }
  };
  // The cast leaves out the form that takes a cursor: Kysely uses it only where one is configured.
  return { query: query as unknown as PostgresPoolClient['query'], release: (destroy) => client.release(destroy) };
};

/** Counts and sums (bigint, numeric) are numbers here as in SQLite; ours stay far below 2^53. */
const readAsNumber = ((oid: number, format: 'text' | 'binary') =>
  oid === pg.types.builtins.INT8 || oid === pg.types.builtins.NUMERIC
    ? Number
    : pg.types.getTypeParser(oid, format as 'text')) as typeof pg.types.getTypeParser;
