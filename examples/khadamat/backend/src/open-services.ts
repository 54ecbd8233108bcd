/** Opens what the environment asks for, and gives it with the way to close it all again. */
import type { FastifyBaseLogger } from 'fastify';
import { systemClock } from './clock.ts';
import type { Env } from './config/env.ts';
import { openDatabase } from './database/open-database.ts';
import { openStripe } from './payments/stripe.ts';
import type { Services } from './services.ts';

export interface OpenServices {
  readonly services: Services;
  /** Closes in the reverse order of opening; called once, when no request is under way. */
  close(): Promise<void>;
}

export const openServices = async (env: Env, log: FastifyBaseLogger): Promise<OpenServices> => {
  const database = openDatabase(env.DATABASE_URL, {
    onIdleError: (error) => log.warn({ err: error }, 'an idle connection to the database broke'),
  });
  const services: Services = {
    env,
    clock: systemClock,
    log,
    database,
    payments: openStripe(env),
  };
  return {
    services,
    close: async () => {
      await database.destroy();
    },
  };
};
