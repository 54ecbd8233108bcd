/**
 * What the platform asks of whoever takes its payments. stripe.ts is the one who does.
 *
 * Every method throws `PaymentsUnavailable` when the provider cannot be reached or refuses for now; the caller may then try the same again: each call names the
 * booking or refund it is about, and the provider does a thing once for a name.
 */
export interface CheckoutRequest {
  readonly bookingId: string;
  readonly title: string;
  readonly amountCents: number;
  readonly currency: string;
  readonly customerEmail: string;
  readonly language: 'fr' | 'en';
  readonly expiresAt: Date;
  readonly successUrl: string;
  readonly cancelUrl: string;
}

export interface Checkout {
  readonly sessionId: string;
  /** The page on which the customer pays. */
  readonly url: string;
}

/** Money that has arrived. */
export interface Payment {
  readonly intentId: string;
  readonly bookingId: string | undefined;
  readonly amountCents: number;
  readonly currency: string;
}

export interface PaymentEvent {
  readonly id: string;
  readonly type: string;
  /** Undefined for an event that tells of no money arriving. */
  readonly payment: Payment | undefined;
}

export interface RefundRequest {
  readonly refundId: string;
  readonly intentId: string;
  readonly amountCents: number;
}

export interface Payments {
  /** Opens the page on which a booking is paid; asked twice for one booking, gives the same page. */
  open(request: CheckoutRequest): Promise<Checkout>;
  /** What was paid on that page so far. */
  paid(sessionId: string): Promise<Payment | undefined>;
  /** Closes the page: nobody can pay on it any more. A page that is closed or paid stays as it is. */
  close(sessionId: string): Promise<void>;
  /** Sends money back; gives the provider's id of the refund. */
  refund(request: RefundRequest): Promise<string>;
  /** Reads a webhook's raw body, or throws `SignatureRefused`. Undefined where no webhook secret is set. */
  readonly readEvent: ((body: Buffer, signature: string) => PaymentEvent) | undefined;
}

export class PaymentsUnavailable extends Error {
  override readonly name = 'PaymentsUnavailable';
}

export class SignatureRefused extends Error {
  override readonly name = 'SignatureRefused';
}
