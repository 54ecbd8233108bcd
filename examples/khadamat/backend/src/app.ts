/**
 * The HTTP application: every route of the platform, on the services it is given. Opens nothing and listens to nothing (main.ts does), so a test injects requests.
 *
 * /health, /live, /metrics        for whoever watches
 * /webhooks/...                   for vendors, each proves who it is by its signature
 * /smoke/...                      only where SMOKE_ROUTES_ENABLE
 * /api/...                        for the client
 * /api/admin/...                  behind ADMIN_TOKEN and ADMIN_IP_ALLOWLIST, by the scope it is registered in: a route cannot forget to ask
 */
import Fastify, { type FastifyError, type FastifyInstance } from 'fastify';
import { checksOf } from './observability/checks.ts';
import { countRequests, factsOf, observabilityRoutes } from './observability/routes.ts';
import { writeNotFound, writeProblem } from './problem-answers.ts';
import type { Services } from './services.ts';
import { registerRateLimits } from './shared/rate-limit.ts';

export const buildApp = async (services: Services): Promise<FastifyInstance> => {
  const app = Fastify({
    loggerInstance: services.log,
    // Of the addresses in X-Forwarded-For, only what this many proxies of ours appended is believed.
    trustProxy: (_address, hop) => hop < (services.env.TRUST_PROXY ?? 0),
    bodyLimit: 64 * 1024,
    ajv: { customOptions: { removeAdditional: false, coerceTypes: 'array', allErrors: true } },
  });
  app.setErrorHandler((error: FastifyError, request, reply) => {
    writeProblem(error, request, reply);
    if (reply.statusCode === 500) services.errors.report(error, factsOf(request));
    return reply;
  });
  app.setNotFoundHandler(writeNotFound);
  app.addHook('onResponse', countRequests(services.metrics));
  await registerRateLimits(app, services);
  await app.register(
    observabilityRoutes({ metrics: services.metrics, metricsToken: services.env.METRICS_TOKEN, checks: checksOf(services) }),
  );

  await app.register(
    async (api) => {
      await api.register(
        async (_admin) => {
          // Routes of the administration.
        },
        { prefix: '/admin' },
      );
    },
    { prefix: '/api' },
  );
  return app;
};
