/** A booking nobody paid lapses: its hours are free again. Stripe's page closes earlier (PAGE_MINUTES), so that nobody is left to pay for what has lapsed. */
import { minutesAfter } from '../clock.ts';
import type { Database, DatabaseTransaction } from '../database/tables.ts';

/** Stripe keeps a page open for thirty minutes at least; one more, because its clock is not ours. */
export const PAGE_MINUTES = 31;
export const HOLD_MINUTES = 40;

/** Bookings made before this have lapsed. */
export const lapsedBefore = (now: Date): string => minutesAfter(now, -HOLD_MINUTES);

/** Lapses what is due, of one provider or of all; gives how many. */
export const expireUnpaid = async (transaction: DatabaseTransaction, now: Date, providerId?: string): Promise<number> => {
  let query = transaction
    .updateTable('bookings')
    .set({ status: 'cancelled', cancel_reason: 'expired', cancelled_at: now.toISOString() })
    .where('status', '=', 'awaiting-payment')
    .where('created_at', '<', lapsedBefore(now));
  if (providerId !== undefined) query = query.where('provider_id', '=', providerId);
  const lapsed = await query.returning('id').execute();
  for (const { id } of lapsed) await freeHours(transaction, id);
  return lapsed.length;
};

export const freeHours = async (transaction: DatabaseTransaction, bookingId: string): Promise<void> => {
  await transaction.deleteFrom('taken_hours').where('booking_id', '=', bookingId).execute();
};

export const expireAllUnpaid = (database: Database, now: Date): Promise<number> =>
  database.transaction().execute((transaction) => expireUnpaid(transaction, now));
