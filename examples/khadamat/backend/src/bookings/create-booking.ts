/**
 * Takes the hours, then opens the page on which they are paid. The primary key of `taken_hours` decides between two who want the same hour; everything that goes
 * wrong after the hours were taken gives them back.
 */
import { randomUUID } from 'node:crypto';
import { minutesAfter } from '../clock.ts';
import type { BookingTable, DatabaseTransaction } from '../database/tables.ts';
import { Problem } from '../problem.ts';
import { hashOfToken, newToken } from '../security/token.ts';
import type { Services } from '../services.ts';
import { cancelBooking } from './cancel-booking.ts';
import { expireUnpaid, PAGE_MINUTES } from './expiry.ts';
import { hoursFrom, isBookable } from './hours.ts';

export interface BookingRequest {
  readonly provider: string;
  readonly service: string;
  readonly startsAt: string;
  readonly customer: { readonly name: string; readonly email: string; readonly phone?: string };
  readonly language: 'fr' | 'en';
}

export interface CreatedBooking {
  readonly id: string;
  /** The customer's alone, never to be had again. */
  readonly token: string;
}

/** `gone` aborts when nobody waits for the answer any more: who never learns of a booking does not hold its hours. */
export const createBooking = async (services: Services, request: BookingRequest, gone: AbortSignal): Promise<CreatedBooking> => {
  const { database, payments, clock, env } = services;
  if (payments === undefined) {
    throw new Problem(501, 'PAYMENTS_OFF', { fr: 'Les paiements ne sont pas configurés ici', en: 'Payments are not set up here' });
  }
  const now = clock.now();
  const token = newToken();
  const { booking, title } = await database
    .transaction()
    .execute((transaction) => takeHours(transaction, request, hashOfToken(token), now));
  try {
    gone.throwIfAborted();
    const back = `${env.FRONTEND_URL.replace(/\/$/, '')}/bookings/${booking.id}`;
    const { sessionId, url } = await payments.open({
      bookingId: booking.id,
      title,
      amountCents: booking.price_cents,
      currency: booking.currency,
      customerEmail: booking.customer_email,
      language: booking.language,
      expiresAt: new Date(minutesAfter(now, PAGE_MINUTES)),
      successUrl: `${back}?paid=1`,
      cancelUrl: `${back}?paid=0`,
    });
    await database.updateTable('bookings').set({ session_id: sessionId, checkout_url: url }).where('id', '=', booking.id).execute();
    gone.throwIfAborted();
  } catch (error) {
    // Should this fail too, the booking lapses by itself; the first error is the one to tell.
    await cancelBooking(services, booking.id, gone.aborted ? 'customer' : 'payment-unavailable').catch((failure: unknown) =>
      services.log.warn({ err: failure, booking: booking.id }, 'a booking without a page is left to lapse'),
    );
    throw error;
  }
  return { id: booking.id, token };
};

const takeHours = async (
  transaction: DatabaseTransaction,
  { provider, service, startsAt: start, customer, language }: BookingRequest,
  tokenHash: string,
  now: Date,
): Promise<{ readonly booking: BookingTable; readonly title: string }> => {
  const offer = await transaction
    .selectFrom('offers')
    .innerJoin('providers', 'providers.id', 'offers.provider_id')
    .innerJoin('services', 'services.id', 'offers.service_id')
    .where('providers.slug', '=', provider)
    .where('services.slug', '=', service)
    .select(['offers.provider_id', 'offers.service_id', 'offers.price_cents', 'providers.name as provider_name'])
    .select(['services.name_fr', 'services.name_en', 'services.duration_hours'])
    .executeTakeFirst();
  if (offer === undefined) {
    throw new Problem(404, 'OFFER_NOT_FOUND', {
      fr: 'Ce prestataire ne propose pas ce service',
      en: 'This provider does not offer this service',
    });
  }
  const startsAt = new Date(start);
  if (!isBookable(startsAt, offer.duration_hours, now)) {
    throw new Problem(422, 'SLOT_NOT_BOOKABLE', { fr: 'Cet horaire ne peut pas être réservé', en: 'This time cannot be booked' });
  }
  await expireUnpaid(transaction, now, offer.provider_id);
  const booking: BookingTable = {
    id: randomUUID(),
    provider_id: offer.provider_id,
    service_id: offer.service_id,
    customer_name: customer.name,
    customer_email: customer.email,
    customer_phone: customer.phone ?? null,
    language,
    starts_at: startsAt.toISOString(),
    price_cents: offer.price_cents,
    currency: 'eur',
    status: 'awaiting-payment',
    cancel_reason: null,
    token_hash: tokenHash,
    session_id: null,
    checkout_url: null,
    payment_intent_id: null,
    created_at: now.toISOString(),
    paid_at: null,
    cancelled_at: null,
  };
  await transaction.insertInto('bookings').values(booking).execute();
  // In one order for everybody, so that two who want overlapping hours wait in line instead of for each other.
  const hours = hoursFrom(startsAt, offer.duration_hours);
  const taken = await transaction
    .insertInto('taken_hours')
    .values(hours.map((hour) => ({ provider_id: offer.provider_id, hour, booking_id: booking.id })))
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst();
  if (Number(taken.numInsertedOrUpdatedRows) !== hours.length) {
    throw new Problem(409, 'SLOT_TAKEN', { fr: 'Cet horaire vient d’être pris', en: 'This time has just been taken' });
  }
  return { booking, title: `${language === 'fr' ? offer.name_fr : offer.name_en} · ${offer.provider_name}` };
};
