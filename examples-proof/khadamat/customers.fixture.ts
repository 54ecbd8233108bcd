/** People at work on the platform: customers who book and pay, providers who send documents, readers. Each has an address of its own, as behind a proxy. */
import { randomUUID } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import { TOKENS } from './staging.fixture.ts';

/** In two halves: whole, an antivirus would take this file away. */
export const EICAR = ['X5O!P%@AP[4\\PZX54(P^)7CC)7}$', 'EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*'].join('');
const PATIENCE_MS = 20_000;
/** Where everything takes an hour, and twelve can begin a day. */
const OFFERS = [
  { provider: 'octet-et-compagnie', service: 'informatique' },
  { provider: 'cours-du-soir', service: 'soutien-scolaire' },
  { provider: 'atelier-benali', service: 'serrurerie' },
] as const;
const DAYS = 80;

export interface Said {
  readonly what: string;
  readonly status: number;
  readonly code: string | undefined;
  /** Milliseconds since the process began (performance.now()). */
  readonly at: number;
  readonly body: Readonly<Record<string, unknown>>;
}

export interface Customers {
  readonly said: readonly Said[];
  /** Ids of documents that were accepted, clean or not. */
  readonly accepted: readonly { readonly id: string; readonly infected: boolean }[];
  readonly read: () => Promise<Said>;
  readonly book: () => Promise<void>;
  /** Two customers, one hour. */
  readonly compete: () => Promise<readonly Said[]>;
  readonly send: (infected: boolean) => Promise<Said>;
  readonly health: () => Promise<Said>;
}

/** `origins`: the platform's processes, each asked in turn; more may join. */
export const customersOf = (origins: readonly string[], providerId: string): Customers => {
  const said: Said[] = [];
  const accepted: { readonly id: string; readonly infected: boolean }[] = [];
  let people = 0;
  let hours = 0;

  const ask = async (what: string, path: string, init: RequestInit = {}): Promise<Said> => {
    const headers = new Headers(init.headers);
    headers.set('x-forwarded-for', `10.1.${(people >> 8) & 255}.${people++ & 255}`);
    const at = performance.now();
    const origin = origins[said.length % origins.length];
    const response = await fetch(`${origin}${path}`, { ...init, headers, signal: AbortSignal.timeout(PATIENCE_MS) });
    const body = (await response.json()) as Readonly<Record<string, unknown>>;
    const one = { what, status: response.status, code: typeof body.code === 'string' ? body.code : undefined, at, body };
    said.push(one);
    return one;
  };
  const json = (body: object, headers: Readonly<Record<string, string>> = {}): RequestInit => ({
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify(body),
  });
  const nextHour = () => {
    const n = hours++;
    const offer = OFFERS[n % OFFERS.length] ?? OFFERS[0];
    const slot = Math.floor(n / OFFERS.length);
    const start = new Date(Date.now() + (2 + (slot % DAYS)) * 86_400_000);
    start.setUTCHours(7 + (Math.floor(slot / DAYS) % 12), 0, 0, 0);
    return { ...offer, startsAt: start.toISOString() };
  };
  const booking = (hour: ReturnType<typeof nextHour>) =>
    ask(
      'book',
      '/api/bookings',
      json({ ...hour, language: 'fr', customer: { name: 'Léa Martin', email: `lea-${randomUUID()}@example.org`, phone: '+33612345678' } }),
    );

  return {
    said,
    accepted,
    read: () => ask('read', '/api/services'),
    health: () => ask('health', '/health'),
    book: async () => {
      const { status, body } = await booking(nextHour());
      if (status !== 201 || typeof body.checkoutUrl !== 'string') return;
      await fetch(body.checkoutUrl, { method: 'POST', body: new URLSearchParams({ card: '4242424242424242' }), redirect: 'manual' });
      // Back from the page: confirmed by reading, beside the webhooks.
      await ask('confirm', `/api/bookings/${body.id}/confirm`, { method: 'POST', headers: { authorization: `Bearer ${body.token}` } });
    },
    compete: () => {
      const hour = nextHour();
      return Promise.all([booking(hour), booking(hour)]);
    },
    send: async (infected) => {
      const link = await ask(
        'link',
        `/api/admin/providers/${providerId}/verifications`,
        json({ firstName: 'Amina', lastName: 'Benali' }, { authorization: `Bearer ${TOKENS.admin}` }),
      );
      if (link.status !== 201) return link;
      const filling = Buffer.alloc(60_000, 'x');
      const form = new FormData();
      form.set('document', new File([Buffer.from('%PDF-1.7\n'), filling, ...(infected ? [EICAR] : []), filling], 'passport.pdf'));
      const sent = await ask('upload', `/api/verifications/${link.body.id}/document`, {
        method: 'POST',
        headers: { authorization: `Bearer ${link.body.token}` },
        body: form,
      });
      if (sent.status === 202) accepted.push({ id: String(link.body.id), infected });
      return sent;
    },
  };
};

const PAUSE_MS = 40;

/** Keeps `act` going, one after the other, until stopped. What it throws ends it, is told at once, and comes out of `stop`. */
export const keepDoing = (act: () => Promise<unknown>, tell: (error: unknown) => void): { readonly stop: () => Promise<void> } => {
  let going = true;
  const work = (async () => {
    while (going) {
      await act();
      await delay(PAUSE_MS);
    }
  })();
  work.catch(tell);
  return {
    stop: async () => {
      going = false;
      await work;
    },
  };
};
