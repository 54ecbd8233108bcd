/**
 * Money has arrived: says so on its booking, exactly once, whatever told us (a webhook, the same webhook again, another one at the same time, the page read back),
 * and even before the call that opened the page has answered.
 *
 * Money that does not fit is given back in full: the booking was cancelled or lapsed meanwhile, was paid already, or the amount is another one.
 */

import { freeHours } from '../bookings/expiry.ts';
import { cancelledMessages, paidMessages, putMessages } from '../bookings/messages.ts';
import type { DatabaseTransaction } from '../database/tables.ts';
import type { Outbox } from '../outbox/outbox.ts';
import type { Payment } from './payments.ts';
import { oweRefund } from './refunds.ts';

export type PaymentOutcome = 'paid' | 'known' | 'refunded' | 'foreign';

export interface Recorded {
  readonly outcome: PaymentOutcome;
  /** Messages written, to be woken after the commit. */
  readonly messages: readonly string[];
}

export const recordPayment = async (transaction: DatabaseTransaction, outbox: Outbox, payment: Payment, now: Date): Promise<Recorded> => {
  const { bookingId, intentId, amountCents, currency } = payment;
  // Stripe tells every endpoint of an account everything, also what another application sold.
  if (bookingId === undefined) return { outcome: 'foreign', messages: [] };
  const paid = await transaction
    .updateTable('bookings')
    .set({ status: 'paid', payment_intent_id: intentId, paid_at: now.toISOString() })
    .where('id', '=', bookingId)
    .where('status', '=', 'awaiting-payment')
    .where('price_cents', '=', amountCents)
    .where('currency', '=', currency)
    .returningAll()
    .executeTakeFirst();
  if (paid !== undefined) {
    return { outcome: 'paid', messages: await putMessages(outbox, transaction, await paidMessages(transaction, paid)) };
  }

  const booking = await transaction.selectFrom('bookings').selectAll().where('id', '=', bookingId).executeTakeFirst();
  if (booking === undefined) return { outcome: 'foreign', messages: [] };
  if (booking.payment_intent_id === intentId) return { outcome: 'known', messages: [] };
  if (amountCents > 0) await oweRefund(transaction, bookingId, intentId, amountCents, now);
  const mismatched = await transaction
    .updateTable('bookings')
    .set({ status: 'cancelled', cancel_reason: 'amount-mismatch', cancelled_at: now.toISOString() })
    .where('id', '=', bookingId)
    .where('status', '=', 'awaiting-payment')
    .returningAll()
    .executeTakeFirst();
  if (mismatched === undefined) return { outcome: 'refunded', messages: [] };
  await freeHours(transaction, bookingId);
  return { outcome: 'refunded', messages: await putMessages(outbox, transaction, await cancelledMessages(transaction, mismatched, true)) };
};
