/**
 * Cancels a booking, whoever asks. One statement decides: what was paid by then is owed back in the same transaction; what is paid later finds the booking cancelled,
 * and is given back by record-payment.ts. Cancelling again changes nothing.
 */
import type { BookingTable, CancelReason } from '../database/tables.ts';
import { oweRefund } from '../payments/refunds.ts';
import type { Services } from '../services.ts';
import { freeHours } from './expiry.ts';
import { cancelledMessages, putMessages } from './messages.ts';

export const cancelBooking = async (services: Services, id: string, reason: CancelReason): Promise<void> => {
  const { database, clock, outbox, payments, refunds, log } = services;
  const now = clock.now();
  const cancelled = await database.transaction().execute(async (transaction) => {
    const booking = await transaction
      .updateTable('bookings')
      .set({ status: 'cancelled', cancel_reason: reason, cancelled_at: now.toISOString() })
      .where('id', '=', id)
      .where('status', 'in', ['awaiting-payment', 'paid'])
      .returningAll()
      .executeTakeFirst();
    if (booking === undefined) return undefined;
    await freeHours(transaction, id);
    const refunded = isPaid(booking);
    if (refunded) await oweRefund(transaction, booking.id, booking.payment_intent_id, booking.price_cents, now);
    // Who gives up before paying, or never got a page to pay on, sees so in the answer. A message would go wherever a stranger says, with that stranger's words.
    const told = refunded || reason === 'admin';
    const messages = told ? await putMessages(outbox, transaction, await cancelledMessages(transaction, booking, refunded)) : [];
    return { booking, messages };
  });
  if (cancelled === undefined) return;
  services.metrics.bookings.inc({ state: 'cancelled' });
  outbox.wake(cancelled.messages);
  refunds.wake();
  const { session_id: sessionId } = cancelled.booking;
  if (sessionId !== null && !isPaid(cancelled.booking)) {
    await payments
      ?.close(sessionId)
      .catch((error: unknown) => log.warn({ err: error, booking: id }, 'the payment page stays open; it closes by itself'));
  }
};

/** RETURNING gives the row as changed, and a cancellation leaves these two alone: they tell what the booking was. */
const isPaid = (booking: BookingTable): booking is BookingTable & { readonly payment_intent_id: string } =>
  booking.paid_at !== null && booking.payment_intent_id !== null;
