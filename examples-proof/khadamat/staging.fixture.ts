/** Everything that staging stands on, real, on this machine: PostgreSQL, Redis, clamd, a mail server; and stand-ins for the vendors. */
import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import pg from 'pg';
import { type StandIns, startStandIns } from '../../examples/khadamat/stand-ins/stand-ins.ts';
import { startClamd } from '../../packages/lockflight/test-servers/clamd.fixture.ts';
import { OWNER, startPostgres } from '../../packages/lockflight/test-servers/postgres.fixture.ts';
import { startRedis } from '../../packages/lockflight/test-servers/redis.fixture.ts';
import type { Server } from '../../packages/lockflight/test-servers/server.fixture.ts';
import { type MailServer, startMail } from '../../packages/lockflight/test-servers/smtp.fixture.ts';
import { AUTHORITY, CERTIFICATE, KEY } from './certificate.fixture.ts';

export const BACKEND = fileURLToPath(new URL('../../examples/khadamat/backend', import.meta.url));
const PRELOAD = fileURLToPath(new URL('./names.preload.mjs', import.meta.url));

export const TOKENS = { admin: 'admin-token-of-staging', metrics: 'metrics-token-of-staging' } as const;
const STRIPE_SECRET = 'whsec_c3RhZ2luZ3N0YWdpbmdzdGFnaW5n';
const ONFIDO_SECRET = 'onfido-webhook-of-staging';
/** The platform's own: it owns its databases, and nothing else. */
const ROLE = { user: 'khadamat', password: 'database-password-of-staging' } as const;
const MAIL = { user: 'khadamat', password: 'mail-password-of-staging' } as const;

export interface Staging extends AsyncDisposable {
  readonly postgres: Server;
  readonly redis: Server;
  readonly clamd: Server;
  readonly smtp: Pick<Server, 'kill' | 'revive'>;
  /** What the mail server took, whichever of its lives. */
  readonly mails: readonly string[];
  readonly standIns: StandIns;
  readonly uploads: string;
  readonly backups: string;
  /** For processes of the platform. */
  readonly env: Readonly<Record<string, string>>;
  /** `database`: khadamat, or another one of the same server. */
  readonly query: <Row extends object>(sql: string, database?: string) => Promise<readonly Row[]>;
  /** Vendors' webhooks go there. */
  readonly listensAt: (origin: string) => void;
}

/** Migrated and seeded by the platform's own commands. */
export const startStaging = async (): Promise<Staging> => {
  const stack = new AsyncDisposableStack();
  try {
    const folder = await mkdtemp(join(tmpdir(), 'khadamat-staging-'));
    stack.defer(() => rm(folder, { recursive: true, force: true }));
    const [postgres, redis, clamd, standIns, smtp] = await Promise.all([
      startPostgres({ tls: false }),
      startRedis({ password: 'redis-password-of-staging' }),
      startClamd(),
      startStandIns(),
      startMortalMail(),
    ]);
    for (const each of [postgres, redis, clamd, standIns, smtp]) stack.use(each);
    const at = (who: { readonly user: string; readonly password: string }, name: string, host: string) =>
      `postgres://${who.user}:${who.password}@${host}:${postgres.port}/${name}`;
    const database = (name: string, host: string) => at(ROLE, name, host);
    const query = async <Row extends object>(sql: string, name = 'khadamat'): Promise<readonly Row[]> => {
      const client = new pg.Client({ connectionString: at(OWNER, name, '127.0.0.1') });
      await client.connect();
      try {
        return (await client.query<Row & pg.QueryResultRow>(sql)).rows;
      } finally {
        await client.end();
      }
    };
    await query(`create role ${ROLE.user} login password '${ROLE.password}'`, 'postgres');
    for (const name of ['khadamat', 'khadamat_shadow', 'production', 'production_shadow'])
      await query(`create database ${name} owner ${ROLE.user}`, 'postgres');
    const authorities = join(folder, 'authorities.pem');
    await writeFile(authorities, `${await readFile(standIns.env.NODE_EXTRA_CA_CERTS ?? '', 'utf8')}${AUTHORITY}`);
    const env = {
      PATH: process.env.PATH ?? '',
      ...standIns.env,
      NODE_EXTRA_CA_CERTS: authorities,
      NODE_OPTIONS: `--import=${PRELOAD}`,
      NODE_ENV: 'staging',
      DATABASE_URL: database('khadamat', 'db.staging.internal'),
      SHADOW_DATABASE_URL: database('khadamat_shadow', 'shadow-db.staging.internal'),
      REDIS_URL: `redis://:redis-password-of-staging@redis.staging.internal:${redis.port}`,
      UPLOAD_ANTIVIRUS: 'true',
      CLAMAV_HOST: 'clamav.staging.internal',
      CLAMAV_PORT: String(clamd.port),
      STRIPE_SECRET_KEY: 'sk_test_51StagingStagingStaging',
      STRIPE_WEBHOOK_SECRET: STRIPE_SECRET,
      SMTP_HOST: 'sandbox.khadamat.example',
      SMTP_PORT: String(smtp.port),
      SMTP_USER: MAIL.user,
      SMTP_PASSWORD: MAIL.password,
      SMTP_FROM: 'bonjour@khadamat.example',
      SMS_PROVIDER: 'messagebird',
      SMS_API_KEY: 'test_staging',
      SMS_SENDER: 'Khadamat',
      SENTRY_DSN: 'https://abc@o1.ingest.sentry.io/1',
      METRICS_TOKEN: TOKENS.metrics,
      TRUST_PROXY: '1',
      HSTS_ENABLED: 'true',
      UPLOAD_STORAGE_DIR: join(folder, 'uploads'),
      BACKUP_ENABLED: 'true',
      BACKUP_SCHEDULE: '0 3 * * *',
      BACKUP_DIR: join(folder, 'backups'),
      BACKUP_RETENTION_DAYS: '7',
      SMOKE_ROUTES_ENABLE: 'false',
      SMOKE_TOKEN: 'smoke-token-of-staging',
      ADMIN_TOKEN: TOKENS.admin,
      // 10.1: the people of customers.fixture.ts, and their team.
      ADMIN_IP_ALLOWLIST: '127.0.0.1/32,10.1.0.0/16',
      KYC_PROVIDER: 'onfido',
      KYC_API_KEY: 'api_sandbox.staging',
      KYC_WEBHOOK_SECRET: ONFIDO_SECRET,
      APP_BASE_URL: 'https://api.staging.khadamat.example',
      FRONTEND_URL: 'https://www.staging.khadamat.example',
    };
    for (const command of ['migrate', 'seed']) {
      await promisify(execFile)(process.execPath, [join(BACKEND, `src/database/${command}-command.ts`)], { env });
    }
    const owned = stack.move();
    return {
      postgres,
      redis,
      clamd,
      smtp,
      get mails() {
        return smtp.mails;
      },
      standIns,
      uploads: env.UPLOAD_STORAGE_DIR,
      backups: env.BACKUP_DIR,
      env,
      query,
      listensAt: (origin) => {
        standIns.stripe.webhooks.subscribe({ url: `${origin}/webhooks/stripe`, secret: STRIPE_SECRET });
        standIns.onfido.webhooks.subscribe({ url: `${origin}/webhooks/onfido`, secret: ONFIDO_SECRET });
      },
      [Symbol.asyncDispose]: () => owned.disposeAsync(),
    };
  } catch (error) {
    await stack.disposeAsync();
    throw error;
  }
};

/** A mail server that dies with its connections, and comes back on its port. */
const startMortalMail = async () => {
  const before: string[][] = [];
  const start = (port?: number): Promise<MailServer> => startMail(MAIL, { key: KEY, cert: CERTIFICATE, closeTimeout: 1 }, port);
  let server = await start();
  const { port } = server;
  const end = async () => {
    await server[Symbol.asyncDispose]();
    before.push([...server.messages]);
  };
  return {
    port,
    get mails(): readonly string[] {
      return [...before.flat(), ...server.messages];
    },
    kill: end,
    revive: async () => {
      server = await start(port);
    },
    [Symbol.asyncDispose]: end,
  };
};
