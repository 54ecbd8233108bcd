import Fastify from 'fastify';
import { describe, expect, it } from 'vitest';
import { openInProcess } from './in-process.ts';
import { type Shared, SharedUnavailable } from './port.ts';
import { registerRateLimits, sensitive } from './rate-limit.ts';

const appOn = async (shared: Shared) => {
  const app = Fastify();
  await registerRateLimits(app, { shared, max: 2 });
  app.get('/read', async () => 'read');
  app.get('/other', async () => 'other');
  app.get('/book', { config: { rateLimit: sensitive(1) } }, async () => 'booked');
  app.get('/webhook', { config: { rateLimit: false } }, async () => 'taken');
  await app.register(async (scope) => {
    scope.addHook('onRequest', scope.rateLimit(sensitive(2, 'guarded')));
    scope.addHook('onRequest', async () => {
      throw Object.assign(new Error('no'), { statusCode: 401, code: 'TOKEN_REFUSED' });
    });
    scope.get('/guarded', async () => 'never');
    scope.get('/guarded-too', async () => 'never');
  });
  return {
    ask: async (url: string, remoteAddress = '192.0.2.1') => {
      const { statusCode, json } = await app.inject({ url, remoteAddress });
      return statusCode === 200 ? 200 : `${statusCode} ${json().code}`;
    },
  };
};

const away: Shared = {
  ...openInProcess(),
  limits: { hit: () => Promise.reject(new SharedUnavailable('away')) },
};

describe('rate limits', () => {
  it('counts an address over all routes, and a sensitive route by itself', async () => {
    const { ask } = await appOn(openInProcess());
    expect([await ask('/read'), await ask('/other'), await ask('/read')]).toEqual([200, 200, '429 RATE_LIMITED']);
    expect([await ask('/book'), await ask('/book')]).toEqual([200, '429 RATE_LIMITED']);
    expect([await ask('/read', '192.0.2.2'), await ask('/book', '192.0.2.2')]).toEqual([200, 200]);
    for (let times = 0; times < 5; times += 1) expect(await ask('/webhook')).toBe(200);
  });

  it('counts whoever a guard refuses, over all that it keeps', async () => {
    const { ask } = await appOn(openInProcess());
    expect([await ask('/guarded'), await ask('/guarded-too'), await ask('/guarded')]).toEqual([
      '401 TOKEN_REFUSED',
      '401 TOKEN_REFUSED',
      '429 RATE_LIMITED',
    ]);
    expect(await ask('/read')).toBe(200);
  });

  it('counts together in all processes that share a store', async () => {
    const shared = openInProcess();
    const [one, other] = [await appOn(shared), await appOn(shared)];
    expect([await one.ask('/book'), await other.ask('/book')]).toEqual([200, '429 RATE_LIMITED']);
  });

  it('counts alone while the store is away, and refuses what is sensitive', async () => {
    const { ask } = await appOn(away);
    expect([await ask('/read'), await ask('/read'), await ask('/read')]).toEqual([200, 200, '429 RATE_LIMITED']);
    expect([await ask('/book'), await ask('/guarded')]).toEqual(['503 RATE_LIMIT_UNAVAILABLE', '503 RATE_LIMIT_UNAVAILABLE']);
    expect(await ask('/webhook')).toBe(200);
  });
});
