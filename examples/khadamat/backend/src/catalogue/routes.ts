/** The catalogue, for everybody to read. Categories and services change with a seed only, and are kept in the cache for a minute. */
import type { FastifyPluginAsync } from 'fastify';
import { pageSchema } from '../pagination.ts';
import { Problem } from '../problem.ts';
import type { Services } from '../services.ts';
import { remember } from '../shared/remember.ts';
import {
  type ProviderFilter,
  readCategories,
  readFreeStarts,
  readProvider,
  readProviders,
  readService,
  readServices,
} from './read-catalogue.ts';

const CACHE_SECONDS = 60;

const slug = { type: 'string', pattern: '^[a-z0-9-]{1,64}$' } as const;
const query = (properties: object, required: readonly string[] = []) => ({
  type: 'object',
  additionalProperties: false,
  required,
  properties,
});
const bySlug = { type: 'object', required: ['slug'], properties: { slug } } as const;

export const catalogueRoutes =
  (services: Services): FastifyPluginAsync =>
  async (api) => {
    const { database, clock } = services;
    const cache = services.shared.cache;

    api.get('/categories', () => remember(cache, 'catalogue:categories', CACHE_SECONDS, () => readCategories(database)));

    api.get<{ Querystring: { category?: string } }>(
      '/services',
      { schema: { querystring: query({ category: slug }) } },
      async (request) => {
        const { category } = request.query;
        const all = await remember(cache, 'catalogue:services', CACHE_SECONDS, () => readServices(database));
        return category === undefined ? all : all.filter((service) => service.category === category);
      },
    );

    api.get<{ Params: { slug: string } }>('/services/:slug', { schema: { params: bySlug } }, async (request) => {
      const service = await readService(database, request.params.slug);
      if (service === undefined) throw new Problem(404, 'SERVICE_NOT_FOUND', { fr: 'Service introuvable', en: 'No such service' });
      return service;
    });

    api.get<{ Querystring: ProviderFilter }>(
      '/providers',
      {
        schema: {
          querystring: query({
            ...pageSchema,
            service: slug,
            city: { type: 'string', minLength: 1, maxLength: 80, pattern: '^[^\\u0000]*$' },
          }),
        },
      },
      (request) => readProviders(database, request.query),
    );

    api.get<{ Params: { slug: string } }>('/providers/:slug', { schema: { params: bySlug } }, async (request) => {
      const provider = await readProvider(database, request.params.slug);
      if (provider === undefined) throw new Problem(404, 'PROVIDER_NOT_FOUND', { fr: 'Prestataire introuvable', en: 'No such provider' });
      return provider;
    });

    api.get<{ Params: { slug: string }; Querystring: { day: string; service: string } }>(
      '/providers/:slug/hours',
      { schema: { params: bySlug, querystring: query({ day: { type: 'string', format: 'date' }, service: slug }, ['day', 'service']) } },
      async (request) => {
        const { day, service } = request.query;
        const free = await readFreeStarts(database, { provider: request.params.slug, service, day }, clock.now());
        if (free === undefined) {
          throw new Problem(404, 'OFFER_NOT_FOUND', {
            fr: 'Ce prestataire ne propose pas ce service',
            en: 'This provider does not offer this service',
          });
        }
        return { free };
      },
    );
  };
