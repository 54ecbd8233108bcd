/** A booking, for whoever holds its token: what was booked, and how far its payment is. While the payment is on its way the page looks again by itself. */
import { useEffect, useState } from 'react';
import { call } from '../api/call.ts';
import { Problem, unreachable } from '../api/problem.ts';
import type { Booking } from '../api/shapes.ts';
import { useLoaded } from '../api/use-loaded.ts';
import { useLanguage } from '../language/language.tsx';
import { Loaded } from '../layout/loaded.tsx';
import { Trouble } from '../layout/trouble.tsx';
import { useTitle } from '../layout/use-title.ts';
import { Link, useRouter } from '../routing/router.tsx';
import { BookingState } from './booking-state.tsx';
import { tokenOf } from './kept-tokens.ts';

const LOOK_AGAIN_MS = 2500;

export const BookingPage = ({ id }: { readonly id: string }) => {
  const { say, money, moment } = useLanguage();
  const { query, fragment } = useRouter();
  const token = fragment === '' ? tokenOf(id) : fragment;
  const back = query.get('paid') === '1';
  const loaded = useLoaded((signal) => call<Booking>(`/bookings/${id}`, { token, signal }), id);
  const [problem, setProblem] = useState<Problem>();
  const { value: booking, again } = loaded;
  const waiting = booking?.status === 'awaiting-payment' && back;
  useTitle(say({ fr: 'Votre réservation', en: 'Your booking' }));

  useEffect(() => {
    if (!waiting) return;
    const timer = setInterval(() => {
      // Where no webhook is set (on a developer's machine), the API asks Stripe itself.
      call(`/bookings/${id}/confirm`, { method: 'POST', token })
        .catch(() => undefined)
        .then(again);
    }, LOOK_AGAIN_MS);
    return () => clearInterval(timer);
  }, [waiting, id, token, again]);

  const cancel = async () => {
    try {
      await call(`/bookings/${id}/cancel`, { method: 'POST', token });
      setProblem(undefined);
      again();
    } catch (error) {
      setProblem(error instanceof Problem ? error : unreachable());
    }
  };

  return (
    <section className="sheet narrow">
      <h1>{say({ fr: 'Votre réservation', en: 'Your booking' })}</h1>
      <Loaded from={loaded}>
        {(shown) => (
          <>
            <BookingState booking={shown} returned={back} />
            <dl className="facts-list">
              <dt>{say({ fr: 'Prestation', en: 'Service' })}</dt>
              <dd>{say(shown.service.name)}</dd>
              <dt>{say({ fr: 'Chez vous', en: 'At your place' })}</dt>
              <dd>
                {moment(shown.startsAt)} ({shown.service.durationHours} h)
              </dd>
              <dt>{say({ fr: 'Prestataire', en: 'Provider' })}</dt>
              <dd>
                <Link to={`/providers/${shown.provider.slug}`}>{shown.provider.name}</Link>, {shown.provider.city}
              </dd>
              <dt>{say({ fr: 'Montant', en: 'Amount' })}</dt>
              <dd>{money(shown.priceCents, shown.currency)}</dd>
            </dl>
            {problem !== undefined && <Trouble problem={problem} />}
            <div className="actions">
              {shown.status === 'awaiting-payment' && typeof shown.checkoutUrl === 'string' && (
                <a className="button" href={shown.checkoutUrl}>
                  {say({ fr: 'Payer', en: 'Pay' })}
                </a>
              )}
              {shown.status !== 'cancelled' && (
                <button type="button" className="quiet" onClick={cancel}>
                  {say({ fr: 'Annuler la réservation', en: 'Cancel the booking' })}
                </button>
              )}
            </div>
          </>
        )}
      </Loaded>
    </section>
  );
};
