/**
 * The tables, as the queries see them. Only what SQLite and Postgres hold alike: text, integers, null.
 * Ids are UUIDs, times ISO UTC text (which sorts as time does), money integer cents.
 */
import type { Kysely, Transaction } from 'kysely';

export interface CategoryTable {
  id: string;
  slug: string;
  name_fr: string;
  name_en: string;
  position: number;
}

export interface ServiceTable {
  id: string;
  category_id: string;
  slug: string;
  name_fr: string;
  name_en: string;
  description_fr: string;
  description_en: string;
  /** Whole hours: a booking occupies that many slots of its provider. */
  duration_hours: number;
}

export interface ProviderTable {
  id: string;
  slug: string;
  name: string;
  city: string;
  about_fr: string;
  about_en: string;
  email: string;
  phone: string;
  verified_at: string | null;
  created_at: string;
}

export interface OfferTable {
  provider_id: string;
  service_id: string;
  price_cents: number;
}

export type BookingStatus = 'awaiting-payment' | 'paid' | 'cancelled';
export type CancelReason = 'customer' | 'admin' | 'expired' | 'payment-unavailable' | 'amount-mismatch';

export interface BookingTable {
  id: string;
  provider_id: string;
  service_id: string;
  customer_name: string;
  customer_email: string;
  customer_phone: string | null;
  language: 'fr' | 'en';
  starts_at: string;
  price_cents: number;
  currency: string;
  status: BookingStatus;
  cancel_reason: CancelReason | null;
  /** SHA-256 of the token that the customer alone holds. */
  token_hash: string;
  /** Stripe's Checkout session, then its PaymentIntent. */
  session_id: string | null;
  checkout_url: string | null;
  payment_intent_id: string | null;
  created_at: string;
  paid_at: string | null;
  cancelled_at: string | null;
}

/** One row for each hour a provider is taken: the primary key is what makes two bookings of one hour impossible. */
export interface TakenHourTable {
  provider_id: string;
  hour: string;
  booking_id: string;
}

/** Every webhook event that was acted upon, in the transaction that acted: the same event a second time finds itself here. */
export interface PaymentEventTable {
  id: string;
  type: string;
  received_at: string;
}

/** Money owed back: written with the change that owes it, sent to Stripe afterwards and until it succeeds. */
export interface RefundTable {
  id: string;
  booking_id: string;
  payment_intent_id: string;
  amount_cents: number;
  status: 'due' | 'sent';
  stripe_refund_id: string | null;
  attempts: number;
  next_attempt_at: string;
  created_at: string;
}

/** Messages to people, written in the transaction of what they tell about: see outbox/outbox.ts. */
export interface OutboxTable {
  id: string;
  channel: 'email' | 'sms';
  recipient: string;
  subject: string | null;
  body: string;
  status: 'queued' | 'sent' | 'failed';
  attempts: number;
  /** While a process sends it, this is the end of its lease. */
  next_attempt_at: string;
  /** The lease: only who wrote it may settle the message. */
  claim: string | null;
  last_error: string | null;
  created_at: string;
  sent_at: string | null;
}

export interface VerificationTable {
  id: string;
  provider_id: string;
  /** Whose document it is: the person who answers for the provider. */
  person_first_name: string;
  person_last_name: string;
  token_hash: string;
  status: 'document-awaited' | 'document-kept' | 'submitted' | 'verified' | 'refused';
  document_name: string | null;
  document_type: string | null;
  document_sha256: string | null;
  applicant_id: string | null;
  check_id: string | null;
  created_at: string;
  updated_at: string;
}

export interface Tables {
  categories: CategoryTable;
  services: ServiceTable;
  providers: ProviderTable;
  offers: OfferTable;
  bookings: BookingTable;
  taken_hours: TakenHourTable;
  payment_events: PaymentEventTable;
  refunds: RefundTable;
  outbox: OutboxTable;
  verifications: VerificationTable;
}

export type Database = Kysely<Tables>;
/** Inside `database.transaction().execute(...)` use this, never the database: SQLite has one connection, and would wait for itself. */
export type DatabaseTransaction = Transaction<Tables>;
