/**
 * What is counted, in Prometheus' terms. Labels are words of this program only: an address, an id or a name would be personal, and a series for each of them.
 * Each opening has a registry of its own; prom-client's global one would be shared by every test.
 */
import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';
import type { Clock } from '../clock.ts';
import type { Backlog } from '../outbox/message-table.ts';

const SECONDS = [0.005, 0.01, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30];

export interface Metrics {
  readonly registry: Registry;
  readonly requestSeconds: Histogram<'method' | 'route' | 'status'>;
  readonly bookings: Counter<'state'>;
  readonly webhooks: Counter<'from' | 'outcome'>;
  readonly uploads: Counter<'outcome'>;
  readonly verifications: Counter<'outcome'>;
  readonly backups: Counter<'outcome'>;
  readonly messages: Counter<'channel' | 'outcome'>;
  readonly sendSeconds: Histogram<'channel'>;
  readonly sharedFailures: Counter<'use'>;
  /** Asked at each scrape, so that what is shown is what lies there and not what this process remembers. */
  watchBacklog(read: () => Promise<readonly Backlog[]>, clock: Clock): void;
}

export const openMetrics = (): Metrics => {
  const registry = new Registry();
  const registers = [registry];
  collectDefaultMetrics({ register: registry });
  const counter = <Label extends string>(name: string, help: string, ...labelNames: Label[]) =>
    new Counter<Label>({ name: `khadamat_${name}_total`, help, labelNames, registers });
  const histogram = <Label extends string>(name: string, help: string, ...labelNames: Label[]) =>
    new Histogram<Label>({ name: `khadamat_${name}_seconds`, help, labelNames, buckets: SECONDS, registers });
  return {
    registry,
    requestSeconds: histogram('request', 'How long requests took', 'method', 'route', 'status'),
    bookings: counter('bookings', 'Bookings that came to a state', 'state'),
    webhooks: counter('webhooks', 'Webhook events received', 'from', 'outcome'),
    uploads: counter('uploads', 'Documents received', 'outcome'),
    verifications: counter('verifications', 'Verifications that came to a state', 'outcome'),
    backups: counter('backups', 'Backups attempted', 'outcome'),
    messages: counter('messages', 'Attempts to send a message', 'channel', 'outcome'),
    sendSeconds: histogram('send', 'How long attempts to send a message took', 'channel'),
    sharedFailures: counter('shared_failures', 'Questions to the shared store that were not answered', 'use'),
    watchBacklog: (read, clock) => watchBacklog(registers, read, clock),
  };
};

const watchBacklog = (registers: Registry[], read: () => Promise<readonly Backlog[]>, clock: Clock): void => {
  const gauge = (name: string, help: string, measure: (backlog: Backlog) => number) =>
    new Gauge({
      name: `khadamat_outbox_${name}`,
      help,
      labelNames: ['channel', 'status'],
      registers,
      async collect() {
        this.reset();
        // A database that is away must not take the other metrics away: these are then absent, which an alert can see.
        for (const each of await read().catch(() => [])) this.set({ channel: each.channel, status: each.status }, measure(each));
      },
    });
  gauge('messages', 'Messages that have not gone out: queued, or failed and kept', ({ messages }) => messages);
  gauge('oldest_seconds', 'Age of the oldest of them', ({ since }) => (clock.now().getTime() - since.getTime()) / 1000);
};
