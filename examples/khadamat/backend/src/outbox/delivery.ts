/**
 * One attempt to send one message: claim, send, settle.
 *
 * A message goes out at least once. In normal operation exactly once: only who holds the claim sends, and a send ends well before its lease does. Twice is possible when
 * a process dies, or is told to stop, between the server's "I have it" and our row saying so; or when the database is away then, and this process ends before it is back.
 */
import type { Clock } from '../clock.ts';
import type { Database } from '../database/tables.ts';
import { type ClaimedMessage, claimMessage, later, settleNotSent, settleSent } from './message-table.ts';
import { delayAfter, MOST_ATTEMPTS } from './next-attempt.ts';
import { NotSent, type Sender } from './sender.ts';

const LEASE_MS = 60_000;
/** Half the lease: the other half is for settling. */
const SEND_MS = 30_000;

export type Outcome = 'sent' | 'deferred' | 'service' | 'refused' | 'given-up';

export interface Attempt {
  readonly id: string;
  readonly outcome: Outcome;
  /** Undefined when sent. */
  readonly error: NotSent | undefined;
}

export interface DeliveryParts {
  readonly database: Database;
  readonly clock: Clock;
  readonly sender: Sender;
  readonly chance?: () => number;
}

export class Delivery {
  readonly #parts: DeliveryParts;
  /** Went out, and the database could not be told: told at the next occasion, and not sent again by this process. */
  readonly #unsettled = new Set<string>();

  constructor(parts: DeliveryParts) {
    this.#parts = parts;
  }

  /** Undefined: somebody else has it, or it is not due. Throws what the database throws. */
  async attempt(id: string, signal: AbortSignal): Promise<Attempt | undefined> {
    const { database, clock } = this.#parts;
    if (this.#unsettled.has(id)) return this.#settleSent(id);
    const message = await claimMessage(database, id, clock.now(), LEASE_MS);
    if (message === undefined) return undefined;
    // It ended a process so often that nobody lived to count it.
    if (message.attempts > MOST_ATTEMPTS) return this.#settleNotSent(message, new NotSent('service', 'NO_OUTCOME'));
    const error = await this.#send(message, signal);
    return error === undefined ? this.#settleSent(id) : this.#settleNotSent(message, error);
  }

  /** Tells the database what it missed. Throws what it throws. */
  async settleRest(): Promise<void> {
    for (const id of this.#unsettled) await this.#settleSent(id);
  }

  async #send(message: ClaimedMessage, stop: AbortSignal): Promise<NotSent | undefined> {
    const { id, recipient, subject, body, created_at } = message;
    const signal = AbortSignal.any([stop, AbortSignal.timeout(SEND_MS)]);
    try {
      await this.#parts.sender.send({ id, recipient, subject, body, createdAt: new Date(created_at) }, signal);
      return undefined;
    } catch (error) {
      // A sender's own mistake is like a message nobody can send: tried again, and given up in the end.
      return error instanceof NotSent ? error : new NotSent('deferred', 'SENDER_FAILED', { cause: error });
    }
  }

  async #settleSent(id: string): Promise<Attempt> {
    const { database, clock } = this.#parts;
    this.#unsettled.add(id);
    await settleSent(database, id, clock.now());
    this.#unsettled.delete(id);
    return { id, outcome: 'sent', error: undefined };
  }

  async #settleNotSent(message: ClaimedMessage, error: NotSent): Promise<Attempt> {
    const { database, clock, chance = Math.random } = this.#parts;
    const givenUp = message.attempts >= MOST_ATTEMPTS;
    const retryAt = error.why === 'refused' || givenUp ? undefined : new Date(later(clock.now(), delayAfter(message.attempts, chance())));
    await settleNotSent(database, message, { code: error.code, retryAt });
    return { id: message.id, outcome: error.why !== 'refused' && givenUp ? 'given-up' : error.why, error };
  }
}
