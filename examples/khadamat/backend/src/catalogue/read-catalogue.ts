/** What is on offer: categories, services, who provides them and when. */

import { lapsedBefore } from '../bookings/expiry.ts';
import { freeStarts } from '../bookings/hours.ts';
import type { Database } from '../database/tables.ts';
import { keyOf, type Page, type PageQuery, pageOf } from '../pagination.ts';

interface Both {
  readonly fr: string;
  readonly en: string;
}

export interface CategoryView {
  readonly slug: string;
  readonly name: Both;
}

export interface ServiceView {
  readonly slug: string;
  readonly category: string;
  readonly name: Both;
  readonly description: Both;
  readonly durationHours: number;
}

export interface OfferedServiceView extends ServiceView {
  /** The lowest price, null when nobody provides it. */
  readonly fromCents: number | null;
  readonly providers: number;
}

export interface ProviderView {
  readonly slug: string;
  readonly name: string;
  readonly city: string;
  readonly verified: boolean;
}

export interface ProviderFilter extends PageQuery {
  readonly service?: string;
  readonly city?: string;
}

export const readCategories = async (database: Database): Promise<readonly CategoryView[]> => {
  const rows = await database.selectFrom('categories').selectAll().orderBy('position').orderBy('slug').execute();
  return rows.map(({ slug, name_fr: fr, name_en: en }) => ({ slug, name: { fr, en } }));
};

/** Every service, with its lowest price and how many provide it. */
export const readServices = async (database: Database): Promise<readonly OfferedServiceView[]> => {
  const rows = await servicesQuery(database)
    .leftJoin('offers', 'offers.service_id', 'services.id')
    .select(({ fn }) => [fn.min('offers.price_cents').as('from_cents'), fn.count<number>('offers.provider_id').as('providers')])
    .groupBy(['services.id', 'categories.id'])
    .orderBy('categories.position')
    .orderBy('services.slug')
    .execute();
  return rows.map((row) => ({ ...serviceOf(row), fromCents: row.from_cents, providers: row.providers }));
};

/** A service with everybody who provides it, the cheapest first. */
export const readService = async (database: Database, slug: string) => {
  const service = (await readServices(database)).find((each) => each.slug === slug);
  if (service === undefined) return undefined;
  const offers = await database
    .selectFrom('offers')
    .innerJoin('services', 'services.id', 'offers.service_id')
    .innerJoin('providers', 'providers.id', 'offers.provider_id')
    .where('services.slug', '=', slug)
    .select(['providers.slug', 'providers.name', 'providers.city', 'providers.verified_at', 'offers.price_cents'])
    .orderBy('offers.price_cents')
    .orderBy('providers.slug')
    .limit(100)
    .execute();
  return { ...service, offers: offers.map((row) => ({ provider: providerOf(row), priceCents: row.price_cents })) };
};

export const readProviders = async (database: Database, { service, city, limit, cursor }: ProviderFilter): Promise<Page<ProviderView>> => {
  let query = database.selectFrom('providers').select(['slug', 'name', 'city', 'verified_at']);
  const after = keyOf(cursor, 1)?.[0];
  if (after !== undefined) query = query.where('slug', '>', after);
  if (city !== undefined) query = query.where((where) => where(where.fn<string>('lower', ['city']), '=', city.toLowerCase()));
  if (service !== undefined) {
    query = query.where(({ exists, selectFrom }) =>
      exists(
        selectFrom('offers')
          .innerJoin('services', 'services.id', 'offers.service_id')
          .whereRef('offers.provider_id', '=', 'providers.id')
          .where('services.slug', '=', service)
          .select('offers.provider_id'),
      ),
    );
  }
  const rows = await query
    .orderBy('slug')
    .limit(limit + 1)
    .execute();
  return pageOf(rows, limit, ({ slug }) => [slug], providerOf);
};

export const readProvider = async (database: Database, slug: string) => {
  const provider = await database.selectFrom('providers').selectAll().where('slug', '=', slug).executeTakeFirst();
  if (provider === undefined) return undefined;
  const offers = await servicesQuery(database)
    .innerJoin('offers', 'offers.service_id', 'services.id')
    .where('offers.provider_id', '=', provider.id)
    .select('offers.price_cents')
    .orderBy('services.slug')
    .execute();
  return {
    ...providerOf(provider),
    about: { fr: provider.about_fr, en: provider.about_en },
    offers: offers.map((row) => ({ service: serviceOf(row), priceCents: row.price_cents })),
  };
};

/** The free starts of a day for a service of a provider; undefined when the provider does not offer it. What lapsed and was not swept yet is free. */
export const readFreeStarts = async (
  database: Database,
  asked: { readonly provider: string; readonly service: string; readonly day: string },
  now: Date,
): Promise<readonly string[] | undefined> => {
  const offer = await database
    .selectFrom('offers')
    .innerJoin('services', 'services.id', 'offers.service_id')
    .innerJoin('providers', 'providers.id', 'offers.provider_id')
    .where('services.slug', '=', asked.service)
    .where('providers.slug', '=', asked.provider)
    .select(['offers.provider_id', 'services.duration_hours'])
    .executeTakeFirst();
  if (offer === undefined) return undefined;
  const taken = await database
    .selectFrom('taken_hours')
    .innerJoin('bookings', 'bookings.id', 'taken_hours.booking_id')
    .where('taken_hours.provider_id', '=', offer.provider_id)
    .where('hour', '>=', `${asked.day}T00:00:00.000Z`)
    .where('hour', '<=', `${asked.day}T23:59:59.999Z`)
    .where((where) => where.or([where('bookings.status', '=', 'paid'), where('bookings.created_at', '>=', lapsedBefore(now))]))
    .select('hour')
    .execute();
  return freeStarts(asked.day, offer.duration_hours, new Set(taken.map(({ hour }) => hour)), now);
};

const servicesQuery = (database: Database) =>
  database
    .selectFrom('services')
    .innerJoin('categories', 'categories.id', 'services.category_id')
    .select(['services.slug', 'services.name_fr', 'services.name_en', 'services.description_fr', 'services.description_en'])
    .select(['services.duration_hours', 'categories.slug as category']);

const serviceOf = (row: {
  slug: string;
  category: string;
  name_fr: string;
  name_en: string;
  description_fr: string;
  description_en: string;
  duration_hours: number;
}): ServiceView => ({
  slug: row.slug,
  category: row.category,
  name: { fr: row.name_fr, en: row.name_en },
  description: { fr: row.description_fr, en: row.description_en },
  durationHours: row.duration_hours,
});

const providerOf = (row: { slug: string; name: string; city: string; verified_at: string | null }): ProviderView => ({
  slug: row.slug,
  name: row.name,
  city: row.city,
  verified: row.verified_at !== null,
});
