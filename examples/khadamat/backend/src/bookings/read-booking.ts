/** A booking as its customer, or the administration, may see it. */
import type { BookingStatus, CancelReason, Database, RefundTable } from '../database/tables.ts';

export interface BookingView {
  readonly id: string;
  readonly status: BookingStatus;
  readonly cancelReason: CancelReason | null;
  readonly priceCents: number;
  readonly currency: string;
  readonly startsAt: string;
  readonly createdAt: string;
  readonly paidAt: string | null;
  readonly provider: { readonly slug: string; readonly name: string; readonly city: string };
  readonly service: { readonly slug: string; readonly name: { readonly fr: string; readonly en: string }; readonly durationHours: number };
  /** Where to pay; null once there is nothing to pay. */
  readonly checkoutUrl: string | null;
  readonly refund: { readonly amountCents: number; readonly status: RefundTable['status'] } | null;
}

export const bookingsQuery = (database: Database) =>
  database
    .selectFrom('bookings')
    .innerJoin('providers', 'providers.id', 'bookings.provider_id')
    .innerJoin('services', 'services.id', 'bookings.service_id')
    .selectAll('bookings')
    .select(['providers.slug as provider_slug', 'providers.name as provider_name', 'providers.city as provider_city'])
    .select(['services.slug as service_slug', 'services.name_fr', 'services.name_en', 'services.duration_hours'])
    .select(({ selectFrom }) => {
      const refunds = selectFrom('refunds').whereRef('refunds.booking_id', '=', 'bookings.id');
      return [
        refunds.select(({ fn }) => fn.sum<number>('amount_cents').as('cents')).as('refund_cents'),
        // Of "due" and "sent" the first, while any of it is due.
        refunds.select(({ fn }) => fn.min('refunds.status').as('least')).as('refund_status'),
      ];
    });

export type BookingRow = Awaited<ReturnType<ReturnType<typeof bookingsQuery>['executeTakeFirstOrThrow']>>;

export const viewOf = (row: BookingRow): BookingView => ({
  id: row.id,
  status: row.status,
  cancelReason: row.cancel_reason,
  priceCents: row.price_cents,
  currency: row.currency,
  startsAt: row.starts_at,
  createdAt: row.created_at,
  paidAt: row.paid_at,
  provider: { slug: row.provider_slug, name: row.provider_name, city: row.provider_city },
  service: { slug: row.service_slug, name: { fr: row.name_fr, en: row.name_en }, durationHours: row.duration_hours },
  checkoutUrl: row.status === 'awaiting-payment' ? row.checkout_url : null,
  refund: row.refund_cents === null || row.refund_status === null ? null : { amountCents: row.refund_cents, status: row.refund_status },
});
