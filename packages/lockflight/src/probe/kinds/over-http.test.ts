/** Probes over HTTP, against servers on this machine whose answers follow the vendors' published API. Stripe is asked by Stripe's own client. */
import { createHmac, createVerify, generateKeyPairSync } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server } from 'node:http';
import { afterEach, expect, test } from 'vitest';
import { probe, said } from '../../../test-servers/input.fixture.ts';

type Answer = readonly [status: number, body?: unknown, headers?: Readonly<Record<string, string>>];
let server: Server | undefined;
afterEach(() => void server?.close());

const serve = async (answer: (request: IncomingMessage, body: string) => Answer): Promise<string> => {
  server = createServer((request, response) => {
    let body = '';
    request.on('data', (chunk: Buffer) => {
      body += chunk.toString();
    });
    request.on('end', () => {
      const [status, json, headers = {}] = answer(request, body);
      const text = typeof json === 'string' ? json : JSON.stringify(json ?? {});
      response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(text);
    });
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  return `http://127.0.0.1:${(server.address() as { readonly port: number }).port}`;
};
const basicOf = (user: string, password: string) => `Basic ${Buffer.from(`${user}:${password}`).toString('base64')}`;

test('Stripe: the account, its mode, a key that is refused, a restricted one, the webhook', async () => {
  const KEY = 'sk_test_canary0123456789';
  const url = await serve(({ headers, url: path }) => {
    if (path !== '/v1/balance') return [404, { error: { type: 'invalid_request_error' } }];
    if (headers.authorization === `Bearer ${KEY}`) return [200, { object: 'balance', livemode: false, available: [], pending: [] }];
    if (headers.authorization === 'Bearer rk_test_restricted') return [403, { error: { type: 'invalid_request_error' } }];
    if (headers.authorization === 'Bearer sk_live_other') return [200, { object: 'balance', livemode: false }];
    return [401, { error: { type: 'invalid_request_error', message: 'Invalid API Key provided: sk_test_****' } }];
  });
  const webhook = 'whsec_0123456789abcdefghij';
  const checks = await probe('stripe', { key: KEY, webhook, url });
  expect(said(checks)).toEqual(['key passed', 'webhook passed', 'account passed']);
  expect(JSON.stringify(checks)).not.toMatch(/canary|0123456789/);
  const last = async (key: string) => said(await probe('stripe', { key, url })).at(-1);
  expect(await last('sk_test_wrong')).toBe('account service-login-refused');
  expect(await last('rk_test_restricted')).toBe('account passed');
  expect(await last('sk_live_other')).toBe('account service-wrong-mode');
  expect(await last('pk_test_publishable')).toBe('key service-address-invalid');
  expect(said(await probe('stripe', { key: KEY, webhook: 'secret', url }))).toContain('webhook service-address-invalid');
});

test('text messages: Twilio live and test, MessageBird, Vonage, one that nobody knows', async () => {
  const url = await serve(({ headers, url: path }) => {
    const { authorization } = headers;
    if (path === '/2010-04-01/Accounts/AC1.json' && authorization === basicOf('AC1', 'right'))
      return [200, { sid: 'AC1', status: 'active' }];
    if (path === '/2010-04-01/Accounts/AC2.json' && authorization === basicOf('AC2', 'right')) return [403, { code: 20008, status: 403 }];
    if (path === '/2010-04-01/Accounts/AC3.json') return [200, { sid: 'AC3', status: 'suspended' }];
    if (path === '/balance' && authorization === 'AccessKey live_right') return [200, { payment: 'prepaid', type: 'euros', amount: 12 }];
    if (path === '/account/get-balance' && authorization === basicOf('key', 'right')) return [200, { value: 10.28, autoReload: false }];
    if (path === '/' && authorization === 'Bearer right') return [204];
    return [401, { errors: [{ code: 2, description: 'Request not allowed' }] }];
  });
  const last = async (parts: Readonly<Record<string, string>>, mode?: 'test' | 'live') =>
    said(await probe('sms', { url, ...parts }, { mode })).at(-1);
  expect(await last({ provider: 'twilio', account: 'AC1', token: 'right' }, 'live')).toBe('account passed');
  expect(await last({ provider: 'Twilio', account: 'AC2', token: 'right' }, 'test')).toBe('account passed');
  expect(await last({ provider: 'twilio', account: 'AC2', token: 'right' }, 'live')).toBe('account service-login-refused');
  expect(await last({ provider: 'twilio', account: 'AC3', token: 'right' })).toBe('account service-login-refused');
  expect(await last({ provider: 'messagebird', key: 'live_right' })).toBe('account passed');
  expect(await last({ provider: 'messagebird', key: 'live_wrong' })).toBe('account service-login-refused');
  expect(await last({ provider: 'vonage', key: 'key', secret: 'right' })).toBe('account passed');
  expect(await last({ provider: 'carrier', key: 'right' })).toBe('account passed');
  expect(said(await probe('sms', { provider: 'carrier', key: 'right' }))).toEqual(['provider service-provider-unknown']);
});

test('identity checks: Onfido by token, Sumsub by signature', async () => {
  const url = await serve(({ headers, url: path = '', method }) => {
    if (path === '/v3.6/applicants?per_page=1')
      return headers.authorization === 'Token token=api_sandbox.right'
        ? [200, { applicants: [] }]
        : [401, { error: { type: 'authorization_error' } }];
    const signature = createHmac('sha256', 'secret').update(`${headers['x-app-access-ts']}${method}${path}`).digest('hex');
    return headers['x-app-access-sig'] === signature && headers['x-app-token'] === 'sbx:right' ? [200, { list: { items: [] } }] : [401];
  });
  const last = async (parts: Readonly<Record<string, string>>) => said(await probe('kyc', { url, ...parts })).at(-1);
  expect(await last({ provider: 'onfido', key: 'api_sandbox.right' })).toBe('account passed');
  expect(await last({ provider: 'onfido', key: 'api_sandbox.wrong' })).toBe('account service-login-refused');
  expect(await last({ provider: 'sumsub', key: 'sbx:right', secret: 'secret' })).toBe('account passed');
  expect(await last({ provider: 'sumsub', key: 'sbx:right', secret: 'other' })).toBe('account service-login-refused');
});

test('Firebase: the account is signed for, accepted, and of the project', async () => {
  const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const pem = privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
  const account = { project_id: 'shop-staging', client_email: 'doctor@shop-staging.iam.gserviceaccount.com', private_key: pem };
  const url = await serve(({ headers, url: path }, body) => {
    if (path === '/token') {
      const [head = '', claims = '', signature = ''] = new URLSearchParams(body).get('assertion')?.split('.') ?? [];
      const right = createVerify('RSA-SHA256').update(`${head}.${claims}`).verify(publicKey, signature, 'base64url');
      return right ? [200, { access_token: 'ya29.right', expires_in: 3599, token_type: 'Bearer' }] : [400, { error: 'invalid_grant' }];
    }
    if (headers.authorization !== 'Bearer ya29.right') return [401];
    return path === '/v1beta1/projects/shop-staging' ? [200, { projectId: 'shop-staging', state: 'ACTIVE' }] : [404];
  });
  const key = JSON.stringify(account);
  const checks = await probe('firebase', { project: 'shop-staging', key, url });
  expect(said(checks)).toEqual(['project passed', 'identity passed', 'login passed', 'active passed']);
  expect(said(await probe('firebase', { project: 'shop-staging', key: Buffer.from(key).toString('base64'), url })).at(-1)).toBe(
    'active passed',
  );
  expect(said(await probe('firebase', { project: 'shop-production', key, url })).at(-1)).toBe('identity service-identity');
  expect(said(await probe('firebase', { project: 'shop-staging', url })).at(-1)).toBe('account service-not-declared');
  expect(said(await probe('firebase', { project: 'Shop!', key, url }))).toEqual(['project service-address-invalid']);
  const stranger = generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
  const forged = JSON.stringify({ ...account, private_key: stranger });
  expect(said(await probe('firebase', { project: 'shop-staging', key: forged, url })).at(-1)).toBe('login service-login-refused');
});

test('metrics: closed without the token, readable with it', async () => {
  const page = '# HELP http_requests_total Requests.\n# TYPE http_requests_total counter\nhttp_requests_total{code="200"} 1027\n';
  const url = await serve(({ headers, url: path }) => {
    if (path === '/open') return [200, page, { 'content-type': 'text/plain; version=0.0.4' }];
    if (path === '/busy') return [503];
    if (path === '/none') return [404];
    if (headers.authorization !== 'Bearer right') return [401];
    return path === '/metrics' ? [200, page, { 'content-type': 'text/plain; version=0.0.4' }] : [200, '<html>'];
  });
  expect(said(await probe('metrics', { url, token: 'right' }))).toEqual(['encrypted passed', 'closed passed', 'read passed']);
  expect(said(await probe('metrics', { url, token: 'wrong' })).at(-1)).toBe('read service-login-refused');
  expect(said(await probe('metrics', { url: `${url}/open`, token: 'right' }))).toContain('closed service-open');
  expect(said(await probe('metrics', { url: `${url}/page`, token: 'right' })).at(-1)).toBe('read service-answer-unexpected');
  expect(said(await probe('metrics', { url: `${url}/none`, token: 'right' }))).toContain('closed service-answer-unexpected');
  const busy = await probe('metrics', { url: `${url}/busy`, token: 'right' });
  expect(busy.at(-1)).toMatchObject({ outcome: 'errored', code: 'service-busy' });
  expect(said(await probe('metrics', { url, token: 'right\nx: canary' })).at(-1)).toBe('address service-address-invalid');
});

test('Sentry: an envelope without an event, for the right key and project', async () => {
  const bodies: string[] = [];
  const url = await serve(({ headers, url: path, method }, body) => {
    bodies.push(body);
    const known = method === 'POST' && path === '/api/42/envelope/' && String(headers['x-sentry-auth']).includes('sentry_key=abc123');
    return known ? [200, {}] : [403, { detail: 'bad sentry DSN public key' }];
  });
  const dsn = (key: string) => `${url.replace('http://', `http://${key}@`)}/42`;
  expect(said(await probe('sentry', { dsn: dsn('abc123') }))).toEqual(['reachable passed', 'dsn passed']);
  expect(said(await probe('sentry', { dsn: dsn('other') })).at(-1)).toBe('dsn service-login-refused');
  expect(bodies.join('')).not.toContain('event_id');
});

test('http and cdn: what answers', async () => {
  const url = await serve(({ url: path, headers }) => {
    if (path === '/closed') return [headers.authorization === 'Bearer right' ? 200 : 401];
    return path === '/image' ? [403, '', { age: '12', 'x-cache': 'HIT' }] : [404];
  });
  expect(said(await probe('http', { url: `${url}/closed`, token: 'right' })).at(-1)).toBe('answer passed');
  expect(said(await probe('http', { url: `${url}/closed` })).at(-1)).toBe('answer service-login-refused');
  expect(said(await probe('http', { url })).at(-1)).toBe('answer service-answer-unexpected');
  expect(said(await probe('cdn', { url: `${url}/image` }))).toEqual(['encrypted passed', 'answer passed', 'cache passed']);
});
