/**
 * Messages to people. A message is a row, written in the transaction of what it tells about; the row is the truth, and nothing else can lose or invent a message.
 * After the commit its id travels through the shared store, so that some process sends it at once. A sweep finds what no wake-up brought: written while that store was
 * away, left by a process that died, or due again after a failure.
 */
import type { FastifyBaseLogger } from 'fastify';
import type { Clock } from '../clock.ts';
import type { Database, DatabaseTransaction } from '../database/tables.ts';
import type { Errors } from '../observability/errors.ts';
import type { Metrics } from '../observability/metrics.ts';
import { type Recurring, startRecurring } from '../recurring.ts';
import type { WakeUps } from '../shared/port.ts';
import type { Attempt } from './delivery.ts';
import { Lane } from './lane.ts';
import { backlog, type Channel, channelOf, forgetSent, insertMessage, type NewMessage } from './message-table.ts';
import type { Sender } from './sender.ts';

const SWEEP_MS = 2_000;
const GRACE_MS = 10_000;
const FORGET_EVERY_MS = 60 * 60_000;
const KEEP_SENT_MS = 30 * 24 * 60 * 60_000;

export interface Outbox extends AsyncDisposable {
  /** Writes a message; gives its id for `wake`. */
  put(transaction: DatabaseTransaction, message: NewMessage): Promise<string>;
  /** After the commit. Never throws, and need not succeed. */
  wake(ids: readonly string[]): void;
  /** Begins to send: what lies there already, and what comes. A process that is not started only writes. */
  start(): void;
}

export interface OutboxParts {
  readonly database: Database;
  readonly wakeUps: WakeUps;
  readonly senders: Readonly<Record<Channel, Sender>>;
  readonly clock: Clock;
  readonly metrics: Metrics;
  readonly errors: Errors;
  readonly log: FastifyBaseLogger;
  /** Between two sweeps. */
  readonly sweepMs?: number;
  /** For sends under way when it is closed. */
  readonly graceMs?: number;
}

export const openOutbox = (parts: OutboxParts): Outbox => {
  const { database, wakeUps, clock, log, metrics, sweepMs = SWEEP_MS, graceMs = GRACE_MS } = parts;
  const lanes: Readonly<Record<Channel, Lane>> = { email: laneOf('email', parts), sms: laneOf('sms', parts) };
  const stop = new AbortController();
  let running: { readonly listening: Promise<void>; readonly sweeping: Recurring } | undefined;
  metrics.watchBacklog(() => backlog(database), clock);

  const listen = async (): Promise<void> => {
    while (!stop.signal.aborted) {
      const id = await wakeUps.take(stop.signal);
      if (id === undefined) continue;
      const channel = await channelOf(database, id).catch(() => undefined);
      if (channel !== undefined) lanes[channel].begin(id);
    }
  };
  let forgetAt = 0;
  const sweep = async (): Promise<void> => {
    await Promise.all([lanes.email.sweep(), lanes.sms.sweep()]);
    const now = clock.now().getTime();
    if (now < forgetAt) return;
    forgetAt = now + FORGET_EVERY_MS;
    await forgetSent(database, new Date(now - KEEP_SENT_MS));
  };
  return {
    put: (transaction, message) => insertMessage(transaction, message, clock.now()),
    wake: (ids) => {
      for (const id of ids)
        wakeUps.push(id).catch((error: unknown) => log.debug({ err: error }, 'no wake-up; the sweep will find the message'));
    },
    start: () => {
      running ??= { listening: listen(), sweeping: startRecurring({ name: 'outbox', everyMs: sweepMs, run: sweep, log }) };
      running.sweeping.wake();
    },
    [Symbol.asyncDispose]: async () => {
      stop.abort();
      await Promise.all([running?.listening, running?.sweeping.close()]);
      await Promise.all([lanes.email.close(graceMs), lanes.sms.close(graceMs)]);
    },
  };
};

const laneOf = (channel: Channel, { database, clock, senders, metrics, errors, log }: OutboxParts): Lane =>
  new Lane({
    channel,
    database,
    clock,
    sender: senders[channel],
    onAttempt: (attempt, seconds) => {
      metrics.messages.inc({ channel, outcome: attempt.outcome });
      metrics.sendSeconds.observe({ channel }, seconds);
      say(attempt, channel, log, errors);
    },
    onTrouble: (error) => log.warn({ err: error, channel }, 'the outbox could not ask the database; it will again'),
  });

/** Never the recipient, and never the server's own words, which repeat it. */
const say = ({ id, outcome, error }: Attempt, channel: Channel, log: FastifyBaseLogger, errors: Errors): void => {
  const facts = { message: id, channel, ...(error && { code: error.code }) };
  if (outcome === 'sent') log.info(facts, 'message sent');
  else if (outcome === 'refused') log.warn(facts, 'message refused, and kept as failed');
  else if (outcome === 'given-up') {
    log.error(facts, 'message given up, and kept as failed');
    errors.report(new Error(`a message was given up: ${error?.code}`), { code: 'MESSAGE_GIVEN_UP' });
  } else log.warn(facts, 'message not sent; it will be tried again');
};
