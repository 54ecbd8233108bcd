import type { AdminBooking } from '../api/shapes.ts';
import { useLanguage } from '../language/language.tsx';

interface BookingTableProps {
  readonly bookings: readonly AdminBooking[];
  onCancel(id: string): void;
}

const STATUS = {
  'awaiting-payment': { fr: 'à payer', en: 'to be paid' },
  paid: { fr: 'payée', en: 'paid' },
  cancelled: { fr: 'annulée', en: 'cancelled' },
} as const;

export const BookingTable = ({ bookings, onCancel }: BookingTableProps) => {
  const { say, money, day, hour } = useLanguage();
  if (bookings.length === 0) return <p>{say({ fr: 'Aucune réservation.', en: 'No bookings.' })}</p>;
  return (
    <div className="scroll">
      <table>
        <thead>
          <tr>
            <th scope="col">{say({ fr: 'Quand', en: 'When' })}</th>
            <th scope="col">{say({ fr: 'Client', en: 'Customer' })}</th>
            <th scope="col">{say({ fr: 'Prestation', en: 'Service' })}</th>
            <th scope="col">{say({ fr: 'Montant', en: 'Amount' })}</th>
            <th scope="col">{say({ fr: 'État', en: 'State' })}</th>
            <td />
          </tr>
        </thead>
        <tbody>
          {bookings.map((booking) => (
            <tr key={booking.id}>
              <td>
                {day(booking.startsAt)} {hour(booking.startsAt)}
              </td>
              <td>{booking.customerName}</td>
              <td>
                {say(booking.service.name)}, {booking.provider.name}
              </td>
              <td>{money(booking.priceCents, booking.currency)}</td>
              <td>{say(STATUS[booking.status])}</td>
              <td>
                {booking.status !== 'cancelled' && (
                  <button type="button" className="quiet" onClick={() => onCancel(booking.id)}>
                    {say({ fr: 'Annuler', en: 'Cancel' })}
                  </button>
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
};
