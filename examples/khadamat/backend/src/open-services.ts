/** Opens what the environment asks for, and gives it with the way to close it all again. */
import { resolve } from 'node:path';
import type { FastifyBaseLogger } from 'fastify';
import { systemClock } from './clock.ts';
import type { Env } from './config/env.ts';
import { openDatabase } from './database/open-database.ts';
import { BACKEND_FOLDER } from './folders.ts';
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

export interface OpenServices {
  readonly services: Services;
  /** Closes in the reverse order of opening; called once, when no request is under way. */
  close(): Promise<void>;
}

export const openServices = async (env: Env, log: FastifyBaseLogger): Promise<OpenServices> => {
  const database = openDatabase(env.DATABASE_URL, {
    onIdleError: (error) => log.warn({ err: error }, 'an idle connection to the database broke'),
  });
  const metrics = openMetrics();
  const errors = await openErrors({ dsn: env.SENTRY_DSN, environment: env.name, secrets: secretsOf(env) });
  const shared = await openShared({ env, log, onFailure: (use) => metrics.sharedFailures.inc({ use }) });
  const senders = { email: openMail(env, log), sms: openSms(env, log) };
  const outbox = openOutbox({ database, wakeUps: shared.wakeUps, senders, clock: systemClock, metrics, errors, log });
  const payments = openStripe(env);
  const refunds = startRefunds({ database, payments, clock: systemClock, log });
  const antivirus = openAntivirus(env);
  const files = await openFileStore({ folder: resolve(BACKEND_FOLDER, env.UPLOAD_STORAGE_DIR), antivirus, now: () => systemClock.now() });
  const services: Services = {
    env,
    clock: systemClock,
    log,
    database,
    shared,
    outbox,
    metrics,
    errors,
    payments,
    refunds,
    antivirus,
    files,
    identity: await openIdentity(env),
  };
  return {
    services,
    close: async () => {
      await refunds.close();
      await outbox[Symbol.asyncDispose]();
      await shared[Symbol.asyncDispose]();
      await errors[Symbol.asyncDispose]();
      await database.destroy();
    },
  };
};
