import { expect, test, vi } from 'vitest';
import { ADMIN_TOKEN, bearer, newPlatform, type Platform, successOf } from '../platform.fixture.ts';

const read = async ({ app }: Platform, booking: Awaited<ReturnType<Platform['book']>>) =>
  (await app.inject({ url: `/api/bookings/${booking.body.id}`, headers: booking.headers })).json();
const act = async ({ app }: Platform, booking: Awaited<ReturnType<Platform['book']>>, action: 'confirm' | 'cancel') =>
  app.inject({ method: 'POST', url: `/api/bookings/${booking.body.id}/${action}`, headers: booking.headers });
const messages = ({ services }: Platform) => services.database.selectFrom('outbox').select(['channel', 'recipient', 'subject']).execute();

test('a booking is made, paid on its page, and told to both', async () => {
  const platform = await newPlatform();
  const booking = await platform.book();
  expect(booking).toMatchObject({ status: 201, body: { status: 'awaiting-payment', priceCents: 9_000, currency: 'eur' } });
  expect(await messages(platform)).toEqual([]);
  expect(platform.stripe.pay(booking.session)).toBe('paid');
  expect((await platform.webhook(successOf(platform.stripe))).json()).toEqual({ received: true, outcome: 'paid' });
  expect(await read(platform, booking)).toMatchObject({ status: 'paid', checkoutUrl: null, refund: null });
  expect((await messages(platform)).map(({ channel, recipient }) => `${channel} ${recipient}`).sort()).toEqual([
    'email amina@client.example',
    'email atelier-benali@providers.khadamat.example',
    'sms +33612345678',
  ]);
});

test('an event counts once, however often and however closely it comes', async () => {
  const platform = await newPlatform();
  const booking = await platform.book();
  platform.stripe.pay(booking.session);
  const event = successOf(platform.stripe);
  const outcomes = await Promise.all(Array.from({ length: 5 }, () => platform.webhook(event)));
  expect(outcomes.map((each) => each.json().outcome).sort()).toEqual(['known', 'known', 'known', 'known', 'paid']);
  // The same payment under another event, and read back besides.
  const again = { body: JSON.stringify({ ...JSON.parse(event.body), id: 'evt_another' }) };
  expect((await platform.webhook(again)).json().outcome).toBe('known');
  await act(platform, booking, 'confirm');
  expect(await messages(platform)).toHaveLength(3);
  expect(await platform.services.database.selectFrom('refunds').selectAll().execute()).toEqual([]);
});

test('the webhook may come before the call that opened the page has answered', async () => {
  const platform = await newPlatform();
  let outcome = '';
  platform.onStripe = async (call, path) => {
    const response = await call();
    if (path === '/v1/checkout/sessions') {
      const { id } = (await response.clone().json()) as { id: string };
      platform.stripe.pay(id);
      outcome = (await platform.webhook(successOf(platform.stripe))).json().outcome;
    }
    return response;
  };
  const booking = await platform.book();
  expect(outcome).toBe('paid');
  expect(booking).toMatchObject({ status: 201, body: { status: 'paid' } });
  expect(await read(platform, booking)).toMatchObject({ status: 'paid' });
});

test('without a webhook, the payment is read back from Stripe', async () => {
  const platform = await newPlatform({ STRIPE_WEBHOOK_SECRET: '' });
  const booking = await platform.book();
  expect((await act(platform, booking, 'confirm')).json()).toMatchObject({ status: 'awaiting-payment' });
  platform.stripe.pay(booking.session);
  expect((await platform.webhook(successOf(platform.stripe))).statusCode).toBe(501);
  const [one, two] = await Promise.all([act(platform, booking, 'confirm'), act(platform, booking, 'confirm')]);
  expect([one.json().status, two.json().status]).toEqual(['paid', 'paid']);
  expect(await messages(platform)).toHaveLength(3);
});

test('another amount than the price is given back, and the booking is cancelled', async () => {
  const platform = await newPlatform();
  const booking = await platform.book();
  platform.stripe.pay(booking.session, { amount: 100 });
  expect((await platform.webhook(successOf(platform.stripe))).json().outcome).toBe('refunded');
  await vi.waitFor(async () => expect(await platform.refundsSent()).toBe(1));
  expect(await read(platform, booking)).toMatchObject({
    status: 'cancelled',
    cancelReason: 'amount-mismatch',
    refund: { amountCents: 100, status: 'sent' },
  });
  expect([...platform.stripe.refunds.values()].map(({ amount }) => amount)).toEqual([100]);
  expect(await platform.book()).toMatchObject({ status: 201 });
});

test('cancelling a paid booking gives the money back once, also while Stripe is away', async () => {
  const platform = await newPlatform();
  const booking = await platform.book();
  platform.stripe.pay(booking.session);
  await platform.webhook(successOf(platform.stripe));
  let tried = 0;
  platform.onStripe = async () => {
    tried += 1;
    throw new TypeError('fetch failed');
  };
  const answers = await Promise.all([act(platform, booking, 'cancel'), act(platform, booking, 'cancel')]);
  expect(answers.map((answer) => answer.json().status)).toEqual(['cancelled', 'cancelled']);
  await vi.waitFor(() => expect(tried).toBeGreaterThan(0));
  await vi.waitFor(async () =>
    expect((await platform.services.database.selectFrom('refunds').select('attempts').execute())[0]?.attempts).toBe(1),
  );
  expect(await read(platform, booking)).toMatchObject({ refund: { amountCents: 9_000, status: 'due' } });

  platform.onStripe = (call) => call();
  platform.clock.pass(3);
  platform.services.refunds.wake();
  await vi.waitFor(async () => expect(await platform.refundsSent()).toBe(1));
  expect(platform.stripe.refunds.size).toBe(1);
  expect(await read(platform, booking)).toMatchObject({ status: 'cancelled', cancelReason: 'customer', refund: { status: 'sent' } });
});

test('money that somebody gave back in the dashboard is not owed any more', async () => {
  const platform = await newPlatform();
  const booking = await platform.book();
  platform.stripe.pay(booking.session);
  await platform.webhook(successOf(platform.stripe));
  const { payment_intent_id: intentId } = await platform.services.database
    .selectFrom('bookings')
    .select('payment_intent_id')
    .executeTakeFirstOrThrow();
  await platform.services.payments?.refund({ refundId: 'by-hand', intentId: intentId ?? '', amountCents: 9_000 });
  await act(platform, booking, 'cancel');
  await vi.waitFor(async () => expect(await platform.refundsSent()).toBe(1));
  expect(platform.stripe.refunds.size).toBe(1);
});

test('giving up before paying writes to nobody: nobody has vouched for that address yet', async () => {
  const platform = await newPlatform();
  const given = await platform.book({
    customer: { name: 'http://evil.example', email: 'stranger@elsewhere.example', phone: '+33612345678' },
  });
  expect((await act(platform, given, 'cancel')).json()).toMatchObject({ status: 'cancelled', cancelReason: 'customer' });
  expect(await messages(platform)).toEqual([]);
});

test('a payment and a cancellation at once leave either a paid booking or money given back', async () => {
  const platform = await newPlatform();
  const booking = await platform.book();
  platform.stripe.pay(booking.session);
  const [, cancelled] = await Promise.all([platform.webhook(successOf(platform.stripe)), act(platform, booking, 'cancel')]);
  expect(cancelled.statusCode).toBe(200);
  expect(await read(platform, booking)).toMatchObject({ status: 'cancelled', refund: { amountCents: 9_000 } });
  await vi.waitFor(async () => expect(await platform.refundsSent()).toBe(1));
});

test('a booking nobody paid lapses, its hours are free, and money that comes late is given back', async () => {
  const platform = await newPlatform();
  const late = await platform.book();
  platform.stripe.pay(late.session);
  const event = successOf(platform.stripe);
  platform.clock.pass(41);
  const day = platform.hour(8).slice(0, 10);
  const free = await platform.app.inject(`/api/providers/atelier-benali/hours?service=plomberie&day=${day}`);
  expect(free.json().free).toContain(platform.hour(8));
  expect(await platform.book()).toMatchObject({ status: 201 });
  expect(await read(platform, late)).toMatchObject({ status: 'cancelled', cancelReason: 'expired' });
  expect((await platform.webhook(event)).json().outcome).toBe('refunded');
  await vi.waitFor(async () => expect(await platform.refundsSent()).toBe(1));
});

test('of many who want the same hours at once, one gets them', async () => {
  const platform = await newPlatform();
  // Two hours each: 8-10, 9-11 and 10-12; the middle one overlaps both.
  const starts = [8, 9, 10, 8, 9, 10];
  const bookings = await Promise.all(starts.map((hour) => platform.book({ startsAt: platform.hour(hour) })));
  const hours = await platform.services.database.selectFrom('taken_hours').select('hour').execute();
  expect(new Set(hours.map(({ hour }) => hour)).size).toBe(hours.length);
  expect(bookings.filter(({ status }) => status === 201)).toHaveLength(hours.length / 2);
  expect(new Set(bookings.filter(({ status }) => status !== 201).map(({ body }) => body.code))).toEqual(new Set(['SLOT_TAKEN']));
});

test('a page that Stripe cannot open gives the hours back', async () => {
  const platform = await newPlatform();
  platform.onStripe = async () => new Response(JSON.stringify({ error: { type: 'api_error', message: 'down' } }), { status: 500 });
  expect(await platform.book()).toMatchObject({ status: 503, body: { code: 'PAYMENTS_UNAVAILABLE' } });
  platform.onStripe = (call) => call();
  expect(await platform.book()).toMatchObject({ status: 201 });
  expect(await messages(platform)).toEqual([]);
});

test('who hangs up while a booking is made does not hold its hours', async () => {
  const platform = await newPlatform();
  const address = await platform.app.listen({ port: 0, host: '127.0.0.1' });
  const caller = new AbortController();
  platform.onStripe = async (call, path) => {
    if (path === '/v1/checkout/sessions') {
      caller.abort();
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
    return call();
  };
  const payload = {
    provider: 'atelier-benali',
    service: 'plomberie',
    startsAt: platform.hour(8),
    customer: { name: 'A', email: 'a@client.example' },
    language: 'en',
  };
  const request = fetch(`${address}/api/bookings`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(payload),
    signal: caller.signal,
  });
  await expect(request).rejects.toThrow();
  await vi.waitFor(async () => {
    const [booking] = await platform.services.database.selectFrom('bookings').selectAll().execute();
    expect(booking).toMatchObject({ status: 'cancelled', cancel_reason: 'customer' });
    expect(platform.stripe.sessions.get(booking?.session_id ?? '')?.status).toBe('expired');
  });
  platform.onStripe = (call) => call();
  expect(await platform.book()).toMatchObject({ status: 201 });
});

test('a booking opens for its token alone', async () => {
  const platform = await newPlatform();
  const { body } = await platform.book();
  for (const headers of [{}, { authorization: 'Bearer wrong' }, { authorization: `Bearer ${ADMIN_TOKEN}` }]) {
    for (const [method, path] of [
      ['GET', ''],
      ['POST', '/cancel'],
      ['POST', '/confirm'],
    ] as const) {
      const answer = await platform.app.inject({ method, url: `/api/bookings/${body.id}${path}`, headers });
      expect([answer.statusCode, answer.json().code]).toEqual([404, 'BOOKING_NOT_FOUND']);
    }
  }
  const stored = await platform.services.database.selectFrom('bookings').selectAll().executeTakeFirstOrThrow();
  expect(JSON.stringify(stored)).not.toContain(body.token);
});

test('a request that is not well formed, or asks for what is not on offer, is refused by name', async () => {
  const platform = await newPlatform();
  const customer = { name: 'A', email: 'a@b.example' };
  for (const [more, status, code] of [
    [{ service: 'jardinage' }, 404, 'OFFER_NOT_FOUND'],
    [{ startsAt: '2026-11-23T08:30:00Z' }, 422, 'SLOT_NOT_BOOKABLE'],
    [{ startsAt: '2020-01-01T08:00:00Z' }, 422, 'SLOT_NOT_BOOKABLE'],
    [{ startsAt: 'tomorrow' }, 400, 'REQUEST_INVALID'],
    [{ priceCents: 1 }, 400, 'REQUEST_INVALID'],
    [{ customer: { ...customer, name: 'A\r\nBcc: b@c.example' } }, 400, 'REQUEST_INVALID'],
    [{ customer: { ...customer, name: '  ' } }, 400, 'REQUEST_INVALID'],
    [{ customer: { ...customer, email: 'a@b.example, c@d.example' } }, 400, 'REQUEST_INVALID'],
    [{ customer: { ...customer, phone: '0612345678' } }, 400, 'REQUEST_INVALID'],
    [{ customer: undefined }, 400, 'REQUEST_INVALID'],
    [{ language: 'de' }, 400, 'REQUEST_INVALID'],
    [{ provider: "x' or 1=1" }, 400, 'REQUEST_INVALID'],
  ] as const) {
    expect(await platform.book(more), JSON.stringify(more)).toMatchObject({ status, body: { code } });
  }
  expect(await platform.services.database.selectFrom('bookings').selectAll().execute()).toEqual([]);
});

test('a webhook is believed for its signature only', async () => {
  const platform = await newPlatform();
  const booking = await platform.book();
  platform.stripe.pay(booking.session);
  const { body } = successOf(platform.stripe);
  const post = (signature: string | undefined, payload = body, type = 'application/json') =>
    platform.app.inject({
      method: 'POST',
      url: '/webhooks/stripe',
      headers: { 'content-type': type, ...(signature && { 'stripe-signature': signature }) },
      payload,
    });
  const good = platform.stripe.sign(body, 'whsec_0123456789abcdef0123456789abcdef');
  expect((await post(undefined)).json().code).toBe('SIGNATURE_REFUSED');
  expect((await post(platform.stripe.sign(body, 'whsec_another'))).json().code).toBe('SIGNATURE_REFUSED');
  expect((await post(good, `${body} `)).json().code).toBe('SIGNATURE_REFUSED');
  expect((await post(good, body, 'text/plain')).statusCode).toBe(415);
  expect((await read(platform, booking)).status).toBe('awaiting-payment');
  expect((await post(good)).json().outcome).toBe('paid');
  const foreign = JSON.stringify({
    ...JSON.parse(body),
    id: 'evt_f',
    data: { object: { ...JSON.parse(body).data.object, id: 'pi_f', metadata: {} } },
  });
  expect((await platform.webhook({ body: foreign })).json().outcome).toBe('foreign');
});

test('without a Stripe key nothing can be booked, and everything else is there', async () => {
  const platform = await newPlatform({ STRIPE_SECRET_KEY: '', STRIPE_WEBHOOK_SECRET: '' });
  expect(await platform.book()).toMatchObject({ status: 501, body: { code: 'PAYMENTS_OFF' } });
  expect((await platform.app.inject('/api/services')).statusCode).toBe(200);
});

test('the administration cancels, sees and pages', async () => {
  const platform = await newPlatform();
  const hours = [7, 9, 11, 13, 15];
  for (const hour of hours) await platform.book({ startsAt: platform.hour(hour) });
  const seen: string[] = [];
  let next: string | null = '';
  while (next !== null) {
    const page = await platform.app.inject({ url: `/api/admin/bookings?limit=2${next && `&cursor=${next}`}`, ...bearer(ADMIN_TOKEN) });
    const body: { readonly items: readonly { readonly startsAt: string }[]; readonly next: string | null } = page.json();
    seen.push(...body.items.map(({ startsAt }) => startsAt));
    next = body.next;
  }
  expect(seen.sort()).toEqual(hours.map((hour) => platform.hour(hour)));
  const [first] = await platform.services.database.selectFrom('bookings').select('id').execute();
  const cancelled = await platform.app.inject({ method: 'POST', url: `/api/admin/bookings/${first?.id}/cancel`, ...bearer(ADMIN_TOKEN) });
  expect(cancelled.json()).toMatchObject({ status: 'cancelled', cancelReason: 'admin' });
  const overview = await platform.app.inject({ url: '/api/admin/overview', ...bearer(ADMIN_TOKEN) });
  expect(overview.json()).toMatchObject({ environment: 'local', refundsDue: { count: 0, cents: 0 } });
});
