/**
 * Kysely's Postgres dialect on a pool that survives the server's absence: a connection that cannot be had or breaks is a `DatabaseOutage`, the pool drops it,
 * and the next request tries anew.
 */
import { PostgresDialect, type PostgresPoolClient } from 'kysely';
import pg from 'pg';
import { DatabaseOutage } from './outage.ts';

export const postgresDialect = (url: string, onIdleError: (error: Error) => void): PostgresDialect => {
  const pool = new pg.Pool({
    connectionString: url,
    max: 10,
    connectionTimeoutMillis: 3_000,
    idleTimeoutMillis: 30_000,
    keepAlive: true,
    statement_timeout: 15_000,
    // For a server that neither answers nor closes.
    query_timeout: 20_000,
    types: { getTypeParser: readAsNumber },
  });
  // Without a listener, an idle connection that breaks would end the process.
  pool.on('error', onIdleError);
  // Nor does the pool listen to a connection that is in use: one that breaks between two queries of a transaction would end it too. The next query fails, and says so.
  pool.on('connect', (client) => client.on('error', () => {}));
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
  let broken = false;
  const query = async (sql: string, parameters: readonly unknown[]) => {
    try {
      return await client.query(sql, [...parameters]);
    } catch (error) {
      // A server that answers, if only by an error, is there: its connection can be used again.
      if (error instanceof pg.DatabaseError) throw error;
      broken = true;
      throw new DatabaseOutage('the connection to the database broke', { cause: error });
    }
  };
  // The cast leaves out the form that takes a cursor: Kysely uses it only where one is configured.
  return { query: query as unknown as PostgresPoolClient['query'], release: (destroy) => client.release(destroy === true || broken) };
};

/** Counts and sums (bigint, numeric) are numbers here as in SQLite; ours stay far below 2^53. */
const readAsNumber = ((oid: number, format: 'text' | 'binary') =>
  oid === pg.types.builtins.INT8 || oid === pg.types.builtins.NUMERIC
    ? Number
    : pg.types.getTypeParser(oid, format as 'text')) as typeof pg.types.getTypeParser;
