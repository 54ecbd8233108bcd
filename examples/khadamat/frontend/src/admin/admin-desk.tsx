/** Behind the token: the latest bookings, and the providers with a way to ask each for a document. */
import { useState } from 'react';
import { call } from '../api/call.ts';
import { Problem, unreachable } from '../api/problem.ts';
import type { AdminBooking, AdminProvider, Page } from '../api/shapes.ts';
import { useLoaded } from '../api/use-loaded.ts';
import { useLanguage } from '../language/language.tsx';
import { Loaded } from '../layout/loaded.tsx';
import { Trouble } from '../layout/trouble.tsx';
import { BookingTable } from './booking-table.tsx';
import { ProviderTable } from './provider-table.tsx';
import type { Person } from './verification-request.tsx';

export const AdminDesk = ({ token, onLeave }: { readonly token: string; onLeave(): void }) => {
  const { say } = useLanguage();
  const [problem, setProblem] = useState<Problem>();
  const [link, setLink] = useState<string>();
  const desk = useLoaded(async (signal) => {
    const [bookings, providers] = await Promise.all([
      call<Page<AdminBooking>>('/admin/bookings', { token, signal }),
      call<Page<AdminProvider>>('/admin/providers', { token, signal }),
    ]);
    return { bookings: bookings.items, providers: providers.items };
  }, token);
  const act = async (work: () => Promise<void>) => {
    try {
      setProblem(undefined);
      await work();
      desk.again();
    } catch (error) {
      setProblem(error instanceof Problem ? error : unreachable());
    }
  };
  const cancel = (id: string) => act(() => call(`/admin/bookings/${id}/cancel`, { method: 'POST', token }));
  const verify = (provider: string, person: Person) =>
    act(async () => {
      const made = await call<{ readonly url: string }>(`/admin/providers/${provider}/verifications`, {
        method: 'POST',
        token,
        body: person,
      });
      setLink(made.url);
    });
  return (
    <section className="sheet">
      <div className="actions head">
        <h1>{say({ fr: 'Administration', en: 'Administration' })}</h1>
        <button type="button" className="quiet" onClick={onLeave}>
          {say({ fr: 'Sortir', en: 'Leave' })}
        </button>
      </div>
      {problem !== undefined && <Trouble problem={problem} />}
      {link !== undefined && (
        <p className="notice good" role="status">
          {say({ fr: 'Lien à envoyer au prestataire :', en: 'The link to send to the provider:' })} <a href={link}>{link}</a>
        </p>
      )}
      <Loaded from={desk}>
        {({ bookings, providers }) => (
          <>
            <h2>{say({ fr: 'Réservations', en: 'Bookings' })}</h2>
            <BookingTable bookings={bookings} onCancel={cancel} />
            <h2>{say({ fr: 'Prestataires', en: 'Providers' })}</h2>
            <ProviderTable providers={providers} onVerify={verify} />
          </>
        )}
      </Loaded>
    </section>
  );
};
