/**
 * Stripe's API, the part the platform uses: hosted Checkout pages, refunds, the balance, idempotency keys, and signed webhooks. Source: Stripe API reference.
 * The hosted page is at the gateway's own address, so that a browser (or a test) can pay on it with a test card.
 */
import { createHmac } from 'node:crypto';
import { openStripeAccount, type StripeAccount } from './stripe-account.ts';
import { readForm } from './stripe-form.ts';
import { stripeId } from './stripe-objects.ts';
import type { Answer, Request, Vendor } from './vendor.ts';
import { openWebhooks, type Webhooks } from './webhooks.ts';

export interface Stripe extends Vendor, Pick<StripeAccount, 'sessions' | 'intents' | 'refunds' | 'pay'> {
  readonly webhooks: Webhooks;
  /** Every event so far, as it is sent. */
  readonly events: readonly { readonly type: string; readonly body: string }[];
  /** The header that a body is sent with now: `stripe-signature`. */
  readonly sign: (body: string, secret: string) => string;
  /** How many times each event is delivered from now on. */
  readonly deliver: (times: number) => void;
  readonly origin: (url: string) => void;
}

export const openStripe = (): Stripe => {
  const webhooks = openWebhooks((body, secret) => ({ 'stripe-signature': sign(body, secret) }));
  const events: { readonly type: string; readonly body: string }[] = [];
  const first = new Map<string, { readonly request: string; readonly answer: Answer }>();
  let times = 1;
  const account = openStripeAccount((event) => {
    const body = JSON.stringify(event);
    events.push({ type: event.type, body });
    webhooks.send(body, times);
  });

  const once = (request: Request, act: () => Answer): Answer => {
    const key = request.headers['idempotency-key'];
    if (request.method !== 'POST' || typeof key !== 'string') return act();
    const name = `${request.headers.authorization} ${key}`;
    const said = `${request.path} ${request.body.toString()}`;
    const before = first.get(name);
    if (before === undefined) {
      const answer = act();
      first.set(name, { request: said, answer });
      return answer;
    }
    if (before.request !== said) {
      const message = `Keys for idempotent requests can only be used with the same parameters they were first used with. Try using a key other than '${key}'.`;
      return { status: 400, body: { error: { type: 'idempotency_error', message } } };
    }
    return { ...before.answer, headers: { ...before.answer.headers, 'idempotent-replayed': 'true' } };
  };

  return {
    hosts: /^api\.stripe\.com$/,
    webhooks,
    events,
    sign,
    sessions: account.sessions,
    intents: account.intents,
    refunds: account.refunds,
    pay: account.pay,
    deliver: (n) => {
      times = n;
    },
    origin: account.origin,
    answer: (request) => {
      const key = /^Bearer ((?:sk|rk)_(test|live)_\w+)$/.exec(request.headers.authorization ?? '');
      const answer =
        key === null
          ? { status: 401, body: { error: { type: 'invalid_request_error', message: 'Invalid API Key provided' } } }
          : once(request, () => account.answer(request, readForm(request.body.toString()), key[2] === 'live'));
      return { ...answer, headers: { 'request-id': stripeId('req'), ...answer.headers } };
    },
  };
};

const sign = (body: string, secret: string): string => {
  const at = Math.floor(Date.now() / 1000);
  return `t=${at},v1=${createHmac('sha256', secret).update(`${at}.${body}`).digest('hex')}`;
};
