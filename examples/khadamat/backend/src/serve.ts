/**
 * Listens, and stops gracefully: on SIGTERM or SIGINT no new request is taken, those under way are answered, then everything is closed. A second signal ends at once.
 *
 * Without --port: APP_BASE_URL's, else 4000. Without --host: every address behind a proxy (TRUST_PROXY), else this machine alone.
 */
import { parseArgs } from 'node:util';
import type { FastifyInstance } from 'fastify';
import { buildApp } from './app.ts';
import { scheduleBackups } from './backups/schedule.ts';
import { expireAllUnpaid } from './bookings/expiry.ts';
import type { Env } from './config/env.ts';
import { migrate, pendingMigrations } from './database/migrate.ts';
import { createLog } from './log.ts';
import { endOnCrash } from './observability/crash.ts';
import { openServices } from './open-services.ts';
import { startRecurring } from './recurring.ts';
import type { Services } from './services.ts';
import { startVerificationSweep } from './verification/attend.ts';

export const serve = async (env: Env): Promise<void> => {
  const { values } = parseArgs({ options: { port: { type: 'string' }, host: { type: 'string' } } });
  const log = createLog(env);
  await using starting = new AsyncDisposableStack();
  const { services } = starting.use(await openServices(env, log));
  endOnCrash(services);
  await prepareDatabase(services);
  const app = await buildApp(services);
  const lapses = startRecurring({
    name: 'lapses',
    everyMs: 60_000,
    log,
    run: async () => void (await expireAllUnpaid(services.database, services.clock.now())),
  });
  for (const work of [lapses, startVerificationSweep(services), scheduleBackups(services)]) starting.defer(() => work.close());
  // Last, so that it stops first: nothing below is closed while a request is under way.
  starting.defer(() => drain(app));
  await app.listen({
    port: Number(values.port ?? (new URL(env.APP_BASE_URL).port || 4000)),
    host: values.host ?? ((env.TRUST_PROXY ?? 0) > 0 ? '0.0.0.0' : '127.0.0.1'),
  });
  services.outbox.start();

  const started = starting.move();
  let stopping = false;
  for (const signal of ['SIGTERM', 'SIGINT'] as const) {
    process.on(signal, () => {
      if (stopping) process.exit(1);
      stopping = true;
      log.info({ signal }, 'stopping');
      started.disposeAsync().then(
        () => log.info('stopped'),
        (error: unknown) => {
          log.error({ err: error }, 'could not stop cleanly');
          process.exitCode = 1;
        },
      );
    });
  }
};

const LOOK_AGAIN_MS = 50;

/** A connection on which a request was under way when the signal came would stay open as long as its client likes: closed, too, once it is idle. */
const drain = async (app: FastifyInstance): Promise<void> => {
  const looking = setInterval(() => app.server.closeIdleConnections(), LOOK_AGAIN_MS);
  try {
    await app.close();
  } finally {
    clearInterval(looking);
  }
};

/** A developer's database is brought up to date here; any other by `npm run migrate`, before the process starts. A database that is away is no reason not to start. */
const prepareDatabase = async ({ env, database, log }: Services): Promise<void> => {
  if (env.name === 'local') {
    await migrate(database);
    return;
  }
  const pending = await pendingMigrations(database).catch((error: unknown) => {
    log.warn({ err: error }, 'the database cannot be asked for its migrations');
    return [];
  });
  if (pending.length > 0) log.error({ pending }, 'the database lacks migrations: run npm run migrate');
};
