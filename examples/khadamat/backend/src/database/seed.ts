/**
 * Puts the reference catalogue in a database, in one transaction. Running it again, or in two processes at once, changes nothing; what an administrator or a
 * verification added to a provider stays.
 *
 * Ids are made from the slugs, so that one thing has the same id in every environment.
 */
import { createHash } from 'node:crypto';
import { sql } from 'kysely';
import { CATEGORIES, PROVIDERS } from './catalogue-data.ts';
import type { Database, DatabaseTransaction, Tables } from './tables.ts';

export interface Seeded {
  readonly added: number;
  readonly changed: number;
}

export const seed = (database: Database, now: Date): Promise<Seeded> =>
  database.transaction().execute(async (transaction) => {
    const rows = rowsOf(now);
    const tally = { added: 0, changed: 0 };
    for (const table of ['categories', 'services', 'providers', 'offers'] as const) {
      for (const row of rows[table]) {
        const outcome = await put(transaction, table, row, table === 'offers' ? ['provider_id', 'service_id'] : ['id'], KEPT[table] ?? []);
        if (outcome !== undefined) tally[outcome] += 1;
      }
    }
    return tally;
  });

/** Written once, then not the seed's to change. */
const KEPT: { readonly [T in keyof Tables]?: readonly string[] } = { providers: ['created_at', 'verified_at'], offers: ['price_cents'] };

const put = async (
  transaction: DatabaseTransaction,
  table: 'categories' | 'services' | 'providers' | 'offers',
  row: Readonly<Record<string, string | number | null>>,
  key: readonly string[],
  kept: readonly string[],
): Promise<keyof Seeded | undefined> => {
  const columns = Object.keys(row);
  const inserted = await sql`
    insert into ${sql.table(table)} (${sql.join(columns.map((column) => sql.ref(column)))}) values (${sql.join(Object.values(row))})
    on conflict (${sql.join(key.map((column) => sql.ref(column)))}) do nothing`.execute(transaction);
  if (inserted.numAffectedRows === 1n) return 'added';
  const mine = columns.filter((column) => !key.includes(column) && !kept.includes(column));
  if (mine.length === 0) return undefined;
  const updated = await sql`
    update ${sql.table(table)} set ${sql.join(mine.map((column) => sql`${sql.ref(column)} = ${row[column]}`))}
    where ${sql.join(
      key.map((column) => sql`${sql.ref(column)} = ${row[column]}`),
      sql` and `,
    )} and (${sql.join(
      mine.map((column) => sql`${sql.ref(column)} <> ${row[column]}`),
      sql` or `,
    )})`.execute(transaction);
  return updated.numAffectedRows === 1n ? 'changed' : undefined;
};

const rowsOf = (now: Date) => ({
  categories: CATEGORIES.map(({ slug, name }, position) => ({
    id: idOf('category', slug),
    slug,
    name_fr: name[0],
    name_en: name[1],
    position,
  })),
  services: CATEGORIES.flatMap((category) =>
    category.services.map(({ slug, name, description, hours }) => ({
      id: idOf('service', slug),
      category_id: idOf('category', category.slug),
      slug,
      name_fr: name[0],
      name_en: name[1],
      description_fr: description[0],
      description_en: description[1],
      duration_hours: hours,
    })),
  ),
  providers: PROVIDERS.map(({ slug, name, city, about, phone }) => ({
    id: idOf('provider', slug),
    slug,
    name,
    city,
    about_fr: about[0],
    about_en: about[1],
    email: `${slug}@providers.khadamat.example`,
    phone,
    verified_at: null,
    created_at: now.toISOString(),
  })),
  offers: PROVIDERS.flatMap((provider) =>
    Object.entries(provider.offers).map(([service, price]) => ({
      provider_id: idOf('provider', provider.slug),
      service_id: idOf('service', service),
      price_cents: price,
    })),
  ),
});

/** A UUID (version 8: made by its owner) from what the thing is. */
const idOf = (kind: string, slug: string): string => {
  const hex = createHash('sha256').update(`khadamat:${kind}:${slug}`).digest('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
};
