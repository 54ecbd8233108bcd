/** What the API answers, as far as the client reads it. Times are ISO UTC, amounts cents. */
import type { Text } from '../language/language.tsx';

export interface Category {
  readonly slug: string;
  readonly name: Text;
}

export interface Service {
  readonly slug: string;
  readonly category: string;
  readonly name: Text;
  readonly description: Text;
  readonly durationHours: number;
  readonly fromCents: number | null;
  readonly providers: number;
}

export interface ProviderSummary {
  readonly slug: string;
  readonly name: string;
  readonly city: string;
  readonly verified: boolean;
}

export interface ServiceWithOffers extends Service {
  readonly offers: readonly { readonly provider: ProviderSummary; readonly priceCents: number }[];
}

export interface Offer {
  readonly service: Pick<Service, 'slug' | 'name' | 'description' | 'durationHours'>;
  readonly priceCents: number;
}

export interface Provider extends ProviderSummary {
  readonly about: Text;
  readonly offers: readonly Offer[];
}

export type BookingStatus = 'awaiting-payment' | 'paid' | 'cancelled';

export interface Booking {
  readonly id: string;
  readonly status: BookingStatus;
  readonly cancelReason: string | null;
  readonly priceCents: number;
  readonly currency: string;
  readonly startsAt: string;
  readonly provider: Pick<ProviderSummary, 'slug' | 'name' | 'city'>;
  readonly service: Pick<Service, 'slug' | 'name' | 'durationHours'>;
  readonly checkoutUrl?: string | null;
}

export interface NewBooking extends Booking {
  /** Whoever holds it may see and cancel the booking. */
  readonly token: string;
}

export type VerificationStatus = 'document-awaited' | 'document-kept' | 'submitted' | 'verified' | 'refused';

export interface Verification {
  readonly id: string;
  readonly status: VerificationStatus;
}

export interface AdminBooking extends Booking {
  readonly customerName: string;
  readonly customerEmail: string;
}

export interface AdminProvider extends ProviderSummary {
  readonly id: string;
}

/** Part of a long list; `next` asks for the part that follows. */
export interface Page<T> {
  readonly items: readonly T[];
  readonly next: string | null;
}
