/** POST /webhooks/stripe: what Stripe tells, believed for its signature over the very bytes of the body. Anything but a 2xx makes Stripe tell it again later. */
import type { FastifyPluginAsync } from 'fastify';
import { Problem } from '../problem.ts';
import type { Services } from '../services.ts';
import { type PaymentEvent, SignatureRefused } from './payments.ts';
import { settleEvent } from './settle-payment.ts';

export const stripeWebhookRoutes =
  (services: Services): FastifyPluginAsync =>
  async (app) => {
    app.removeAllContentTypeParsers();
    app.addContentTypeParser('application/json', { parseAs: 'buffer', bodyLimit: 1024 * 1024 }, (_request, body, done) => done(null, body));

    app.post<{ Body: Buffer }>('/stripe', { config: { rateLimit: false } }, async (request) => {
      const readEvent = services.payments?.readEvent;
      if (readEvent === undefined) {
        throw new Problem(501, 'WEBHOOK_OFF', {
          fr: "Aucun secret de webhook n'est configuré ici",
          en: 'No webhook secret is set up here',
        });
      }
      const outcome = await settleEvent(services, verified(readEvent, request.body, request.headers['stripe-signature']));
      services.metrics.webhooks.inc({ from: 'stripe', outcome });
      return { received: true, outcome };
    });
  };

const verified = (read: (body: Buffer, signature: string) => PaymentEvent, body: Buffer, signature: unknown): PaymentEvent => {
  try {
    if (typeof signature !== 'string' || !Buffer.isBuffer(body)) throw new SignatureRefused('no signature');
    return read(body, signature);
  } catch (error) {
    if (!(error instanceof SignatureRefused)) throw error;
    throw new Problem(400, 'SIGNATURE_REFUSED', { fr: 'La signature est refusée', en: 'The signature is refused' }, { cause: error });
  }
};
