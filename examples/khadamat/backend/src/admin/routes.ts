/** /api/admin: what the team sees and does. Registered in the scope that guard.ts keeps. */
import type { FastifyPluginAsync } from 'fastify';
import { cancelBooking } from '../bookings/cancel-booking.ts';
import { bookingsQuery, viewOf } from '../bookings/read-booking.ts';
import type { BookingStatus } from '../database/tables.ts';
import { keyOf, type PageQuery, pageOf, pageSchema } from '../pagination.ts';
import { Problem } from '../problem.ts';
import type { Services } from '../services.ts';
import { readAdminProviders } from './read-providers.ts';

const query = (properties: object) => ({ querystring: { type: 'object', additionalProperties: false, properties } });
const byId = { params: { type: 'object', required: ['id'], properties: { id: { type: 'string', format: 'uuid' } } } };

export const adminRoutes =
  (services: Services): FastifyPluginAsync =>
  async (admin) => {
    const { database } = services;

    admin.get('/overview', async () => {
      const counts = await database
        .selectFrom('bookings')
        .select(({ fn }) => ['status', fn.countAll<number>().as('count'), fn.sum<number>('price_cents').as('cents')])
        .groupBy('status')
        .execute();
      const due = await database
        .selectFrom('refunds')
        .select(({ fn }) => [fn.countAll<number>().as('count'), fn.sum<number | null>('amount_cents').as('cents')])
        .where('status', '=', 'due')
        .executeTakeFirstOrThrow();
      return { environment: services.env.name, bookings: counts, refundsDue: { count: due.count, cents: due.cents ?? 0 } };
    });

    admin.get<{ Querystring: PageQuery & { status?: BookingStatus } }>(
      '/bookings',
      { schema: query({ ...pageSchema, status: { enum: ['awaiting-payment', 'paid', 'cancelled'] } }) },
      async (request) => {
        const { limit, cursor, status } = request.query;
        const [createdAt, id] = keyOf(cursor, 2) ?? [];
        let rows = bookingsQuery(database);
        if (status !== undefined) rows = rows.where('bookings.status', '=', status);
        if (createdAt !== undefined && id !== undefined) {
          rows = rows.where(({ eb, refTuple, tuple }) => eb(refTuple('bookings.created_at', 'bookings.id'), '<', tuple(createdAt, id)));
        }
        const found = await rows
          .orderBy('bookings.created_at', 'desc')
          .orderBy('bookings.id', 'desc')
          .limit(limit + 1)
          .execute();
        return pageOf(
          found,
          limit,
          (row) => [row.created_at, row.id],
          (row) => ({ ...viewOf(row), customerName: row.customer_name, customerEmail: row.customer_email }),
        );
      },
    );

    admin.post<{ Params: { id: string } }>('/bookings/:id/cancel', { schema: byId }, async (request) => {
      const { id } = request.params;
      await cancelBooking(services, id, 'admin');
      const row = await bookingsQuery(database).where('bookings.id', '=', id).executeTakeFirst();
      if (row === undefined) throw new Problem(404, 'BOOKING_NOT_FOUND', { fr: 'Réservation introuvable', en: 'No such booking' });
      return viewOf(row);
    });

    admin.get<{ Querystring: PageQuery }>('/providers', { schema: query(pageSchema) }, (request) =>
      readAdminProviders(database, request.query),
    );
  };
