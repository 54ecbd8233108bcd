/** /api/bookings: making one, following it with the token that only its customer holds, confirming, cancelling. */
import type { FastifyPluginAsync, FastifyRequest } from 'fastify';
import { callerGone } from '../caller.ts';
import { settlePayment } from '../payments/settle-payment.ts';
import { Problem } from '../problem.ts';
import { bearerOf } from '../security/bearer.ts';
import { hashOfToken } from '../security/token.ts';
import type { Services } from '../services.ts';
import { sensitive } from '../shared/rate-limit.ts';
import { cancelBooking } from './cancel-booking.ts';
import { type BookingRequest, createBooking } from './create-booking.ts';
import { type BookingRow, bookingsQuery, viewOf } from './read-booking.ts';

const slug = { type: 'string', pattern: '^[a-z0-9-]{1,64}$' };
/** No control characters: a name ends up in the head of a message. Something to read in it. Each part begins where the one before cannot go on: no backtracking. */
const line = (maxLength: number) => ({
  type: 'string',
  minLength: 1,
  maxLength,
  pattern: '^ *[^\\s\\u0000-\\u001f\\u007f][^\\u0000-\\u001f\\u007f]*$',
});

const createSchema = {
  body: {
    type: 'object',
    additionalProperties: false,
    required: ['provider', 'service', 'startsAt', 'customer', 'language'],
    properties: {
      provider: slug,
      service: slug,
      startsAt: { type: 'string', format: 'date-time', maxLength: 40 },
      language: { enum: ['fr', 'en'] },
      customer: {
        type: 'object',
        additionalProperties: false,
        required: ['name', 'email'],
        properties: {
          name: line(120),
          email: { type: 'string', format: 'email', maxLength: 254 },
          phone: { type: 'string', pattern: '^\\+[1-9][0-9]{6,14}$' },
        },
      },
    },
  },
};
const idSchema = { params: { type: 'object', required: ['id'], properties: { id: { type: 'string', format: 'uuid' } } } };

interface ById {
  Params: { id: string };
}

export const bookingRoutes =
  (services: Services): FastifyPluginAsync =>
  async (api) => {
    const { database, clock, payments, metrics } = services;

    /** One answer for a booking that is not there and one that is somebody else's. */
    const own = async (request: FastifyRequest<ById>): Promise<BookingRow> => {
      const token = bearerOf(request);
      const row =
        token === undefined
          ? undefined
          : await bookingsQuery(database)
              .where('bookings.id', '=', request.params.id)
              .where('token_hash', '=', hashOfToken(token))
              .executeTakeFirst();
      if (row === undefined) throw new Problem(404, 'BOOKING_NOT_FOUND', { fr: 'Réservation introuvable', en: 'No such booking' });
      return row;
    };
    const read = async (id: string) => viewOf(await bookingsQuery(database).where('bookings.id', '=', id).executeTakeFirstOrThrow());

    api.post<{ Body: BookingRequest }>(
      '/bookings',
      { schema: createSchema, config: { rateLimit: sensitive(20) } },
      async (request, reply) => {
        const { id, token } = await createBooking(services, request.body, callerGone(reply));
        metrics.bookings.inc({ state: 'created' });
        return reply.code(201).send({ ...(await read(id)), token });
      },
    );

    api.get<ById>('/bookings/:id', { schema: idSchema }, async (request) => viewOf(await own(request)));

    // Reads the payment back from Stripe: the only way where no webhook can come, and a second one for a customer who is back before the webhook.
    api.post<ById>('/bookings/:id/confirm', { schema: idSchema, config: { rateLimit: sensitive(60) } }, async (request) => {
      const booking = await own(request);
      if (booking.status !== 'awaiting-payment' || booking.session_id === null || payments === undefined) return viewOf(booking);
      const payment = await payments.paid(booking.session_id);
      if (payment !== undefined) await settlePayment(services, payment);
      return read(booking.id);
    });

    api.post<ById>('/bookings/:id/cancel', { schema: idSchema, config: { rateLimit: sensitive(60) } }, async (request) => {
      const booking = await own(request);
      if (booking.status === 'paid' && booking.starts_at <= clock.now().toISOString()) {
        throw new Problem(409, 'BOOKING_STARTED', { fr: 'La prestation a déjà commencé', en: 'The service has already begun' });
      }
      await cancelBooking(services, booking.id, 'customer');
      return read(booking.id);
    });
  };
