/** The first page: what can be booked, by category and by words. The choice is in the address, so that it can be sent to somebody. */
import { call } from '../api/call.ts';
import type { Category, Service } from '../api/shapes.ts';
import { useLoaded } from '../api/use-loaded.ts';
import { useLanguage } from '../language/language.tsx';
import { Loaded } from '../layout/loaded.tsx';
import { useTitle } from '../layout/use-title.ts';
import { useRouter } from '../routing/router.tsx';
import { CategoryFilter } from './category-filter.tsx';
import { ServiceCard } from './service-card.tsx';

export const CataloguePage = () => {
  const { say } = useLanguage();
  const { query, amend } = useRouter();
  const [category, words] = [query.get('category') ?? '', query.get('q') ?? ''];
  const catalogue = useLoaded(async (signal) => {
    const [categories, services] = await Promise.all([
      call<readonly Category[]>('/categories', { signal }),
      call<readonly Service[]>('/services', { signal }),
    ]);
    return { categories, services };
  }, 'catalogue');
  const choose = (chosen: { readonly category?: string; readonly q?: string }) => {
    const wanted = { category, q: words, ...chosen };
    const said = new URLSearchParams(Object.entries(wanted).filter(([, value]) => value !== ''));
    amend(said.size === 0 ? '/' : `/?${said}`);
  };
  useTitle('');
  return (
    <>
      <section className="hero">
        <h1>{say({ fr: 'Un coup de main, tout près.', en: 'A helping hand, close by.' })}</h1>
        <p>
          {say({
            fr: 'Plomberie, ménage, jardin, cours : des prestataires vérifiés, un prix annoncé, une réservation en deux minutes.',
            en: 'Plumbing, cleaning, gardens, lessons: verified providers, a price you know, a booking in two minutes.',
          })}
        </p>
        <search>
          <label className="search">
            <span className="only-heard">{say({ fr: 'Rechercher un service', en: 'Search for a service' })}</span>
            <input
              type="search"
              defaultValue={words}
              placeholder={say({ fr: 'De quoi avez-vous besoin ?', en: 'What do you need?' })}
              onChange={(event) => choose({ q: event.target.value })}
            />
          </label>
        </search>
      </section>
      <Loaded from={catalogue}>
        {({ categories, services }) => {
          const found = services.filter((each) => (category === '' || each.category === category) && mentions(each, words));
          return (
            <section aria-label={say({ fr: 'Services', en: 'Services' })}>
              <CategoryFilter categories={categories} chosen={category} onChoose={(slug) => choose({ category: slug })} />
              <p className="count" role="status">
                {found.length === 0
                  ? say({ fr: 'Aucun service ne correspond.', en: 'No service fits.' })
                  : say({
                      fr: `${found.length} service${found.length > 1 ? 's' : ''}`,
                      en: `${found.length} service${found.length > 1 ? 's' : ''}`,
                    })}
              </p>
              <ul className="cards">
                {found.map((service) => (
                  <li key={service.slug}>
                    <ServiceCard service={service} category={categories.find((each) => each.slug === service.category)} />
                  </li>
                ))}
              </ul>
            </section>
          );
        }}
      </Loaded>
    </>
  );
};

/** Accents and case do not matter: `menage` finds `Ménage`. */
const mentions = ({ name, description }: Service, words: string): boolean => {
  const text = plain(`${name.fr} ${name.en} ${description.fr} ${description.en}`);
  return plain(words)
    .split(/\s+/)
    .every((word) => text.includes(word));
};

const plain = (text: string): string => text.normalize('NFD').replaceAll(/\p{M}/gu, '').toLowerCase().trim();
