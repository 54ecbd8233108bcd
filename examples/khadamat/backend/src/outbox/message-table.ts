/**
 * The outbox's queries. Who sends a message claims it first: one UPDATE that only one process can win writes a claim and moves the next attempt to the end of a
 * lease. Whoever dies while sending leaves the message to be claimed again after it; whoever outlives his lease finds that the claim is no longer his.
 */
import { randomUUID } from 'node:crypto';
import type { Selectable } from 'kysely';
import type { Database, DatabaseTransaction, OutboxTable } from '../database/tables.ts';

export type Channel = OutboxTable['channel'];
export type ClaimedMessage = Selectable<OutboxTable> & { readonly claim: string };

export interface NewMessage {
  readonly channel: Channel;
  /** An e-mail address, or a telephone number with its country's code. */
  readonly recipient: string;
  readonly subject?: string;
  /** Plain text, ready to be read. */
  readonly body: string;
}

/** In the transaction of what the message tells about: both happen, or neither. */
export const insertMessage = async (transaction: DatabaseTransaction, { subject, ...message }: NewMessage, now: Date): Promise<string> => {
  const id = randomUUID();
  const at = now.toISOString();
  await transaction
    .insertInto('outbox')
    .values({ ...message, id, subject: subject ?? null, status: 'queued', attempts: 0, next_attempt_at: at, created_at: at })
    .execute();
  return id;
};

export const channelOf = async (database: Database, id: string): Promise<Channel | undefined> =>
  (await database.selectFrom('outbox').select('channel').where('id', '=', id).executeTakeFirst())?.channel;

export const dueMessages = async (database: Database, channel: Channel, now: Date, most: number): Promise<readonly string[]> => {
  const rows = await database
    .selectFrom('outbox')
    .select('id')
    .where('status', '=', 'queued')
    .where('channel', '=', channel)
    .where('next_attempt_at', '<=', now.toISOString())
    .orderBy('next_attempt_at')
    .limit(most)
    .execute();
  return rows.map(({ id }) => id);
};

/** Undefined: not due, or another process was faster. */
export const claimMessage = async (database: Database, id: string, now: Date, leaseMs: number): Promise<ClaimedMessage | undefined> => {
  const claim = randomUUID();
  const row = await database
    .updateTable('outbox')
    .set((column) => ({ claim, attempts: column('attempts', '+', 1), next_attempt_at: later(now, leaseMs) }))
    .where('id', '=', id)
    .where('status', '=', 'queued')
    .where('next_attempt_at', '<=', now.toISOString())
    .returningAll()
    .executeTakeFirst();
  return row === undefined ? undefined : { ...row, claim };
};

/** Whatever claim it bears now: it went out, and must not again. */
export const settleSent = async (database: Database, id: string, now: Date): Promise<void> => {
  await database
    .updateTable('outbox')
    .set({ status: 'sent', sent_at: now.toISOString(), claim: null, last_error: null })
    .where('id', '=', id)
    .where('status', '!=', 'sent')
    .execute();
};

/** `retryAt` undefined: it is given up, and kept. Nothing changes when the lease was lost. */
export const settleNotSent = async (
  database: Database,
  { id, claim }: ClaimedMessage,
  { code, retryAt }: { readonly code: string; readonly retryAt: Date | undefined },
): Promise<void> => {
  await database
    .updateTable('outbox')
    .set({
      claim: null,
      last_error: code,
      ...(retryAt === undefined ? { status: 'failed' as const } : { next_attempt_at: retryAt.toISOString() }),
    })
    .where('id', '=', id)
    .where('claim', '=', claim)
    .execute();
};

/** Messages that nobody is sending become due now. */
export const hasten = async (database: Database, ids: readonly string[], now: Date): Promise<void> => {
  if (ids.length === 0) return;
  await database
    .updateTable('outbox')
    .set({ next_attempt_at: now.toISOString() })
    .where('id', 'in', ids)
    .where('status', '=', 'queued')
    .where('claim', 'is', null)
    .execute();
};

/** A failed message gets its attempts again. False: there is no such failed message. */
export const requeueFailed = async (database: Database, id: string, now: Date): Promise<boolean> => {
  const { numUpdatedRows } = await database
    .updateTable('outbox')
    .set({ status: 'queued', attempts: 0, next_attempt_at: now.toISOString() })
    .where('id', '=', id)
    .where('status', '=', 'failed')
    .executeTakeFirst();
  return numUpdatedRows > 0n;
};

/** What was sent before `before` names people for no further purpose. */
export const forgetSent = async (database: Database, before: Date): Promise<void> => {
  await database.deleteFrom('outbox').where('status', '=', 'sent').where('next_attempt_at', '<', before.toISOString()).execute();
};

export interface Backlog {
  readonly channel: Channel;
  readonly status: 'queued' | 'failed';
  readonly messages: number;
  /** When the oldest of them was written. */
  readonly since: Date;
}

/** What has not gone out. */
export const backlog = async (database: Database): Promise<readonly Backlog[]> => {
  const rows = await database
    .selectFrom('outbox')
    .select(({ fn }) => ['channel', 'status', fn.countAll().as('messages'), fn.min('created_at').as('since')])
    .where('status', 'in', ['queued', 'failed'])
    .groupBy(['channel', 'status'])
    .execute();
  // `where` leaves these two; the driver counts in text or numbers, as it likes.
  return rows.map((row) => ({
    channel: row.channel,
    status: row.status as 'queued' | 'failed',
    messages: Number(row.messages),
    since: new Date(row.since),
  }));
};

export const later = (now: Date, ms: number): string => new Date(now.getTime() + ms).toISOString();
