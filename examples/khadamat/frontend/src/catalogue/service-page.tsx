/** One service, and who offers it at which price. */
import { call } from '../api/call.ts';
import type { ServiceWithOffers } from '../api/shapes.ts';
import { useLoaded } from '../api/use-loaded.ts';
import { useLanguage } from '../language/language.tsx';
import { Loaded } from '../layout/loaded.tsx';
import { useTitle } from '../layout/use-title.ts';
import { VerifiedMark } from '../providers/verified-mark.tsx';
import { Link } from '../routing/router.tsx';

export const ServicePage = ({ slug }: { readonly slug: string }) => {
  const { say, money } = useLanguage();
  const service = useLoaded((signal) => call<ServiceWithOffers>(`/services/${slug}`, { signal }), slug);
  useTitle(service.value === undefined ? '' : say(service.value.name));
  return (
    <Loaded from={service}>
      {({ name, description, durationHours, offers }) => (
        <article className="sheet">
          <p className="crumb">
            <Link to="/">{say({ fr: 'Catalogue', en: 'Catalogue' })}</Link>
          </p>
          <h1>{say(name)}</h1>
          <p className="lead">{say(description)}</p>
          <p>{say({ fr: `Durée : ${durationHours} h`, en: `Takes ${durationHours} h` })}</p>
          <h2>{say({ fr: 'Qui peut venir ?', en: 'Who can come?' })}</h2>
          {offers.length === 0 && <p>{say({ fr: 'Personne pour le moment.', en: 'Nobody for the moment.' })}</p>}
          <ul className="rows">
            {offers.map(({ provider, priceCents }) => (
              <li key={provider.slug} className="row">
                <div>
                  <Link to={`/providers/${provider.slug}?service=${slug}`}>{provider.name}</Link>
                  <p className="quiet-text">
                    {provider.city} <VerifiedMark verified={provider.verified} />
                  </p>
                </div>
                <strong>{money(priceCents)}</strong>
              </li>
            ))}
          </ul>
        </article>
      )}
    </Loaded>
  );
};
