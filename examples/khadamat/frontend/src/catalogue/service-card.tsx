import type { Category, Service } from '../api/shapes.ts';
import { useLanguage } from '../language/language.tsx';
import { Link } from '../routing/router.tsx';

/** One service in the catalogue. The whole card can be clicked; the link in it is its name. */
export const ServiceCard = ({ service, category }: { readonly service: Service; readonly category: Category | undefined }) => {
  const { say, money } = useLanguage();
  const { slug, name, description, fromCents, providers } = service;
  return (
    <article className="card">
      {category !== undefined && <p className="kind">{say(category.name)}</p>}
      <h2>
        <Link to={`/services/${slug}`}>{say(name)}</Link>
      </h2>
      <p className="about">{say(description)}</p>
      <p className="facts">
        <strong>{fromCents === null ? '' : say({ fr: `dès ${money(fromCents)}`, en: `from ${money(fromCents)}` })}</strong>
        <span>
          {say({
            fr: providers === 0 ? 'bientôt' : `${providers} prestataire${providers > 1 ? 's' : ''}`,
            en: providers === 0 ? 'soon' : `${providers} provider${providers > 1 ? 's' : ''}`,
          })}
        </span>
      </p>
    </article>
  );
};
