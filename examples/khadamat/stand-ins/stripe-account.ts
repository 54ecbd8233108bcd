/** One account: what its API answers, and what happens on its payment pages. */
import { type FormValue, recordAt, textAt } from './stripe-form.ts';
import { type CheckoutSession, DECLINED, type PaymentIntent, type Refund, secondsNow, stripeId, TEST_CARD } from './stripe-objects.ts';
import type { Answer, Request } from './vendor.ts';

export interface StripeAccount {
  readonly sessions: ReadonlyMap<string, Readonly<CheckoutSession>>;
  readonly intents: ReadonlyMap<string, Readonly<PaymentIntent>>;
  readonly refunds: ReadonlyMap<string, Refund>;
  readonly origin: (url: string) => void;
  /** What a customer does on the page: `closed`: the page takes no payment (any more). `amount`: plays a payment that is not what was asked. */
  readonly pay: (sessionId: string, how?: { readonly card?: string; readonly amount?: number }) => 'paid' | 'declined' | 'closed';
  readonly answer: (request: Request, form: Readonly<Record<string, FormValue>>, live: boolean) => Answer;
}

const LONGEST_EXPIRY = 24 * 3600;
const SHORTEST_EXPIRY = 30 * 60;

export const openStripeAccount = (tell: (event: { readonly type: string; readonly [name: string]: unknown }) => void): StripeAccount => {
  const sessions = new Map<string, CheckoutSession>();
  const intents = new Map<string, PaymentIntent>();
  const refunds = new Map<string, Refund>();
  let origin = 'https://checkout.stripe.com';

  const happen = (type: string, object: { readonly livemode: boolean }): void =>
    tell({
      id: stripeId('evt'),
      object: 'event',
      api_version: null,
      created: secondsNow(),
      data: { object: structuredClone(object) },
      livemode: object.livemode,
      pending_webhooks: 1,
      request: { id: null, idempotency_key: null },
      type,
    });

  const current = (id: string): CheckoutSession | undefined => {
    const session = sessions.get(id);
    if (session?.status === 'open' && session.expires_at <= secondsNow()) expire(session);
    return session;
  };

  const expire = (session: CheckoutSession): void => {
    session.status = 'expired';
    session.url = null;
    happen('checkout.session.expired', session);
  };

  const createSession = (form: Readonly<Record<string, FormValue>>, live: boolean): Answer => {
    const items = Object.values(typeof form.line_items === 'object' ? form.line_items : {});
    const total = items.reduce(
      (sum, item) => sum + Number(textAt(item, 'quantity')) * Number(textAt(item, 'price_data', 'unit_amount')),
      0,
    );
    const expiresAt = Number(textAt(form, 'expires_at') ?? secondsNow() + LONGEST_EXPIRY);
    if (items.length === 0 || !Number.isInteger(total) || total <= 0)
      return refused('parameter_missing', 'line_items', 'Missing required param: line_items.');
    if (textAt(form, 'success_url') === undefined)
      return refused('parameter_missing', 'success_url', 'Missing required param: success_url.');
    // A minute of grace: the two clocks, and the way here.
    if (expiresAt < secondsNow() + SHORTEST_EXPIRY - 60 || expiresAt > secondsNow() + LONGEST_EXPIRY + 60) {
      return refused(
        'parameter_invalid',
        'expires_at',
        'The `expires_at` timestamp must be between 30 minutes and 24 hours from Checkout Session creation.',
      );
    }
    const id = stripeId(live ? 'cs_live' : 'cs_test');
    const session: CheckoutSession = {
      id,
      object: 'checkout.session',
      mode: 'payment',
      amount_subtotal: total,
      amount_total: total,
      currency: textAt(items[0], 'price_data', 'currency') ?? '',
      client_reference_id: textAt(form, 'client_reference_id') ?? null,
      customer_email: textAt(form, 'customer_email') ?? null,
      locale: textAt(form, 'locale') ?? null,
      created: secondsNow(),
      expires_at: expiresAt,
      livemode: live,
      metadata: recordAt(form, 'metadata'),
      success_url: textAt(form, 'success_url') ?? '',
      cancel_url: textAt(form, 'cancel_url') ?? null,
      status: 'open',
      payment_status: 'unpaid',
      payment_intent: null,
      url: `${origin}/c/pay/${id}`,
    };
    sessions.set(id, session);
    intended.set(id, recordAt(form, 'payment_intent_data', 'metadata'));
    return { status: 200, body: session };
  };
  /** Stripe makes the intent when somebody tries to pay; until then the session keeps what it will carry. */
  const intended = new Map<string, Readonly<Record<string, string>>>();

  const intentOf = (session: CheckoutSession): PaymentIntent => {
    const known = intents.get(session.payment_intent ?? '');
    if (known !== undefined) return known;
    const intent: PaymentIntent = {
      id: stripeId('pi'),
      object: 'payment_intent',
      amount: session.amount_total,
      currency: session.currency,
      created: secondsNow(),
      livemode: session.livemode,
      metadata: intended.get(session.id) ?? {},
      status: 'requires_payment_method',
      amount_received: 0,
      latest_charge: null,
      last_payment_error: null,
    };
    intents.set(intent.id, intent);
    session.payment_intent = intent.id;
    return intent;
  };

  const createRefund = (form: Readonly<Record<string, FormValue>>): Answer => {
    const intent = intents.get(textAt(form, 'payment_intent') ?? '');
    if (intent === undefined) return missing('payment_intent', textAt(form, 'payment_intent') ?? '');
    const before = [...refunds.values()].filter((r) => r.payment_intent === intent.id).reduce((sum, r) => sum + r.amount, 0);
    const amount = Number(textAt(form, 'amount') ?? intent.amount_received - before);
    if (intent.status !== 'succeeded')
      return refused(
        'payment_intent_unexpected_state',
        'payment_intent',
        'This PaymentIntent does not have a successful charge to refund.',
      );
    if (before >= intent.amount_received)
      return refused('charge_already_refunded', 'payment_intent', `Charge ${intent.latest_charge} has already been refunded.`);
    if (!(amount > 0) || before + amount > intent.amount_received)
      return refused('parameter_invalid_integer', 'amount', 'Refund amount is greater than unrefunded amount on charge.');
    const refund: Refund = {
      id: stripeId('re'),
      object: 'refund',
      amount,
      currency: intent.currency,
      created: secondsNow(),
      payment_intent: intent.id,
      metadata: recordAt(form, 'metadata'),
      status: 'succeeded',
    };
    refunds.set(refund.id, refund);
    return { status: 200, body: refund };
  };

  const sessionAnswer = (request: Request, id: string, action: string | undefined): Answer => {
    const session = current(id);
    if (session === undefined) return missing('checkout.session', id);
    if (action === 'expire') {
      if (session.status !== 'open')
        return refused('checkout_session_not_open', 'session', 'Only Checkout Sessions with a status in ["open"] can be expired.');
      expire(session);
    }
    const expanded = request.query
      .getAll('expand[]')
      .concat(request.query.get('expand[0]') ?? [])
      .includes('payment_intent');
    return {
      status: 200,
      body: { ...session, payment_intent: expanded ? (intents.get(session.payment_intent ?? '') ?? null) : session.payment_intent },
    };
  };

  return {
    sessions,
    intents,
    refunds,
    origin: (url) => {
      origin = url;
    },
    pay: (sessionId, { card = TEST_CARD, amount } = {}) => {
      const session = current(sessionId);
      if (session?.status !== 'open') return 'closed';
      const intent = intentOf(session);
      const declined = DECLINED.get(card.replaceAll(' ', ''));
      if (declined !== undefined) {
        intent.last_payment_error = { type: 'card_error', ...declined };
        happen('payment_intent.payment_failed', intent);
        return 'declined';
      }
      intent.status = 'succeeded';
      intent.amount_received = amount ?? intent.amount;
      intent.latest_charge = stripeId('ch');
      intent.last_payment_error = null;
      session.status = 'complete';
      session.payment_status = 'paid';
      session.url = null;
      happen('payment_intent.succeeded', intent);
      happen('checkout.session.completed', session);
      return 'paid';
    },
    answer: (request, form, live) => {
      const [, id = '', action] = /^\/v1\/checkout\/sessions\/(\w+)(?:\/(\w+))?$/.exec(request.path) ?? [];
      const [, intentId = ''] = /^\/v1\/payment_intents\/(\w+)$/.exec(request.path) ?? [];
      const call = `${request.method} ${request.path}`;
      if (call === 'POST /v1/checkout/sessions') return createSession(form, live);
      if (call === 'POST /v1/refunds') return createRefund(form);
      if (call === 'GET /v1/refunds') {
        const data = [...refunds.values()].filter((refund) => refund.payment_intent === request.query.get('payment_intent'));
        return { status: 200, body: { object: 'list', url: '/v1/refunds', has_more: false, data } };
      }
      if (call === 'GET /v1/balance') {
        return {
          status: 200,
          body: { object: 'balance', available: [{ amount: 0, currency: 'eur', source_types: { card: 0 } }], livemode: live, pending: [] },
        };
      }
      if (id !== '' && (request.method === 'GET' ? action === undefined : action === 'expire')) return sessionAnswer(request, id, action);
      if (intentId !== '' && request.method === 'GET') {
        const intent = intents.get(intentId);
        return intent === undefined ? missing('payment_intent', intentId) : { status: 200, body: intent };
      }
      return { status: 404, body: { error: { type: 'invalid_request_error', message: `Unrecognized request URL (${call}).` } } };
    },
  };
};

const refused = (code: string, param: string, message: string): Answer => ({
  status: 400,
  body: { error: { type: 'invalid_request_error', code, param, message } },
});
const missing = (what: string, id: string): Answer => ({
  status: 404,
  body: { error: { type: 'invalid_request_error', code: 'resource_missing', param: 'id', message: `No such ${what}: '${id}'` } },
});
