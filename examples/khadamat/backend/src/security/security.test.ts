import { expect, test } from 'vitest';
import { addressesOf } from '../admin/guard.ts';
import { buildApp } from '../app.ts';
import { ADMIN_TOKEN, bearer, newPlatform } from '../platform.fixture.ts';

const overview = { url: '/api/admin/overview', ...bearer(ADMIN_TOKEN) };

test('the administration opens to its token alone', async () => {
  const { app } = await newPlatform();
  expect((await app.inject(overview)).statusCode).toBe(200);
  for (const url of ['/api/admin/overview', '/api/admin/bookings?limit=bad', '/api/admin/providers']) {
    expect((await app.inject(url)).json().code).toBe('TOKEN_REFUSED');
    expect((await app.inject({ url, ...bearer('other') })).json().code).toBe('TOKEN_REFUSED');
  }
});

test('without ADMIN_TOKEN there is no administration', async () => {
  const { app } = await newPlatform({ ADMIN_TOKEN: '' });
  expect((await app.inject(overview)).json().code).toBe('ADMIN_OFF');
});

test('an address outside ADMIN_IP_ALLOWLIST is refused whatever it holds', async () => {
  const { app } = await newPlatform({ ADMIN_IP_ALLOWLIST: '10.0.0.0/8,2001:db8::/32' });
  const from = async (remoteAddress: string, forwarded?: string) =>
    (await app.inject({ ...overview, remoteAddress, headers: { ...overview.headers, ...(forwarded && { 'x-forwarded-for': forwarded }) } }))
      .statusCode;
  expect(await from('10.1.2.3')).toBe(200);
  expect(await from('::ffff:10.1.2.3')).toBe(200);
  expect(await from('2001:db8::1')).toBe(200);
  expect(await from('127.0.0.1')).toBe(403);
  // TRUST_PROXY is 0: what a caller says about itself is not believed.
  expect(await from('127.0.0.1', '10.1.2.3')).toBe(403);
});

test('behind one proxy, the address is the one that proxy saw', async () => {
  const { services } = await newPlatform();
  const env = { ...services.env, TRUST_PROXY: 1, HSTS_ENABLED: true, ADMIN_IP_ALLOWLIST: ['10.0.0.0/8'] } as typeof services.env;
  const app = await buildApp({ ...services, env });
  const from = async (forwarded: string) =>
    (await app.inject({ ...overview, remoteAddress: '127.0.0.1', headers: { ...overview.headers, 'x-forwarded-for': forwarded } }))
      .statusCode;
  expect(await from('10.1.2.3')).toBe(200);
  expect(await from('192.0.2.1')).toBe(403);
  // The caller wrote the first, the proxy the last.
  expect(await from('10.1.2.3, 192.0.2.1')).toBe(403);
  expect(await from('192.0.2.1, 10.1.2.3')).toBe(200);
  expect((await app.inject('/api/categories')).headers['strict-transport-security']).toBe('max-age=31536000; includeSubDomains');
  await app.close();
});

test('HSTS only where it is asked for', async () => {
  const { app } = await newPlatform();
  const { headers } = await app.inject('/api/categories');
  expect(headers['strict-transport-security']).toBeUndefined();
  expect(headers['x-content-type-options']).toBe('nosniff');
});

test("only the client's pages may read the answers", async () => {
  const { app } = await newPlatform({ FRONTEND_URL: 'http://localhost:5173/' });
  const ask = (origin: string, method: 'GET' | 'OPTIONS' = 'GET') =>
    app.inject({ method, url: '/api/categories', headers: { origin, 'access-control-request-method': 'POST' } });
  expect((await ask('http://localhost:5173')).headers['access-control-allow-origin']).toBe('http://localhost:5173');
  expect((await ask('http://localhost:5174')).headers['access-control-allow-origin']).toBeUndefined();
  const before = await ask('http://localhost:5173', 'OPTIONS');
  expect([before.statusCode, before.headers['access-control-allow-headers']]).toEqual([204, 'authorization, content-type']);
  expect((await ask('http://evil.example', 'OPTIONS')).statusCode).toBe(404);
});

test('an address that cannot be read is refused in good order, with the same headers', async () => {
  const { app } = await newPlatform();
  for (const url of ['/%', '/api/providers/%E0%A4%A']) {
    const answer = await app.inject(url);
    expect([answer.statusCode, answer.json().code, answer.headers['content-type']]).toEqual([
      400,
      'REQUEST_REFUSED',
      'application/problem+json; charset=utf-8',
    ]);
    expect(answer.headers['x-content-type-options']).toBe('nosniff');
  }
});

test('ranges of addresses', () => {
  const inside = addressesOf(['192.0.2.7', '10.0.0.0/8', '2001:db8::/32']);
  expect(['192.0.2.7', '10.255.0.1', '::ffff:10.0.0.1', '2001:db8::9'].map(inside)).toEqual([true, true, true, true]);
  expect(['192.0.2.8', '11.0.0.1', '2001:db9::1', '::1', 'nonsense'].map(inside)).toEqual([false, false, false, false, false]);
});

test('an error tells its code in the language that is asked for, and nothing of what is inside', async () => {
  const platform = await newPlatform();
  const ask = (language: string) => platform.app.inject({ url: '/api/services/none', headers: { 'accept-language': language } });
  expect((await ask('en-GB')).json().title).toBe('No such service');
  expect((await ask('fr')).json().title).toBe('Service introuvable');
  platform.onStripe = async () => {
    throw new Error('sk_test_0123456789abcdef01234567 leaked');
  };
  const failed = await platform.book();
  expect(JSON.stringify(failed.body)).not.toContain('sk_test');
});
