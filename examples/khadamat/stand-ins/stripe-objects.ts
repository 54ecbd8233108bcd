/** Stripe's objects, with the members that the platform and Stripe's own client read. Source: Stripe API reference. Pure but for the ids. */
import { randomBytes } from 'node:crypto';

export interface PaymentIntent {
  readonly id: string;
  readonly object: 'payment_intent';
  readonly amount: number;
  readonly currency: string;
  readonly created: number;
  readonly livemode: boolean;
  readonly metadata: Readonly<Record<string, string>>;
  status: 'requires_payment_method' | 'succeeded' | 'canceled';
  amount_received: number;
  latest_charge: string | null;
  last_payment_error: {
    readonly type: 'card_error';
    readonly code: string;
    readonly decline_code?: string;
    readonly message: string;
  } | null;
}

export interface CheckoutSession {
  readonly id: string;
  readonly object: 'checkout.session';
  readonly mode: 'payment';
  readonly amount_subtotal: number;
  readonly amount_total: number;
  readonly currency: string;
  readonly client_reference_id: string | null;
  readonly customer_email: string | null;
  readonly locale: string | null;
  readonly created: number;
  readonly expires_at: number;
  readonly livemode: boolean;
  readonly metadata: Readonly<Record<string, string>>;
  readonly success_url: string;
  readonly cancel_url: string | null;
  status: 'open' | 'complete' | 'expired';
  payment_status: 'unpaid' | 'paid';
  payment_intent: string | null;
  url: string | null;
}

export interface Refund {
  readonly id: string;
  readonly object: 'refund';
  readonly amount: number;
  readonly currency: string;
  readonly created: number;
  readonly payment_intent: string;
  readonly metadata: Readonly<Record<string, string>>;
  readonly status: 'succeeded';
}

export const stripeId = (prefix: string): string => `${prefix}_${randomBytes(12).toString('hex')}`;

export const secondsNow = (): number => Math.floor(Date.now() / 1000);

/** Test card numbers, and what becomes of them. Source: Stripe documentation, "Test card numbers", "Declined payments". */
export const DECLINED: ReadonlyMap<string, { readonly code: string; readonly decline_code?: string; readonly message: string }> = new Map([
  ['4000000000000002', { code: 'card_declined', decline_code: 'generic_decline', message: 'Your card was declined.' }],
  ['4000000000009995', { code: 'card_declined', decline_code: 'insufficient_funds', message: 'Your card has insufficient funds.' }],
  ['4000000000000069', { code: 'expired_card', message: 'Your card has expired.' }],
]);
export const TEST_CARD = '4242424242424242';
