/** What people are told about a booking, in the customer's language (providers: French). The outbox carries it; here is what it says. */
import type { BookingTable, CancelReason, DatabaseTransaction } from '../database/tables.ts';
import type { NewMessage } from '../outbox/message-table.ts';
import type { Outbox } from '../outbox/outbox.ts';

interface Parties {
  readonly provider: string;
  readonly providerEmail: string;
  readonly service: { readonly fr: string; readonly en: string };
}

/** Gives the ids, to be woken after the commit. */
export const putMessages = async (
  outbox: Outbox,
  transaction: DatabaseTransaction,
  messages: readonly NewMessage[],
): Promise<readonly string[]> => {
  const ids: string[] = [];
  for (const message of messages) ids.push(await outbox.put(transaction, message));
  return ids;
};

export const paidMessages = async (transaction: DatabaseTransaction, booking: BookingTable): Promise<readonly NewMessage[]> => {
  const { provider, providerEmail, service } = await partiesOf(transaction, booking);
  const { language } = booking;
  const when = whenOf(booking, language);
  const what = service[language];
  const price = priceOf(booking);
  const body =
    language === 'fr'
      ? `Bonjour ${booking.customer_name},\n\nVotre réservation est confirmée : ${what} avec ${provider}, ${when}.\nMontant payé : ${price}.\n\nRéférence : ${booking.id}\nKhadamat`
      : `Hello ${booking.customer_name},\n\nYour booking is confirmed: ${what} with ${provider}, ${when}.\nAmount paid: ${price}.\n\nReference: ${booking.id}\nKhadamat`;
  return [
    {
      channel: 'email',
      recipient: booking.customer_email,
      subject: language === 'fr' ? `Réservation confirmée : ${what}` : `Booking confirmed: ${what}`,
      body,
    },
    ...smsTo(
      booking,
      language === 'fr'
        ? `Khadamat : ${what} avec ${provider}, ${when}. C'est confirmé.`
        : `Khadamat: ${what} with ${provider}, ${when}. Confirmed.`,
    ),
    {
      channel: 'email',
      recipient: providerEmail,
      subject: `Nouvelle réservation : ${service.fr}`,
      body: `Bonjour ${provider},\n\n${booking.customer_name} a réservé : ${service.fr}, ${whenOf(booking, 'fr')}.\nMontant : ${priceOf(booking)}.\n\nRéférence : ${booking.id}\nKhadamat`,
    },
  ];
};

/** `refunded`: whether money goes back to the customer. A provider hears only of what had been confirmed. */
export const cancelledMessages = async (
  transaction: DatabaseTransaction,
  booking: BookingTable,
  refunded: boolean,
): Promise<readonly NewMessage[]> => {
  const { provider, providerEmail, service } = await partiesOf(transaction, booking);
  const { language } = booking;
  const when = whenOf(booking, language);
  const what = service[language];
  const why = REASONS[booking.cancel_reason ?? 'admin'][language];
  const money = refunded
    ? { fr: ' La somme versée vous est remboursée.', en: ' What you paid is refunded.' }[language]
    : { fr: ' Rien ne vous a été débité.', en: ' You have not been charged.' }[language];
  return [
    {
      channel: 'email',
      recipient: booking.customer_email,
      subject: language === 'fr' ? `Réservation annulée : ${what}` : `Booking cancelled: ${what}`,
      body:
        language === 'fr'
          ? `Bonjour ${booking.customer_name},\n\nVotre réservation (${what} avec ${provider}, ${when}) est annulée : ${why}.${money}\n\nRéférence : ${booking.id}\nKhadamat`
          : `Hello ${booking.customer_name},\n\nYour booking (${what} with ${provider}, ${when}) is cancelled: ${why}.${money}\n\nReference: ${booking.id}\nKhadamat`,
    },
    ...smsTo(
      booking,
      language === 'fr' ? `Khadamat : ${what}, ${when} : annulé.${money}` : `Khadamat: ${what}, ${when}: cancelled.${money}`,
    ),
    ...(booking.paid_at === null
      ? []
      : [
          {
            channel: 'email' as const,
            recipient: providerEmail,
            subject: `Réservation annulée : ${service.fr}`,
            body: `Bonjour ${provider},\n\nLa réservation de ${booking.customer_name} (${service.fr}, ${whenOf(booking, 'fr')}) est annulée.\n\nRéférence : ${booking.id}\nKhadamat`,
          },
        ]),
  ];
};

const REASONS: Readonly<Record<CancelReason, { readonly fr: string; readonly en: string }>> = {
  customer: { fr: 'à votre demande', en: 'at your request' },
  admin: { fr: 'par Khadamat', en: 'by Khadamat' },
  expired: { fr: 'elle n’a pas été payée à temps', en: 'it was not paid in time' },
  'payment-unavailable': { fr: 'le paiement était indisponible', en: 'payments were unavailable' },
  'amount-mismatch': { fr: 'la somme reçue n’était pas celle attendue', en: 'the amount received was not the one expected' },
};

const smsTo = (booking: BookingTable, body: string): readonly NewMessage[] =>
  booking.customer_phone === null ? [] : [{ channel: 'sms', recipient: booking.customer_phone, body }];

const partiesOf = async (transaction: DatabaseTransaction, booking: BookingTable): Promise<Parties> => {
  const row = await transaction
    .selectFrom('providers')
    .innerJoin('services', (join) => join.on('services.id', '=', booking.service_id))
    .where('providers.id', '=', booking.provider_id)
    .select(['providers.name', 'providers.email', 'services.name_fr', 'services.name_en'])
    .executeTakeFirstOrThrow();
  return { provider: row.name, providerEmail: row.email, service: { fr: row.name_fr, en: row.name_en } };
};

const whenOf = ({ starts_at: start }: BookingTable, language: 'fr' | 'en'): string =>
  new Intl.DateTimeFormat(language === 'fr' ? 'fr-FR' : 'en-GB', {
    dateStyle: 'full',
    timeStyle: 'short',
    timeZone: 'Europe/Paris',
  }).format(new Date(start));

const priceOf = ({ price_cents: cents, currency, language }: BookingTable): string =>
  new Intl.NumberFormat(language === 'fr' ? 'fr-FR' : 'en-GB', { style: 'currency', currency }).format(cents / 100);
