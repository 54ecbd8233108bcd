/**
 * Everything a request may need, opened once and closed once. Routes take it as an argument; nothing is global, so a test opens as many as it likes.
 *
 * Adding a service: a member here, its opening in open-services.ts, its closing there too. What the environment leaves out is `undefined`, never an imitation.
 */
import type { FastifyBaseLogger } from 'fastify';
import type { Clock } from './clock.ts';
import type { Env } from './config/env.ts';
import type { Database } from './database/tables.ts';
import type { Payments } from './payments/payments.ts';

export interface Services {
  readonly env: Env;
  readonly clock: Clock;
  readonly log: FastifyBaseLogger;
  readonly database: Database;
  /** Undefined without STRIPE_SECRET_KEY: bookings are then refused with PAYMENTS_OFF. */
  readonly payments: Payments | undefined;
}
