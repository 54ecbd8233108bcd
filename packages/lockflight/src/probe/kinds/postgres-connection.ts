/**
 * One connection to the server that a variable names, at the pinned address. `sslmode` is read as libpq has it: `disable`, `prefer` (the default: TLS where the
 * server has it), `require`, `verify-ca`, `verify-full`. Across the public network TLS is wanted whatever it says.
 */
import { Socket } from 'node:net';
import { type Check, failed, Stop } from '../check.ts';
import { decoded, hostOf, urlOf } from '../parts.ts';
import type { Part, ProbeInput } from '../probe.ts';
import { type Reached, reach, serverName } from '../reach/reach.ts';
import { codeOf, unreached } from '../reach/unreached.ts';

const DEFAULT_PORT = 5432;

export interface Connected {
  readonly reached: Reached;
  readonly encrypted: 'no' | 'unverified' | 'verified';
  readonly query: (sql: string) => Promise<readonly Readonly<Record<string, unknown>>[]>;
  readonly end: () => Promise<void>;
}

/** Throws `Stop`. `check` is what a refusal is said of. */
export const connectTo = async (input: ProbeInput, part: Part, check = 'login'): Promise<Connected> => {
  const url = urlOf(part, ['postgres', 'postgresql']);
  const port = url.port === '' ? DEFAULT_PORT : Number(url.port);
  const reached = await reach(input, { host: hostOf(url), port, variable: part.variable, own: true });
  const mode = url.searchParams.get('sslmode') ?? 'prefer';
  const verified = ['verify-ca', 'verify-full', 'no-verify'].includes(mode) ? mode !== 'no-verify' : false;
  const needed = verified || mode === 'require' || !reached.private;
  try {
    if (mode === 'disable' && reached.private) return await attempt(input, url, reached, undefined);
    return await attempt(input, url, reached, verified).catch((error: unknown) => {
      if (needed || !isWithoutTls(error)) throw error;
      return attempt(input, url, reached, undefined);
    });
  } catch (error) {
    throw new Stop(refusal(error, check, part.variable) ?? unreached(error, part.variable));
  }
};

/** `verified` undefined: without TLS. */
const attempt = async (input: ProbeInput, url: URL, reached: Reached, verified: boolean | undefined): Promise<Connected> => {
  const { default: pg } = await import('pg');
  const socket = new Socket();
  const client = new pg.Client({
    stream: () => socket,
    host: reached.address,
    port: reached.port,
    database: decoded(url.pathname.slice(1)) || decoded(url.username),
    user: decoded(url.username),
    // As a function: an empty password would make the client look into PGPASSWORD and ~/.pgpass, which the contract does not name.
    password: () => decoded(url.password),
    application_name: 'lockflight doctor',
    ssl:
      verified === undefined
        ? false
        : { rejectUnauthorized: verified, ...serverName(reached), ...(input.ca === undefined ? {} : { ca: input.ca }) },
  });
  client.on('error', () => undefined);
  const stop = () => socket.destroy();
  input.signal.addEventListener('abort', stop, { once: true });
  await client.connect();
  return {
    reached,
    encrypted: verified === undefined ? 'no' : verified ? 'verified' : 'unverified',
    query: async (sql) => (await client.query<Record<string, unknown>>(sql)).rows,
    end: async () => {
      input.signal.removeEventListener('abort', stop);
      await client.end();
    },
  };
};

/** The client's own words for it; it has no code. */
const isWithoutTls = (error: unknown): boolean => error instanceof Error && /does not support SSL/.test(error.message);

/** By SQLSTATE: 28 is authentication, 3D000 an unknown database, 53 and 57 a server that cannot take more now. */
const refusal = (error: unknown, check: string, variable: string): Check | undefined => {
  const code = codeOf(error);
  if (isWithoutTls(error)) return failed('encrypted', 'service-not-encrypted', 'it offers no TLS', 'elle ne propose pas TLS');
  if (code.startsWith('28')) return failed(check, 'service-login-refused', 'it refuses the credentials', 'elle refuse les identifiants');
  if (code === '3D000') {
    return failed(check, 'service-identity', `there is no database of the name in ${variable}`, `pas de base du nom que porte ${variable}`);
  }
  if (/^5[37]/.test(code))
    return {
      ...failed(check, 'service-busy', `it takes no connection now (${code})`, `elle ne prend plus de connexion (${code})`),
      outcome: 'errored',
    };
  if (/^[0-9A-Z]{5}$/.test(code) && !/^E[A-Z]+$/.test(code)) {
    return failed(check, 'service-answer-unexpected', `it refuses the connection (${code})`, `elle refuse la connexion (${code})`);
  }
  return code === '' || code === 'Error'
    ? failed(check, 'service-answer-unexpected', 'what answers is not PostgreSQL', "ce qui répond n'est pas PostgreSQL")
    : undefined;
};
