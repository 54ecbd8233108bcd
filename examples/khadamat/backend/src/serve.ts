/**
 * Listens, and stops gracefully: on SIGTERM or SIGINT no new request is taken, those under way are answered, then everything is closed. A second signal ends at once.
 *
 * Without --port: APP_BASE_URL's, else 4000. Without --host: every address behind a proxy (TRUST_PROXY), else this machine alone.
 */
import { parseArgs } from 'node:util';
import { buildApp } from './app.ts';
import { scheduleBackups } from './backups/schedule.ts';
import { expireAllUnpaid } from './bookings/expiry.ts';
import type { Env } from './config/env.ts';
import { migrate, pendingMigrations } from './database/migrate.ts';
import { createLog } from './log.ts';
import { openServices } from './open-services.ts';
import { startRecurring } from './recurring.ts';
import type { Services } from './services.ts';
import { startVerificationSweep } from './verification/attend.ts';

export const serve = async (env: Env): Promise<void> => {
  const { values } = parseArgs({ options: { port: { type: 'string' }, host: { type: 'string' } } });
  const log = createLog(env);
  const { services, close } = await openServices(env, log);
  const app = await buildApp(services);
  await prepareDatabase(services);
  const lapses = startRecurring({
    name: 'lapses',
    everyMs: 60_000,
    log,
    run: async () => void (await expireAllUnpaid(services.database, services.clock.now())),
  });
  const verifications = startVerificationSweep(services);
  const backups = scheduleBackups(services);

  let stopping: Promise<void> | undefined;
  const stop = async (signal: string): Promise<void> => {
    log.info({ signal }, 'stopping');
    await app.close();
    await Promise.all([lapses.close(), verifications.close(), backups.close()]);
    await close();
    log.info('stopped');
  };
  for (const signal of ['SIGTERM', 'SIGINT'] as const) {
    process.on(signal, () => {
      if (stopping !== undefined) process.exit(1);
      stopping = stop(signal).catch((error: unknown) => {
        log.error({ err: error }, 'could not stop cleanly');
        process.exitCode = 1;
      });
    });
  }

  await app.listen({
    port: Number(values.port ?? (new URL(env.APP_BASE_URL).port || 4000)),
    host: values.host ?? ((env.TRUST_PROXY ?? 0) > 0 ? '0.0.0.0' : '127.0.0.1'),
  });
  services.outbox.start();
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
