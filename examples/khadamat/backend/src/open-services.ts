/** Opens what the environment asks for, and gives it with the way to close it all again. */
import type { FastifyBaseLogger } from 'fastify';
import { type Clock, systemClock } from './clock.ts';
import type { Env } from './config/env.ts';
import { openDatabase } from './database/open-database.ts';
import type { Database } from './database/tables.ts';
import { privateFolder } from './folders.ts';
import { openMail } from './mail/open.ts';
import { openErrors } from './observability/errors.ts';
import { openMetrics } from './observability/metrics.ts';
import { secretsOf } from './observability/secrets.ts';
import { openOutbox } from './outbox/outbox.ts';
import { startRefunds } from './payments/refunds.ts';
import { openStripe } from './payments/stripe.ts';
import type { Services } from './services.ts';
import { openShared } from './shared/open.ts';
import { openSms } from './sms/open.ts';
import { openAntivirus } from './uploads/antivirus.ts';
import { openFileStore } from './uploads/file-store.ts';
import { openIdentity } from './verification/open-identity.ts';

export interface OpenServices extends AsyncDisposable {
  readonly services: Services;
}

/** What a test brings along; a process opens its own. */
export interface Brought {
  readonly database?: Database;
  readonly clock?: Clock;
  readonly stripeFetch?: typeof fetch;
}

/** Disposed of when no request is under way: closes in the reverse order of opening, also when a later one could not be opened. */
export const openServices = async (
  env: Env,
  log: FastifyBaseLogger,
  { clock = systemClock, ...brought }: Brought = {},
): Promise<OpenServices> => {
  await using opening = new AsyncDisposableStack();
  const database =
    brought.database ??
    openDatabase(env.DATABASE_URL, { onIdleError: (error) => log.warn({ err: error }, 'an idle connection to the database broke') });
  opening.defer(() => database.destroy());
  const metrics = openMetrics();
  const errors = opening.use(await openErrors({ dsn: env.SENTRY_DSN, environment: env.name, secrets: secretsOf(env) }));
  const shared = opening.use(await openShared({ env, log, onFailure: (use) => metrics.sharedFailures.inc({ use }) }));
  const senders = { email: openMail(env, log), sms: openSms(env, log) };
  const outbox = opening.use(openOutbox({ database, wakeUps: shared.wakeUps, senders, clock, metrics, errors, log }));
  const payments = openStripe(env, brought.stripeFetch);
  const refunds = startRefunds({ database, payments, clock, log });
  opening.defer(() => refunds.close());
  const antivirus = openAntivirus(env);
  const files = await openFileStore({
    folder: privateFolder('UPLOAD_STORAGE_DIR', env.UPLOAD_STORAGE_DIR),
    antivirus,
    now: () => clock.now(),
  });
  const identity = await openIdentity(env);
  const opened = opening.move();
  return {
    services: { env, clock, log, database, shared, outbox, metrics, errors, payments, refunds, antivirus, files, identity },
    [Symbol.asyncDispose]: () => opened.disposeAsync(),
  };
};
