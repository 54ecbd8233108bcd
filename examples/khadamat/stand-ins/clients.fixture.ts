/** The vendors' own clients, in a process that is started with the stand-ins' environment. Prints what they got, as JSON. */
import { Configuration, DefaultApi, FileTransfer } from '@onfido/api';
import * as sentry from '@sentry/node';
import messagebird from 'messagebird';
import Stripe from 'stripe';

const stripe = new Stripe('sk_test_standin', { httpClient: Stripe.createFetchHttpClient(), maxNetworkRetries: 0, telemetry: false });
const request = {
  mode: 'payment' as const,
  line_items: [{ quantity: 2, price_data: { currency: 'eur', unit_amount: 1250, product_data: { name: 'Ménage' } } }],
  payment_intent_data: { metadata: { booking_id: 'b1' } },
  success_url: 'https://khadamat.example/ok',
};
const session = await stripe.checkout.sessions.create(request, { idempotencyKey: 'k1' });
const again = await stripe.checkout.sessions.create(request, { idempotencyKey: 'k1' });
const other = await stripe.checkout.sessions
  .create({ ...request, success_url: 'https://khadamat.example/other' }, { idempotencyKey: 'k1' })
  .catch((error: unknown) => (error instanceof Stripe.errors.StripeIdempotencyError ? 'idempotency' : String(error)));
const nothing = await stripe.checkout.sessions
  .retrieve('cs_test_nothing')
  .catch((error: unknown) => (error instanceof Stripe.errors.StripeError ? error.code : String(error)));
const declined = await fetch(session.url ?? '', { method: 'POST', body: new URLSearchParams({ card: '4000 0000 0000 0002' }) });
const paid = await fetch(session.url ?? '', {
  method: 'POST',
  body: new URLSearchParams({ card: '4242424242424242' }),
  redirect: 'manual',
});
const { payment_intent: intent } = await stripe.checkout.sessions.retrieve(session.id, { expand: ['payment_intent'] });
const intentId = typeof intent === 'object' ? intent?.id : undefined;
const refund = await stripe.refunds.create({ payment_intent: intentId ?? '', amount: 2500 });
const refundedTwice = await stripe.refunds
  .create({ payment_intent: intentId ?? '', amount: 1 })
  .catch((error: unknown) => (error instanceof Stripe.errors.StripeError ? error.code : String(error)));

const sms = messagebird.initClient('test_standin');
const send = (recipients: string[]) =>
  new Promise<unknown>((done) => {
    sms.messages.create({ originator: 'Khadamat', recipients, body: 'Bonjour' }, (error, answer) => {
      done(error === null ? answer?.recipients.totalSentCount : (error as unknown as { errors: unknown }).errors);
    });
  });

const onfido = new DefaultApi(new Configuration({ apiToken: 'api_sandbox.standin' }));
const check = async (lastName: string) => {
  const applicant = await onfido.createApplicant({ first_name: 'Amina', last_name: lastName });
  await onfido.uploadDocument('passport', applicant.data.id, new FileTransfer(Buffer.alloc(3000), 'passport.pdf'));
  return (await onfido.createCheck({ applicant_id: applicant.data.id, report_names: ['document'] })).data.id;
};
const checks = [await check('Benali'), await check('Consider')];
const unknown = await onfido.findCheck('none').catch((error: { response?: { status: number } }) => error.response?.status);

sentry.init({ dsn: 'https://abc@o1.ingest.sentry.io/1', defaultIntegrations: false });
sentry.captureException(new Error('a report'));
const reported = await sentry.flush(5000);

console.log(
  JSON.stringify({
    stripe: {
      sameSession: again.id === session.id,
      other,
      nothing,
      declined: declined.status,
      paid: [paid.status, paid.headers.get('location')],
      intent: typeof intent === 'object' && [intent?.status, intent?.amount_received, intent?.metadata.booking_id],
      refund: refund.status,
      refundedTwice,
    },
    sms: [await send(['+33612345678']), await send(['nobody'])],
    checks,
    unknown,
    reported,
    elsewhere: await fetch('https://example.com').then(
      () => 'reached',
      () => 'refused',
    ),
  }),
);
