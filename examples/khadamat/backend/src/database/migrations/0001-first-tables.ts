/** The catalogue, bookings and their money, messages to send, verifications. Written once for SQLite and Postgres: text, integers, checks, partial indexes. */
import { type Kysely, sql } from 'kysely';
import type { Migration } from 'kysely/migration';

const instant = 'varchar(24)' as const;
const id = 'varchar(36)' as const;

export const firstTables: Migration = {
  up: async (database: Kysely<unknown>) => {
    const { schema } = database;
    await schema
      .createTable('categories')
      .addColumn('id', id, (column) => column.primaryKey())
      .addColumn('slug', 'text', (column) => column.notNull().unique())
      .addColumn('name_fr', 'text', (column) => column.notNull())
      .addColumn('name_en', 'text', (column) => column.notNull())
      .addColumn('position', 'integer', (column) => column.notNull())
      .execute();
    await schema
      .createTable('services')
      .addColumn('id', id, (column) => column.primaryKey())
      .addColumn('category_id', id, (column) => column.notNull().references('categories.id'))
      .addColumn('slug', 'text', (column) => column.notNull().unique())
      .addColumn('name_fr', 'text', (column) => column.notNull())
      .addColumn('name_en', 'text', (column) => column.notNull())
      .addColumn('description_fr', 'text', (column) => column.notNull())
      .addColumn('description_en', 'text', (column) => column.notNull())
      .addColumn('duration_hours', 'integer', (column) => column.notNull().check(sql`duration_hours between 1 and 8`))
      .execute();
    await schema
      .createTable('providers')
      .addColumn('id', id, (column) => column.primaryKey())
      .addColumn('slug', 'text', (column) => column.notNull().unique())
      .addColumn('name', 'text', (column) => column.notNull())
      .addColumn('city', 'text', (column) => column.notNull())
      .addColumn('about_fr', 'text', (column) => column.notNull())
      .addColumn('about_en', 'text', (column) => column.notNull())
      .addColumn('email', 'text', (column) => column.notNull())
      .addColumn('phone', 'text', (column) => column.notNull())
      .addColumn('verified_at', instant)
      .addColumn('created_at', instant, (column) => column.notNull())
      .execute();
    await schema
      .createTable('offers')
      .addColumn('provider_id', id, (column) => column.notNull().references('providers.id'))
      .addColumn('service_id', id, (column) => column.notNull().references('services.id'))
      .addColumn('price_cents', 'integer', (column) => column.notNull().check(sql`price_cents > 0`))
      .addPrimaryKeyConstraint('offers_key', ['provider_id', 'service_id'])
      .execute();
    await schema.createIndex('offers_by_service').on('offers').column('service_id').execute();

    await schema
      .createTable('bookings')
      .addColumn('id', id, (column) => column.primaryKey())
      .addColumn('provider_id', id, (column) => column.notNull().references('providers.id'))
      .addColumn('service_id', id, (column) => column.notNull().references('services.id'))
      .addColumn('customer_name', 'text', (column) => column.notNull())
      .addColumn('customer_email', 'text', (column) => column.notNull())
      .addColumn('customer_phone', 'text')
      .addColumn('language', 'varchar(2)', (column) => column.notNull().check(sql`language in ('fr', 'en')`))
      .addColumn('starts_at', instant, (column) => column.notNull())
      .addColumn('price_cents', 'integer', (column) => column.notNull().check(sql`price_cents > 0`))
      .addColumn('currency', 'varchar(3)', (column) => column.notNull())
      .addColumn('status', 'text', (column) => column.notNull().check(sql`status in ('awaiting-payment', 'paid', 'cancelled')`))
      .addColumn('cancel_reason', 'text')
      .addColumn('token_hash', 'varchar(64)', (column) => column.notNull())
      .addColumn('session_id', 'text', (column) => column.unique())
      .addColumn('checkout_url', 'text')
      .addColumn('payment_intent_id', 'text', (column) => column.unique())
      .addColumn('created_at', instant, (column) => column.notNull())
      .addColumn('paid_at', instant)
      .addColumn('cancelled_at', instant)
      .addCheckConstraint('bookings_cancelled_why', sql`(status = 'cancelled') = (cancel_reason is not null)`)
      .addCheckConstraint('bookings_paid_by', sql`paid_at is null or payment_intent_id is not null`)
      .execute();
    await schema.createIndex('bookings_by_age').on('bookings').columns(['created_at', 'id']).execute();
    await schema
      .createIndex('bookings_unpaid')
      .on('bookings')
      .column('created_at')
      .where(sql.ref('status'), '=', sql.lit('awaiting-payment'))
      .execute();
    await schema
      .createTable('taken_hours')
      .addColumn('provider_id', id, (column) => column.notNull().references('providers.id'))
      .addColumn('hour', instant, (column) => column.notNull())
      .addColumn('booking_id', id, (column) => column.notNull().references('bookings.id'))
      .addPrimaryKeyConstraint('taken_hours_key', ['provider_id', 'hour'])
      .execute();
    await schema.createIndex('taken_hours_by_booking').on('taken_hours').column('booking_id').execute();
    await schema
      .createTable('payment_events')
      .addColumn('id', 'text', (column) => column.primaryKey())
      .addColumn('type', 'text', (column) => column.notNull())
      .addColumn('received_at', instant, (column) => column.notNull())
      .execute();
    await schema
      .createTable('refunds')
      .addColumn('id', id, (column) => column.primaryKey())
      .addColumn('booking_id', id, (column) => column.notNull().references('bookings.id'))
      // One payment is given back once, whatever asked for it.
      .addColumn('payment_intent_id', 'text', (column) => column.notNull().unique())
      .addColumn('amount_cents', 'integer', (column) => column.notNull().check(sql`amount_cents > 0`))
      .addColumn('status', 'text', (column) => column.notNull().check(sql`status in ('due', 'sent')`))
      .addColumn('stripe_refund_id', 'text')
      .addColumn('attempts', 'integer', (column) => column.notNull())
      .addColumn('next_attempt_at', instant, (column) => column.notNull())
      .addColumn('created_at', instant, (column) => column.notNull())
      .execute();
    await schema.createIndex('refunds_due').on('refunds').column('next_attempt_at').where(sql.ref('status'), '=', sql.lit('due')).execute();

    await schema
      .createTable('outbox')
      .addColumn('id', id, (column) => column.primaryKey())
      .addColumn('channel', 'text', (column) => column.notNull().check(sql`channel in ('email', 'sms')`))
      .addColumn('recipient', 'text', (column) => column.notNull())
      .addColumn('subject', 'text')
      .addColumn('body', 'text', (column) => column.notNull())
      .addColumn('status', 'text', (column) => column.notNull().check(sql`status in ('queued', 'sent', 'failed')`))
      .addColumn('attempts', 'integer', (column) => column.notNull())
      .addColumn('next_attempt_at', instant, (column) => column.notNull())
      .addColumn('claim', id)
      .addColumn('last_error', 'text')
      .addColumn('created_at', instant, (column) => column.notNull())
      .addColumn('sent_at', instant)
      .execute();
    await schema.createIndex('outbox_due').on('outbox').columns(['status', 'next_attempt_at']).execute();

    await schema
      .createTable('verifications')
      .addColumn('id', id, (column) => column.primaryKey())
      .addColumn('provider_id', id, (column) => column.notNull().references('providers.id'))
      .addColumn('person_first_name', 'text', (column) => column.notNull())
      .addColumn('person_last_name', 'text', (column) => column.notNull())
      .addColumn('token_hash', 'varchar(64)', (column) => column.notNull())
      .addColumn('status', 'text', (column) =>
        column.notNull().check(sql`status in ('document-awaited', 'document-kept', 'submitted', 'verified', 'refused')`),
      )
      .addColumn('document_name', 'text')
      .addColumn('document_type', 'text')
      .addColumn('document_sha256', 'varchar(64)')
      .addColumn('applicant_id', 'text')
      .addColumn('check_id', 'text', (column) => column.unique())
      .addColumn('created_at', instant, (column) => column.notNull())
      .addColumn('updated_at', instant, (column) => column.notNull())
      .execute();
    await schema.createIndex('verifications_by_provider').on('verifications').column('provider_id').execute();
  },
};
