import { execFile } from 'node:child_process';
import { createServer } from 'node:http';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { WebhookEventVerifier } from '@onfido/api';
import Stripe from 'stripe';
import { expect, test } from 'vitest';
import { startStandIns } from './stand-ins.ts';

const SECRETS = { stripe: 'whsec_standinstandinstandin', onfido: 'standin' };

test('the vendors’ own clients get what the vendors’ references say, and nothing else is reached', { timeout: 60_000 }, async () => {
  await using standIns = await startStandIns();
  await using inbox = await openInbox();
  standIns.stripe.webhooks.subscribe({ url: `${inbox.origin}/stripe`, secret: SECRETS.stripe });
  standIns.onfido.webhooks.subscribe({ url: `${inbox.origin}/onfido`, secret: SECRETS.onfido });

  const said = await promisify(execFile)(process.execPath, [join(import.meta.dirname, 'clients.fixture.ts')], {
    env: { ...process.env, ...standIns.env },
  });
  const { checks, ...got } = JSON.parse(said.stdout) as { readonly checks: readonly string[] };
  expect(got).toEqual({
    stripe: {
      sameSession: true,
      other: 'idempotency',
      nothing: 'resource_missing',
      declined: 402,
      paid: [303, 'https://khadamat.example/ok'],
      intent: ['succeeded', 2500, 'b1'],
      refund: 'succeeded',
      refundedTwice: 'charge_already_refunded',
    },
    sms: [1, [{ code: 9, description: 'no (correct) recipients found', parameter: 'recipients' }]],
    unknown: 404,
    reported: true,
    elsewhere: 'refused',
  });
  expect(standIns.messagebird.sent).toMatchObject([{ originator: 'Khadamat', recipient: '+33612345678', body: 'Bonjour' }]);
  expect(standIns.sentry.events).toMatchObject([{ exception: { values: [{ value: 'a report' }] } }]);
  expect(standIns.gateway.refused).toEqual(['example.com:443']);
  expect(checks.map((id) => standIns.onfido.checks.get(id)?.result)).toEqual(['clear', 'consider']);

  await standIns.stripe.webhooks.settled();
  await standIns.onfido.webhooks.settled();
  const events = inbox.taken.flatMap(({ path, body, signature }) =>
    path === '/stripe' ? [Stripe.webhooks.constructEvent(body, signature, SECRETS.stripe).type] : [],
  );
  expect(events.toSorted()).toEqual(['checkout.session.completed', 'payment_intent.payment_failed', 'payment_intent.succeeded']);
  const completed = inbox.taken.flatMap(({ path, body, signature }) =>
    path === '/onfido' ? [new WebhookEventVerifier(SECRETS.onfido).readPayload(body, signature).payload?.object?.id] : [],
  );
  expect(completed.toSorted()).toEqual(checks.toSorted());
});

/** Refuses the first delivery of everything: vendors come back. */
const openInbox = async () => {
  const taken: { readonly path: string; readonly body: string; readonly signature: string }[] = [];
  const seen = new Set<string>();
  const server = createServer(async (request, response) => {
    const body = Buffer.concat(await request.toArray()).toString();
    const known = seen.has(body);
    seen.add(body);
    if (known)
      taken.push({
        path: request.url ?? '',
        body,
        signature: String(request.headers['stripe-signature'] ?? request.headers['x-sha2-signature']),
      });
    response.writeHead(known ? 200 : 503).end();
  });
  const { promise, resolve } = Promise.withResolvers<void>();
  server.listen(0, '127.0.0.1', resolve);
  await promise;
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  return {
    origin: `http://127.0.0.1:${address.port}`,
    taken,
    [Symbol.asyncDispose]: async () => {
      server.closeAllConnections();
      await new Promise((done) => server.close(done));
    },
  };
};
