/** A provider: who it is, what is offered, and the form that books it. */
import { call } from '../api/call.ts';
import type { Provider } from '../api/shapes.ts';
import { useLoaded } from '../api/use-loaded.ts';
import { BookingForm } from '../bookings/booking-form.tsx';
import { useLanguage } from '../language/language.tsx';
import { Loaded } from '../layout/loaded.tsx';
import { useTitle } from '../layout/use-title.ts';
import { Link, useRouter } from '../routing/router.tsx';
import { VerifiedMark } from './verified-mark.tsx';

export const ProviderPage = ({ slug }: { readonly slug: string }) => {
  const { say } = useLanguage();
  const { query } = useRouter();
  const provider = useLoaded((signal) => call<Provider>(`/providers/${slug}`, { signal }), slug);
  useTitle(provider.value?.name ?? '');
  return (
    <Loaded from={provider}>
      {(shown) => (
        <div className="two">
          <article className="sheet">
            <p className="crumb">
              <Link to="/">{say({ fr: 'Catalogue', en: 'Catalogue' })}</Link>
            </p>
            <h1>{shown.name}</h1>
            <p className="quiet-text">
              {shown.city} <VerifiedMark verified={shown.verified} />
            </p>
            <p className="lead">{say(shown.about)}</p>
            <h2>{say({ fr: 'Prestations', en: 'Services' })}</h2>
            <ul className="rows">
              {shown.offers.map(({ service, priceCents }) => (
                <OfferRow key={service.slug} name={say(service.name)} about={say(service.description)} cents={priceCents} />
              ))}
            </ul>
          </article>
          <BookingForm provider={shown} service={query.get('service') ?? shown.offers[0]?.service.slug ?? ''} />
        </div>
      )}
    </Loaded>
  );
};

const OfferRow = ({ name, about, cents }: { readonly name: string; readonly about: string; readonly cents: number }) => {
  const { money } = useLanguage();
  return (
    <li className="row">
      <div>
        <p>{name}</p>
        <p className="quiet-text">{about}</p>
      </div>
      <strong>{money(cents)}</strong>
    </li>
  );
};
