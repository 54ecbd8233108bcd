import type { Booking } from '../api/shapes.ts';
import { useLanguage } from '../language/language.tsx';

/** How far a booking is, in a sentence. `returned`: the customer comes back from the page of payment. */
export const BookingState = ({ booking, returned }: { readonly booking: Booking; readonly returned: boolean }) => {
  const { say } = useLanguage();
  const { kind, text } = stateOf(booking, returned);
  return (
    <p className={`notice ${kind}`} role="status">
      {say(text)}
    </p>
  );
};

const stateOf = ({ status, cancelReason }: Booking, returned: boolean) => {
  if (status === 'paid')
    return {
      kind: 'good',
      text: { fr: "C'est payé et réservé. Un e-mail part vers vous.", en: 'Paid and booked. An e-mail is on its way.' },
    };
  if (status === 'cancelled')
    return { kind: 'bad', text: CANCELLED[cancelReason ?? ''] ?? { fr: 'Réservation annulée.', en: 'Booking cancelled.' } };
  return returned
    ? { kind: 'busy', text: { fr: 'Paiement en cours de confirmation…', en: 'The payment is being confirmed…' } }
    : { kind: 'busy', text: { fr: "L'heure vous est gardée : il reste à payer.", en: 'The hour is kept for you: payment is left.' } };
};

const CANCELLED: Readonly<Record<string, { readonly fr: string; readonly en: string }>> = {
  customer: { fr: 'Vous avez annulé cette réservation.', en: 'You cancelled this booking.' },
  admin: { fr: 'Cette réservation a été annulée par notre équipe.', en: 'Our team cancelled this booking.' },
  expired: { fr: "Le délai de paiement est passé : l'heure a été rendue.", en: 'The time to pay is over: the hour was given back.' },
  'payment-unavailable': { fr: "Le paiement n'a pas pu être ouvert.", en: 'The payment could not be opened.' },
  'amount-mismatch': {
    fr: 'Le montant reçu ne correspondait pas : il est remboursé.',
    en: 'The amount received did not match: it is refunded.',
  },
};
