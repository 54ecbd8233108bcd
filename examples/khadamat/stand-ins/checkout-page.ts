/** The page on which a customer pays, for a browser: test cards only. POST `card`; the answer goes where the session says. */
import type { Stripe } from './stripe.ts';
import { DECLINED, TEST_CARD } from './stripe-objects.ts';
import type { Answer, Request } from './vendor.ts';

const escaped = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');

export const checkoutPage =
  (stripe: Stripe) =>
  ({ method, path, body }: Request): Answer => {
    const session = stripe.sessions.get(/^\/c\/pay\/(\w+)$/.exec(path)?.[1] ?? '');
    if (session === undefined) return { status: 404, body: 'no such page' };
    if (method !== 'POST') return { status: 200, body: page(session.amount_total, session.currency, session.cancel_url) };
    const outcome = stripe.pay(session.id, { card: new URLSearchParams(body.toString()).get('card') ?? TEST_CARD });
    if (outcome === 'paid') return { status: 303, headers: { location: session.success_url }, body: '' };
    return { status: outcome === 'declined' ? 402 : 410, body: outcome };
  };

const page = (cents: number, currency: string, cancelUrl: string | null): string => {
  const cards = [TEST_CARD, ...DECLINED.keys()].map((card) => `<button name="card" value="${card}">${card}</button>`);
  const back = cancelUrl === null ? '' : `<a href="${escaped(cancelUrl)}">annuler</a>`;
  return `<!doctype html><title>Paiement (doublure)</title><h1>${(cents / 100).toFixed(2)} ${escaped(currency)}</h1><form method="post">${cards.join(' ')}</form>${back}`;
};
