/** Bookings, as a customer makes them. Not in production: an hour of somebody's would be taken. */
import { setTimeout as delay } from 'node:timers/promises';
import { type Answer, ask, expectStatus, expectThat, Left, type Target } from './target.ts';

const A_DAY_MS = 24 * 3600 * 1000;
const DAYS_AHEAD = [60, 61, 62, 63, 64, 65, 66];
const PATIENCE_MS = 10_000;

export const bookAndCancel = async (target: Target): Promise<string> => {
  const { id, token, order } = await book(target);
  expectStatus(await ask(target, `/api/bookings/${id}`), 401, 404);
  const { body: seen } = expectStatus(await ask(target, `/api/bookings/${id}`, { token }), 200);
  expectThat(seen.status === 'awaiting-payment', `it is ${seen.status}`);
  expectStatus(await ask(target, '/api/bookings', { method: 'POST', body: order }), 409);
  const { body: cancelled } = expectStatus(await ask(target, `/api/bookings/${id}/cancel`, { method: 'POST', token }), 200);
  expectThat(cancelled.status === 'cancelled', `it is ${cancelled.status}`);
  return 'kept for one customer, and given back';
};

export const bookAndPay = async (target: Target): Promise<string> => {
  const { vendors } = target;
  if (vendors === undefined) throw new Left('nobody pays here');
  const { id, token } = await book(target);
  const session = [...vendors.stripe.sessions.values()].find((each) => each.client_reference_id === id);
  expectThat(session !== undefined, 'no page of payment was opened');
  expectThat(vendors.stripe.pay(session?.id ?? '') === 'paid', 'the payment did not go through');
  const until = Date.now() + PATIENCE_MS;
  while (Date.now() < until) {
    const { body } = expectStatus(await ask(target, `/api/bookings/${id}`, { token }), 200);
    if (body.status === 'paid') return 'paid, as the signed webhook says';
    await delay(100);
  }
  throw new Error('the webhook changed nothing');
};

interface Booked {
  readonly id: string;
  readonly token: string;
  readonly order: unknown;
}

const book = async (target: Target): Promise<Booked> => {
  if (target.environment === 'production') throw new Left('nothing is written in production');
  const { provider, service, startsAt } = await freeHour(target);
  const customer = { name: 'Essai Smoke', email: 'smoke@khadamat.example' };
  const order = { provider, service, startsAt, customer, language: 'fr' };
  const answer = await ask(target, '/api/bookings', { method: 'POST', body: order });
  if (isPaymentsOff(answer)) throw new Left('no STRIPE_SECRET_KEY there: bookings are refused in good order');
  const { body } = expectStatus(answer, 201);
  expectThat(typeof body.checkoutUrl === 'string', 'it leads to no page of payment');
  return { id: body.id, token: body.token, order };
};

const isPaymentsOff = ({ status, body }: Answer): boolean => status === 501 && body?.code === 'PAYMENTS_OFF';

const freeHour = async (target: Target) => {
  const { body: providers } = expectStatus(await ask(target, '/api/providers'), 200);
  for (const { slug } of providers.items) {
    const { body: provider } = expectStatus(await ask(target, `/api/providers/${slug}`), 200);
    const service = provider.offers[0]?.service.slug;
    for (const days of service === undefined ? [] : DAYS_AHEAD) {
      const day = new Date(Date.now() + days * A_DAY_MS).toISOString().slice(0, 10);
      const { body } = expectStatus(await ask(target, `/api/providers/${slug}/hours?day=${day}&service=${service}`), 200);
      if (body.free.length > 0) return { provider: slug as string, service: service as string, startsAt: body.free[0] as string };
    }
  }
  throw new Error('no provider has a free hour');
};
