/** Providers with the newest verification of each. */
import type { Database } from '../database/tables.ts';
import { keyOf, type PageQuery, pageOf } from '../pagination.ts';

export const readAdminProviders = async (database: Database, { limit, cursor }: PageQuery) => {
  const after = keyOf(cursor, 1)?.[0];
  let query = database.selectFrom('providers').selectAll();
  if (after !== undefined) query = query.where('slug', '>', after);
  const providers = await query
    .orderBy('slug')
    .limit(limit + 1)
    .execute();
  const verifications =
    providers.length === 0
      ? []
      : await database
          .selectFrom('verifications')
          .select(['id', 'provider_id', 'status'])
          .where(
            'provider_id',
            'in',
            providers.map(({ id }) => id),
          )
          .orderBy('created_at')
          .orderBy('id')
          .execute();
  const newest = new Map(verifications.map(({ provider_id: provider, id, status }) => [provider, { id, status }]));
  return pageOf(
    providers,
    limit,
    ({ slug }) => [slug],
    ({ id, slug, name, city, email, phone, verified_at: verifiedAt }) => ({
      id,
      slug,
      name,
      city,
      email,
      phone,
      verified: verifiedAt !== null,
      verification: newest.get(id) ?? null,
    }),
  );
};
