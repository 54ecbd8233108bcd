/**
 * Money owed back. The debt is a row, written in the transaction that owes it; Stripe is asked afterwards, again and again until it has paid. A refund under way is
 * leased, so that two processes do not ask at once; should they, Stripe sees one idempotency key.
 */
import { randomUUID } from 'node:crypto';
import type { FastifyBaseLogger } from 'fastify';
import { type Clock, minutesAfter } from '../clock.ts';
import type { Database, DatabaseTransaction, RefundTable } from '../database/tables.ts';
import { type Recurring, startRecurring } from '../recurring.ts';
import type { Payments } from './payments.ts';

const EVERY_MS = 30_000;
const LEASE_MINUTES = 2;
const LONGEST_WAIT_MINUTES = 60;

export const oweRefund = async (
  transaction: DatabaseTransaction,
  bookingId: string,
  intentId: string,
  amountCents: number,
  now: Date,
): Promise<void> => {
  await transaction
    .insertInto('refunds')
    .values({
      id: randomUUID(),
      booking_id: bookingId,
      payment_intent_id: intentId,
      amount_cents: amountCents,
      status: 'due',
      stripe_refund_id: null,
      attempts: 0,
      next_attempt_at: now.toISOString(),
      created_at: now.toISOString(),
    })
    .onConflict((conflict) => conflict.column('payment_intent_id').doNothing())
    .execute();
};

export interface RefundParts {
  readonly database: Database;
  readonly payments: Payments | undefined;
  readonly clock: Clock;
  readonly log: FastifyBaseLogger;
}

/** Sends what is due: now and then, and when woken after a debt was written. */
export const startRefunds = (parts: RefundParts): Recurring =>
  startRecurring({ name: 'refunds', everyMs: EVERY_MS, log: parts.log, run: () => sendRefunds(parts) });

export const sendRefunds = async ({ database, payments, clock, log }: RefundParts): Promise<void> => {
  if (payments === undefined) return;
  const now = clock.now();
  const due = await database
    .selectFrom('refunds')
    .selectAll()
    .where('status', '=', 'due')
    .where('next_attempt_at', '<=', now.toISOString())
    .orderBy('next_attempt_at')
    .limit(50)
    .execute();
  for (const refund of due) {
    if (!(await lease(database, refund, now))) continue;
    try {
      const stripeId = await payments.refund({ refundId: refund.id, intentId: refund.payment_intent_id, amountCents: refund.amount_cents });
      await database.updateTable('refunds').set({ status: 'sent', stripe_refund_id: stripeId }).where('id', '=', refund.id).execute();
      log.info({ refund: refund.id, booking: refund.booking_id }, 'refund sent');
    } catch (error) {
      log.warn({ err: error, refund: refund.id, booking: refund.booking_id }, 'refund not sent; it will be tried again');
      const wait = Math.min(2 ** refund.attempts, LONGEST_WAIT_MINUTES);
      await database
        .updateTable('refunds')
        .set({ attempts: refund.attempts + 1, next_attempt_at: minutesAfter(now, wait) })
        .where('id', '=', refund.id)
        .execute();
    }
  }
};

const lease = async (database: Database, refund: RefundTable, now: Date): Promise<boolean> => {
  const { numUpdatedRows } = await database
    .updateTable('refunds')
    .set({ next_attempt_at: minutesAfter(now, LEASE_MINUTES) })
    .where('id', '=', refund.id)
    .where('status', '=', 'due')
    .where('next_attempt_at', '=', refund.next_attempt_at)
    .executeTakeFirst();
  return numUpdatedRows === 1n;
};
