/** Records a payment, in a transaction of its own or with the event that told of it, and sets in motion what follows from it. */
import type { DatabaseTransaction } from '../database/tables.ts';
import type { Services } from '../services.ts';
import type { Payment, PaymentEvent } from './payments.ts';
import { type PaymentOutcome, recordPayment } from './record-payment.ts';

type Ahead = (transaction: DatabaseTransaction, now: Date) => Promise<boolean>;

/** Idempotent: a payment that is known stays as it is. `ahead` runs first in the same transaction; when it says no, nothing is recorded. */
export const settlePayment = async (services: Services, payment: Payment, ahead: Ahead = async () => true): Promise<PaymentOutcome> => {
  const { database, outbox, clock, refunds, metrics, errors, log } = services;
  const now = clock.now();
  const { outcome, messages } = await database
    .transaction()
    .execute(async (transaction) =>
      (await ahead(transaction, now)) ? recordPayment(transaction, outbox, payment, now) : { outcome: 'known' as const, messages: [] },
    );
  log.info({ booking: payment.bookingId, intent: payment.intentId, outcome }, 'payment settled');
  outbox.wake(messages);
  if (outcome === 'paid') metrics.bookings.inc({ state: 'paid' });
  if (outcome === 'refunded') {
    errors.report(new Error('a payment did not fit its booking, and is given back'), { code: 'PAYMENT_GIVEN_BACK' });
    refunds.wake();
  }
  return outcome;
};

/** Each event once: its id is a row of the same transaction, so the second of two that come at once waits for the first, and then finds it. */
export const settleEvent = async (services: Services, { id, type, payment }: PaymentEvent): Promise<PaymentOutcome | 'ignored'> => {
  if (payment === undefined) return 'ignored';
  return settlePayment(services, payment, async (transaction, now) => {
    const { numInsertedOrUpdatedRows } = await transaction
      .insertInto('payment_events')
      .values({ id, type, received_at: now.toISOString() })
      .onConflict((conflict) => conflict.doNothing())
      .executeTakeFirst();
    return Number(numInsertedOrUpdatedRows) === 1;
  });
};
