/** What a backup holds: every table, in an order in which the rows can come back (a row's references before the row), with the columns that order its rows. */
import type { Tables } from '../database/tables.ts';

interface BackedUpTable {
  readonly name: keyof Tables;
  /** Its primary key. */
  readonly key: readonly string[];
}

export const BACKED_UP: readonly BackedUpTable[] = [
  { name: 'categories', key: ['id'] },
  { name: 'services', key: ['id'] },
  { name: 'providers', key: ['id'] },
  { name: 'offers', key: ['provider_id', 'service_id'] },
  { name: 'bookings', key: ['id'] },
  { name: 'taken_hours', key: ['provider_id', 'hour'] },
  { name: 'payment_events', key: ['id'] },
  { name: 'refunds', key: ['id'] },
  { name: 'outbox', key: ['id'] },
  { name: 'verifications', key: ['id'] },
];
