/** Work that comes back: every `everyMs`, and at once when woken; never twice at the same time. What it throws is logged, and the next turn tries again. */
import type { FastifyBaseLogger } from 'fastify';

export interface RecurringOptions {
  readonly name: string;
  readonly everyMs: number;
  readonly run: () => Promise<void>;
  readonly log: FastifyBaseLogger;
}

export interface Recurring {
  /** Runs now, or once more when it is already running. */
  wake(): void;
  /** Waits for the run under way; nothing runs afterwards. */
  close(): Promise<void>;
}

export const startRecurring = ({ name, everyMs, run, log }: RecurringOptions): Recurring => {
  let running: Promise<void> | undefined;
  let again = false;
  let closed = false;
  const turn = async (): Promise<void> => {
    do {
      again = false;
      await run().catch((error: unknown) => log.error({ err: error, work: name }, 'recurring work failed'));
    } while (again && !closed);
    running = undefined;
  };
  const wake = (): void => {
    if (closed) return;
    if (running === undefined) running = turn();
    else again = true;
  };
  const timer = setInterval(wake, everyMs);
  timer.unref();
  return {
    wake,
    close: async () => {
      closed = true;
      clearInterval(timer);
      await running;
    },
  };
};
