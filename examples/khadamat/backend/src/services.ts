/**
 * Everything a request may need, opened once and closed once. Routes take it as an argument; nothing is global, so a test opens as many as it likes.
 *
 * Adding a service: a member here, its opening in open-services.ts, its closing there too. What the environment leaves out is `undefined`, never an imitation.
 */
import type { FastifyBaseLogger } from 'fastify';
import type { Clock } from './clock.ts';
import type { Env } from './config/env.ts';
import type { Database } from './database/tables.ts';
import type { Errors } from './observability/errors.ts';
import type { Metrics } from './observability/metrics.ts';
import type { Outbox } from './outbox/outbox.ts';
import type { Payments } from './payments/payments.ts';
import type { Recurring } from './recurring.ts';
import type { Shared } from './shared/port.ts';
import type { Antivirus } from './uploads/antivirus.ts';
import type { FileStore } from './uploads/file-store.ts';
import type { Identity } from './verification/identity.ts';

export interface Services {
  readonly env: Env;
  readonly clock: Clock;
  readonly log: FastifyBaseLogger;
  readonly database: Database;
  /** Limits, a cache and wake-ups: in Redis, or in this process. */
  readonly shared: Shared;
  /** Messages to people: written with what they tell about, sent afterwards. */
  readonly outbox: Outbox;
  readonly metrics: Metrics;
  readonly errors: Errors;
  /** Undefined without STRIPE_SECRET_KEY: bookings are then refused with PAYMENTS_OFF. */
  readonly payments: Payments | undefined;
  /** Sends back what is owed; woken after a debt was written. */
  readonly refunds: Recurring;
  /** Undefined where the environment says that uploads are not scanned. */
  readonly antivirus: Antivirus | undefined;
  /** Documents that people sent. */
  readonly files: FileStore;
  /** Undefined without KYC_PROVIDER: an administrator then decides. */
  readonly identity: Identity | undefined;
}
