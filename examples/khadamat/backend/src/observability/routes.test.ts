import Fastify from 'fastify';
import { describe, expect, it } from 'vitest';
import { openMetrics } from './metrics.ts';
import { countRequests, observabilityRoutes, type Watched } from './routes.ts';

const TOKEN = 'a-token-of-the-metrics';

const appWith = async (choices: Partial<Watched> = {}) => {
  const app = Fastify();
  const metrics = openMetrics();
  app.addHook('onResponse', countRequests(metrics));
  await app.register(observabilityRoutes({ metrics, metricsToken: TOKEN, checks: [], ...choices }));
  app.get('/things/:id', async () => 'thing');
  return app;
};

const there = async () => undefined;
const away = () => Promise.reject(new Error('postgres://u:p@db is away'));
const silent = () => new Promise(() => undefined);

describe('GET /metrics', () => {
  it.each([[undefined], ['Bearer wrong'], ['Bearer '], [`Basic ${TOKEN}`], [TOKEN], [`Bearer ${TOKEN}x`]])(
    'is closed to %s',
    async (authorization) => {
      const app = await appWith();
      const { statusCode, body, headers } = await app.inject({
        url: '/metrics',
        headers: authorization === undefined ? {} : { authorization },
      });
      expect([statusCode, headers['www-authenticate']]).toEqual([401, 'Bearer']);
      expect(body).not.toContain('khadamat_');
    },
  );

  it('shows what was counted, by route and never by address, to who holds the token', async () => {
    const app = await appWith();
    for (const id of ['secret-id-1', 'secret-id-2']) await app.inject(`/things/${id}`);
    await app.inject('/nothing/secret-id-3');
    const { statusCode, body, headers } = await app.inject({ url: '/metrics', headers: { authorization: `Bearer ${TOKEN}` } });
    expect(statusCode).toBe(200);
    expect(headers['content-type']).toContain('text/plain; version=0.0.4');
    expect(body).toContain('khadamat_request_seconds_count{method="GET",route="/things/:id",status="200"} 2');
    expect(body).toContain('khadamat_request_seconds_count{method="GET",route="none",status="404"} 1');
    expect(body).not.toContain('secret-id');
  });

  it('is not there where no token is set', async () => {
    expect((await (await appWith({ metricsToken: undefined })).inject('/metrics')).statusCode).toBe(404);
  });
});

describe('GET /health', () => {
  it.each([
    ['ok', 200, there, there],
    ['degraded', 200, there, away],
    ['degraded', 200, there, silent],
    ['down', 503, away, there],
    ['down', 503, silent, away],
  ])('is %s', async (status, code, database, redis) => {
    const checks = [
      { name: 'database', required: true, ask: database },
      { name: 'redis', required: false, ask: redis },
    ];
    const answer = await (await appWith({ checks })).inject('/health');
    expect([answer.statusCode, answer.json().status]).toEqual([code, status]);
    expect(answer.json().checks).toEqual({ database: database === there ? 'ok' : 'down', redis: redis === there ? 'ok' : 'down' });
    expect(answer.body).not.toContain('postgres');
  });

  it('and /live answers whatever is away', async () => {
    const app = await appWith({ checks: [{ name: 'database', required: true, ask: away }] });
    expect((await app.inject('/live')).statusCode).toBe(200);
  });
});
