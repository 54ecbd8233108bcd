/**
 * The whole platform without a network: a database of its own (database.fixture.ts), Stripe's stand-in behind Stripe's own client, and a clock that a test moves.
 * Everything else is what local's environment opens.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { FastifyInstance } from 'fastify';
import { onTestFinished } from 'vitest';
import { fetchFrom } from '../../stand-ins/in-process.ts';
import { openStripe, type Stripe } from '../../stand-ins/stripe.ts';
import { buildApp } from './app.ts';
import type { Clock } from './clock.ts';
import { validateEnv } from './config/env.ts';
import { seededDatabase } from './database/database.fixture.ts';
import { openServices } from './open-services.ts';
import type { Services } from './services.ts';
import { silentLog } from './silent-log.fixture.ts';

export const WEBHOOK_SECRET = 'whsec_0123456789abcdef0123456789abcdef';
export const ADMIN_TOKEN = 'admin-token-of-a-test';

/** Real time, moved by what a test adds: Stripe judges its pages by the real clock too. */
export class MovedClock implements Clock {
  #ahead = 0;

  now(): Date {
    return new Date(Date.now() + this.#ahead);
  }

  pass(minutes: number): void {
    this.#ahead += minutes * 60_000;
  }
}

export interface Platform {
  readonly app: FastifyInstance;
  readonly services: Services;
  readonly clock: MovedClock;
  readonly stripe: Stripe;
  /** What stands between the platform and Stripe: an outage, a delay. Does what it likes before, or instead of, calling on. */
  onStripe: (call: () => Promise<Response>, path: string) => Promise<Response>;
  /** The next hour at which anything can be booked, `days` from now. */
  readonly hour: (hour: number, days?: number) => string;
  readonly book: (more?: Record<string, unknown>) => ReturnType<typeof postBooking>;
  /** Posts an event of Stripe's, signed. */
  readonly webhook: (event: { readonly body: string }) => Promise<{ statusCode: number; json(): { outcome: string; code: string } }>;
  readonly refundsSent: () => Promise<number>;
}

export const newPlatform = async (variables: Readonly<Record<string, string>> = {}): Promise<Platform> => {
  const folder = mkdtempSync(join(tmpdir(), 'khadamat-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const stripe = openStripe();
  const clock = new MovedClock();
  const direct = fetchFrom(stripe);
  const env = validateEnv({
    NODE_ENV: 'development',
    STRIPE_SECRET_KEY: 'sk_test_0123456789abcdef01234567',
    STRIPE_WEBHOOK_SECRET: WEBHOOK_SECRET,
    ADMIN_TOKEN,
    UPLOAD_STORAGE_DIR: folder,
    ...variables,
  });
  const opened = await openServices(env, silentLog, {
    database: await seededDatabase({ destroy: false }),
    clock,
    stripeFetch: (input, init) => platform.onStripe(() => direct(input, init), new URL(new Request(input).url).pathname),
  });
  const { services } = opened;
  const app = await buildApp(services);
  onTestFinished(async () => {
    await app.close();
    await opened[Symbol.asyncDispose]();
  });
  const platform: Platform = {
    app,
    services,
    clock,
    stripe,
    onStripe: (call) => call(),
    hour: (hour, days = 7) => {
      const day = new Date(clock.now().getTime() + days * 86_400_000).toISOString().slice(0, 10);
      return `${day}T${String(hour).padStart(2, '0')}:00:00.000Z`;
    },
    book: (more) => postBooking(app, { startsAt: platform.hour(8), ...more }),
    webhook: ({ body }) =>
      app.inject({
        method: 'POST',
        url: '/webhooks/stripe',
        headers: { 'content-type': 'application/json', 'stripe-signature': stripe.sign(body, WEBHOOK_SECRET) },
        payload: body,
      }),
    refundsSent: async () => (await services.database.selectFrom('refunds').selectAll().where('status', '=', 'sent').execute()).length,
  };
  return platform;
};

export const bearer = (token: string) => ({ headers: { authorization: `Bearer ${token}` } });

const postBooking = async (app: FastifyInstance, more: Record<string, unknown>) => {
  const response = await app.inject({
    method: 'POST',
    url: '/api/bookings',
    payload: {
      provider: 'atelier-benali',
      service: 'plomberie',
      customer: { name: 'Amina Diallo', email: 'amina@client.example', phone: '+33612345678' },
      language: 'fr',
      ...more,
    },
  });
  const body = response.json<{ id: string; token: string; code: string; checkoutUrl: string; errors?: { at: string }[] }>();
  return { status: response.statusCode, body, session: body.checkoutUrl?.split('/').at(-1) ?? '', ...bearer(body.token) };
};

/** The event that tells that the money arrived, as Stripe made it for the last payment. */
export const successOf = (stripe: Stripe): { readonly body: string } => {
  const event = stripe.events.findLast(({ type }) => type === 'payment_intent.succeeded');
  if (event === undefined) throw new Error('nothing was paid');
  return event;
};
