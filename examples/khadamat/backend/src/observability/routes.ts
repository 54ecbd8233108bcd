/**
 * For whoever watches the platform.
 *
 * GET /metrics   with METRICS_TOKEN as bearer: 200, Prometheus' text format; without: 401. Where the variable is not set there is no such page.
 * GET /live      the process answers
 * GET /health    503 when what every request needs is away; else 200, `ok` or `degraded`: a balancer must not take out a process that serves most of its requests
 */
import type { FastifyPluginAsync, FastifyReply, FastifyRequest } from 'fastify';
import { Problem } from '../problem.ts';
import { holdsToken } from '../security/bearer.ts';
import { type Check, judgeHealth } from './health.ts';
import type { Metrics } from './metrics.ts';

export interface Watched {
  readonly metrics: Metrics;
  readonly metricsToken: string | undefined;
  readonly checks: readonly Check[];
}

const UNLIMITED = { config: { rateLimit: false as const }, logLevel: 'warn' as const };

export const observabilityRoutes =
  ({ metrics, metricsToken, checks }: Watched): FastifyPluginAsync =>
  async (app) => {
    app.get('/live', UNLIMITED, async () => ({ status: 'ok' }));
    app.get('/health', UNLIMITED, async (_, reply) => {
      const health = await judgeHealth(checks);
      return reply
        .code(health.status === 'down' ? 503 : 200)
        .header('cache-control', 'no-store')
        .send(health);
    });
    if (metricsToken === undefined) return;
    app.get('/metrics', { logLevel: 'warn' }, async (request, reply) => {
      if (!holdsToken(request, metricsToken)) {
        reply.header('www-authenticate', 'Bearer');
        throw new Problem(401, 'METRICS_TOKEN_REQUIRED', {
          fr: 'Les métriques demandent leur jeton',
          en: 'The metrics ask for their token',
        });
      }
      return reply.type(metrics.registry.contentType).send(await metrics.registry.metrics());
    });
  };

/** Counts every request by its route's pattern, never by its address: an address holds ids. */
export const countRequests =
  (metrics: Metrics) =>
  (request: FastifyRequest, reply: FastifyReply, done: () => void): void => {
    const { method, route } = factsOf(request);
    metrics.requestSeconds.observe({ method, route, status: reply.statusCode }, reply.elapsedTime / 1000);
    done();
  };

/** What may be told about a request outside this process. */
export const factsOf = (request: FastifyRequest) => ({
  method: request.method,
  route: request.routeOptions.url ?? 'none',
  request: String(request.id),
});
