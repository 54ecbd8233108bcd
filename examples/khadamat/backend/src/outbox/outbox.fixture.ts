/** For tests: a clock that stands still until told, a sender that does as it is told, and an outbox on them. */
import type { Clock } from '../clock.ts';
import type { Database } from '../database/tables.ts';
import { openErrors } from '../observability/errors.ts';
import { openMetrics } from '../observability/metrics.ts';
import { openInProcess } from '../shared/in-process.ts';
import type { WakeUps } from '../shared/port.ts';
import { silentLog } from '../silent-log.fixture.ts';
import { type OutboxParts, openOutbox } from './outbox.ts';
import type { Message, Sender } from './sender.ts';

export class StillClock implements Clock {
  #now = Date.parse('2026-03-01T09:00:00.000Z');

  now(): Date {
    return new Date(this.#now);
  }

  pass(ms: number): void {
    this.#now += ms;
  }
}

export class ToldSender implements Sender {
  /** Every attempt, in order. */
  readonly asked: Message[] = [];
  /** What went out. */
  readonly sent: string[] = [];
  /** What happens at an attempt; nothing: it is sent. */
  meet: (message: Message, signal: AbortSignal) => Promise<void> = async () => undefined;

  async send(message: Message, signal: AbortSignal): Promise<void> {
    this.asked.push(message);
    await this.meet(message, signal);
    this.sent.push(message.id);
  }
}

/** Nobody is ever woken: what is sent was found by a sweep. */
export const noWakeUps: WakeUps = {
  push: async () => undefined,
  take: (signal) => new Promise((resolve) => signal.addEventListener('abort', () => resolve(undefined))),
};

export const MAIL = { channel: 'email', recipient: 'amina@client.example', subject: 'Bonjour', body: 'À demain.' } as const;
export const SMS = { channel: 'sms', recipient: '+33612345678', body: 'À demain.' } as const;

export const partsOn = async (database: Database, more: Partial<OutboxParts> = {}) => {
  const clock = new StillClock();
  const senders = { email: new ToldSender(), sms: new ToldSender() };
  const metrics = openMetrics();
  return {
    database,
    clock,
    senders,
    metrics,
    errors: await openErrors({ dsn: undefined, environment: 'test', secrets: [] }),
    log: silentLog,
    wakeUps: openInProcess().wakeUps,
    sweepMs: 10,
    graceMs: 1_000,
    ...more,
  };
};

/** Closed by the test: `await using`. */
export const outboxOn = async (database: Database, more: Partial<OutboxParts> = {}) => {
  const parts = await partsOn(database, more);
  const outbox = openOutbox(parts);
  return {
    ...parts,
    senders: parts.senders as { readonly email: ToldSender; readonly sms: ToldSender },
    clock: parts.clock as StillClock,
    outbox,
    /** Written in a transaction of its own. */
    write: (message: Parameters<typeof outbox.put>[1]) => database.transaction().execute((transaction) => outbox.put(transaction, message)),
    [Symbol.asyncDispose]: () => outbox[Symbol.asyncDispose](),
  };
};
