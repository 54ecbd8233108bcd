/**
 * Stripe's keys, by prefix (Stripe documentation, "API keys"): sk_ secret, rk_ restricted, pk_ publishable, each test or live; whsec_ for
 * webhooks, which does not tell. A restricted key serves wherever a secret key does.
 */
import type { Mode } from '../../contract/model.ts';
import { accepted, type Reader, refused } from './reading.ts';

const KEY = /^(?:sk|rk|pk)_(test|live)_[A-Za-z0-9_]+$/;

export const readStripeSecretKey: Reader = (text) =>
  KEY.test(text) && !text.startsWith('pk_')
    ? accepted(text)
    : refused(
        'not a Stripe secret key (sk_test_, sk_live_, rk_test_, rk_live_)',
        "n'est pas une clé secrète Stripe (sk_test_, sk_live_, rk_test_, rk_live_)",
      );

export const readStripePublishableKey: Reader = (text) =>
  KEY.test(text) && text.startsWith('pk_')
    ? accepted(text)
    : refused('not a Stripe publishable key (pk_test_, pk_live_)', "n'est pas une clé publiable Stripe (pk_test_, pk_live_)");

export const readStripeWebhookSecret: Reader = (text) =>
  /^whsec_[A-Za-z0-9+/=_-]+$/.test(text)
    ? accepted(text)
    : refused('not a Stripe webhook secret (whsec_)', "n'est pas un secret de webhook Stripe (whsec_)");

/** The mode that a Stripe key of any kind carries in its prefix. */
export const stripeMode = (text: string): Mode | undefined => {
  const match = /^(?:sk|rk|pk)_(test|live)_/.exec(text);
  return match === null ? undefined : match[1] === 'live' ? 'live' : 'test';
};
