/**
 * Payments by Stripe: hosted Checkout pages, whose success arrives as a signed `payment_intent.succeeded`.
 *
 * Each call that creates carries the booking's or refund's id as idempotency key, so that trying again after a lost answer does nothing twice.
 */
import Stripe from 'stripe';
import type { Env } from '../config/env.ts';
import { type Payment, type Payments, PaymentsUnavailable, SignatureRefused } from './payments.ts';

/** `fetch` honours HTTPS_PROXY (with NODE_USE_ENV_PROXY=1); a test hands in its own. */
export const openStripe = (env: Pick<Env, 'STRIPE_SECRET_KEY' | 'STRIPE_WEBHOOK_SECRET'>, fetcher?: typeof fetch): Payments | undefined => {
  if (env.STRIPE_SECRET_KEY === undefined) return undefined;
  const stripe = new Stripe(env.STRIPE_SECRET_KEY, {
    httpClient: Stripe.createFetchHttpClient(fetcher),
    maxNetworkRetries: 1,
    timeout: 10_000,
    telemetry: false,
  });
  const webhookSecret = env.STRIPE_WEBHOOK_SECRET;
  return {
    open: ({ bookingId, title, amountCents, currency, customerEmail, language, expiresAt, successUrl, cancelUrl }) =>
      reach(async () => {
        const { id, url } = await stripe.checkout.sessions.create(
          {
            mode: 'payment',
            client_reference_id: bookingId,
            customer_email: customerEmail,
            locale: language,
            line_items: [{ quantity: 1, price_data: { currency, unit_amount: amountCents, product_data: { name: title } } }],
            payment_intent_data: { metadata: { booking_id: bookingId } },
            expires_at: Math.floor(expiresAt.getTime() / 1000),
            success_url: successUrl,
            cancel_url: cancelUrl,
          },
          { idempotencyKey: `booking-${bookingId}` },
        );
        if (url === null) throw new PaymentsUnavailable('Stripe opened a session without a page');
        return { sessionId: id, url };
      }),
    paid: (sessionId) =>
      reach(async () => {
        const { payment_intent: intent } = await stripe.checkout.sessions.retrieve(sessionId, { expand: ['payment_intent'] });
        return intent === null || typeof intent === 'string' ? undefined : arrived(intent);
      }),
    close: (sessionId) =>
      reach(async () => {
        try {
          await stripe.checkout.sessions.expire(sessionId);
        } catch (error) {
          // Only an open session can be expired; the others already are, or are paid.
          if (!(error instanceof Stripe.errors.StripeInvalidRequestError)) throw error;
        }
      }),
    refund: ({ refundId, intentId, amountCents }) =>
      reach(async () => {
        try {
          const refund = await stripe.refunds.create(
            { payment_intent: intentId, amount: amountCents, metadata: { refund_id: refundId } },
            { idempotencyKey: `refund-${refundId}` },
          );
          return refund.id;
        } catch (error) {
          // Somebody gave it back in Stripe's dashboard: nothing is owed any more.
          if (!(error instanceof Stripe.errors.StripeError && error.code === 'charge_already_refunded')) throw error;
          const { data } = await stripe.refunds.list({ payment_intent: intentId, limit: 1 });
          return data[0]?.id ?? intentId;
        }
      }),
    readEvent:
      webhookSecret === undefined
        ? undefined
        : (body, signature) => {
            const event = verified(() => stripe.webhooks.constructEvent(body, signature, webhookSecret));
            return {
              id: event.id,
              type: event.type,
              payment: event.type === 'payment_intent.succeeded' ? arrived(event.data.object) : undefined,
            };
          },
  };
};

const arrived = (intent: Stripe.PaymentIntent): Payment | undefined =>
  intent.status === 'succeeded'
    ? { intentId: intent.id, bookingId: intent.metadata.booking_id, amountCents: intent.amount_received, currency: intent.currency }
    : undefined;

const verified = <T>(read: () => T): T => {
  try {
    return read();
  } catch (error) {
    throw new SignatureRefused('the webhook is not signed by Stripe', { cause: error });
  }
};

/** Stripe's own errors quote the request, and so perhaps the key: only their type, code and request id go on. */
const reach = async <T>(call: () => Promise<T>): Promise<T> => {
  try {
    return await call();
  } catch (error) {
    if (!(error instanceof Stripe.errors.StripeError)) throw error;
    throw new PaymentsUnavailable(
      `Stripe: ${error.type}${error.code ? ` ${error.code}` : ''}${error.requestId ? ` (${error.requestId})` : ''}`,
    );
  }
};
