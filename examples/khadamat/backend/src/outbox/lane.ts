/** One channel's deliveries, a few at a time: a mail server that lets its callers wait does not make text messages wait. */

import { type Attempt, Delivery, type DeliveryParts } from './delivery.ts';
import type { Channel } from './message-table.ts';
import { dueMessages, hasten } from './message-table.ts';

const AT_ONCE = 3;
/** As many as are remembered for when the service is back; the rest comes by its own next attempt. */
const MOST_WAITING = 500;

export interface LaneParts extends DeliveryParts {
  readonly channel: Channel;
  /** Told of each attempt, and how many seconds it took. */
  readonly onAttempt: (attempt: Attempt, seconds: number) => void;
  /** Told when the database could not be asked, once until it could again. The lane goes on at the next sweep. */
  readonly onTrouble: (error: unknown) => void;
}

export class Lane {
  readonly #parts: LaneParts;
  readonly #delivery: Delivery;
  readonly #underWay = new Map<string, Promise<void>>();
  /** Failed because the service was away. Its first success makes them due: nobody waits a quarter of an hour for a server that is back. */
  readonly #waitingForService = new Set<string>();
  readonly #stop = new AbortController();
  #closed = false;
  /** Something was due that found no room. */
  #more = false;
  #troubled = false;

  constructor(parts: LaneParts) {
    this.#parts = parts;
    this.#delivery = new Delivery(parts);
  }

  /** Sends that message now, if there is room. */
  begin(id: string): void {
    if (this.#closed || this.#underWay.has(id)) return;
    if (this.#underWay.size >= AT_ONCE) {
      this.#more = true;
      return;
    }
    this.#underWay.set(
      id,
      this.#attempt(id).finally(() => {
        this.#underWay.delete(id);
        if (this.#more) void this.sweep();
      }),
    );
  }

  /** Sends what is due. Never throws. */
  async sweep(): Promise<void> {
    if (this.#closed) return;
    const { database, channel, clock } = this.#parts;
    this.#more = false;
    try {
      await this.#delivery.settleRest();
      // One more than there is room for says that there is more.
      for (const id of await dueMessages(database, channel, clock.now(), AT_ONCE + 1)) this.begin(id);
      this.#troubled = false;
    } catch (error) {
      this.#say(error);
    }
  }

  /** Begins nothing more; gives what is under way `graceMs`, then interrupts it. What was interrupted is due again a moment later, for another process. */
  async close(graceMs: number): Promise<void> {
    this.#closed = true;
    const timer = setTimeout(() => this.#stop.abort(), graceMs);
    await Promise.all(this.#underWay.values());
    clearTimeout(timer);
    await this.#delivery.settleRest().catch((error: unknown) => this.#say(error));
  }

  async #attempt(id: string): Promise<void> {
    const began = performance.now();
    try {
      const attempt = await this.#delivery.attempt(id, this.#stop.signal);
      if (attempt === undefined) return;
      this.#parts.onAttempt(attempt, (performance.now() - began) / 1000);
      if (attempt.outcome === 'service' && this.#waitingForService.size < MOST_WAITING) this.#waitingForService.add(id);
      if (attempt.outcome === 'sent') await this.#serviceIsBack(id);
    } catch (error) {
      this.#say(error);
    }
  }

  #say(error: unknown): void {
    if (!this.#troubled) this.#parts.onTrouble(error);
    this.#troubled = true;
  }

  async #serviceIsBack(id: string): Promise<void> {
    this.#waitingForService.delete(id);
    const waiting = [...this.#waitingForService];
    if (waiting.length === 0) return;
    const { database, clock } = this.#parts;
    await hasten(database, waiting, clock.now());
    this.#waitingForService.clear();
    this.#more = true;
  }
}
