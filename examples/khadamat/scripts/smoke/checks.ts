/** What a smoke run looks at, in this order. Each gives what it saw, or throws. */
import { bookAndCancel, bookAndPay } from './booking-checks.ts';
import { ask, expectStatus, expectThat, Left, type Target } from './target.ts';
import { cleanDocument, infectedDocument } from './upload-checks.ts';

export interface Check {
  readonly name: string;
  readonly run: (target: Target) => Promise<string>;
}

const healthy = async (target: Target): Promise<string> => {
  const { body } = expectStatus(await ask(target, '/health'), 200);
  expectThat(body.status === 'ok', `it is ${body.status}: ${JSON.stringify(body.checks)}`);
  return Object.keys(body.checks).join(', ');
};

const client = async (target: Target): Promise<string> => {
  const { status, body } = await ask(target, '/', { headers: { accept: 'text/html' } });
  if (status === 404 && target.environment === 'local') throw new Left('the client is not built: npm run build');
  expectThat(status === 200 && /<div id="root">/.test(String(body)), `it answers ${status}, and no page of the client`);
  return 'its page is served';
};

const catalogue = async (target: Target): Promise<string> => {
  const { body: categories } = expectStatus(await ask(target, '/api/categories'), 200);
  const { body: services } = expectStatus(await ask(target, '/api/services'), 200);
  const { body: providers } = expectStatus(await ask(target, '/api/providers'), 200);
  expectThat(categories.length > 0 && services.length > 0 && providers.items.length > 0, 'it is empty: npm run seed');
  return `${categories.length} categories, ${services.length} services, ${providers.items.length} providers`;
};

const headers = async (target: Target): Promise<string> => {
  const { headers: said } = await ask(target, '/health');
  expectThat(said.get('x-content-type-options') === 'nosniff', 'browsers may guess types');
  const hsts = said.get('strict-transport-security');
  expectThat((hsts !== null) === (target.environment !== 'local'), hsts === null ? 'no HSTS' : 'HSTS, on a developer machine');
  return hsts === null ? 'no HSTS, as it should be here' : 'HSTS';
};

const metrics = async (target: Target): Promise<string> => {
  const { status } = expectStatus(await ask(target, '/metrics'), 401, ...(target.environment === 'local' ? [404] : []));
  if (status === 404) throw new Left('there are none: METRICS_TOKEN is not set');
  if (target.metricsToken === undefined) throw new Left('closed without a token; METRICS_TOKEN would open it');
  const { body } = expectStatus(await ask(target, '/metrics', { token: target.metricsToken }), 200);
  expectThat(/^# TYPE \w+/m.test(String(body)), 'no page of metrics');
  return 'closed without the token, open with it';
};

const forgedWebhook = async (target: Target): Promise<string> => {
  const forged = {
    method: 'POST',
    body: { id: 'evt_forged', type: 'payment_intent.succeeded' },
    headers: { 'stripe-signature': 't=1,v1=00' },
  } as const;
  const { status } = expectStatus(await ask(target, '/webhooks/stripe', forged), 400, 401, 501);
  return status === 501 ? 'no webhook is set' : 'refused';
};

const administration = async (target: Target): Promise<string> => {
  expectStatus(await ask(target, '/api/admin/overview'), 401, 403, 404);
  expectStatus(await ask(target, '/api/admin/overview', { token: 'not-the-token' }), 401, 403, 404);
  return 'closed';
};

const smokeRoutes = async (target: Target): Promise<string> => {
  const { status } = await ask(target, '/smoke');
  if (target.environment === 'local') return status === 404 ? 'closed' : 'open, on a developer machine';
  expectThat(status === 404, `the routes for tests are open: ${status}`);
  return 'closed';
};

export const CHECKS: readonly Check[] = [
  { name: 'health', run: healthy },
  { name: 'client', run: client },
  { name: 'catalogue', run: catalogue },
  { name: 'headers', run: headers },
  { name: 'metrics', run: metrics },
  { name: 'administration', run: administration },
  { name: 'routes for tests', run: smokeRoutes },
  { name: 'a forged webhook', run: forgedWebhook },
  { name: 'a booking, cancelled', run: bookAndCancel },
  { name: 'a booking, paid', run: bookAndPay },
  { name: 'a document', run: cleanDocument },
  { name: 'an infected document', run: infectedDocument },
];
