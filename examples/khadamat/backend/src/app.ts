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
import { adminGuard } from './admin/guard.ts';
import { adminRoutes } from './admin/routes.ts';
import { bookingRoutes } from './bookings/routes.ts';
import { catalogueRoutes } from './catalogue/routes.ts';
import { registerClient } from './client.ts';
import { checksOf } from './observability/checks.ts';
import { countRequests, factsOf, observabilityRoutes } from './observability/routes.ts';
import { outboxAdminRoutes } from './outbox/admin-routes.ts';
import { stripeWebhookRoutes } from './payments/webhook-routes.ts';
import { writeNotFound, writeProblem } from './problem-answers.ts';
import { registerSecurityHeaders, securityHeaders } from './security/headers.ts';
import type { Services } from './services.ts';
import { registerRateLimits, sensitive } from './shared/rate-limit.ts';
import { smokeRoutes } from './smoke/routes.ts';
import { verificationAdminRoutes } from './verification/admin-routes.ts';
import { verificationRoutes } from './verification/routes.ts';
import { onfidoWebhookRoutes } from './verification/webhook-routes.ts';

export const buildApp = async (services: Services): Promise<FastifyInstance> => {
  const app = Fastify({
    loggerInstance: services.log,
    // Of the addresses in X-Forwarded-For, only what this many proxies of ours appended is believed.
    trustProxy: (_address, hop) => hop < (services.env.TRUST_PROXY ?? 0),
    bodyLimit: 64 * 1024,
    // For the whole of a request to arrive: an upload on a slow line, but not a caller who never ends.
    requestTimeout: 120_000,
    // An address that cannot be read comes past every hook.
    frameworkErrors: (error, request, reply) => void writeProblem(error, request, reply.headers(securityHeaders(services.env))),
    ajv: { customOptions: { removeAdditional: false, coerceTypes: 'array' } },
  });
  app.setErrorHandler((error: FastifyError, request, reply) => {
    writeProblem(error, request, reply);
    if (reply.statusCode === 500) services.errors.report(error, factsOf(request));
    return reply;
  });
  registerSecurityHeaders(app, services.env);
  const pageFor = await registerClient(app);
  app.setNotFoundHandler((request, reply) => {
    const page = request.method === 'GET' ? pageFor(request.url) : undefined;
    return page === undefined ? writeNotFound(request, reply) : reply.sendFile(page);
  });
  app.addHook('onResponse', countRequests(services.metrics));
  await registerRateLimits(app, services);
  await app.register(
    observabilityRoutes({ metrics: services.metrics, metricsToken: services.env.METRICS_TOKEN, checks: checksOf(services) }),
  );

  await app.register(stripeWebhookRoutes(services), { prefix: '/webhooks' });
  await app.register(onfidoWebhookRoutes(services), { prefix: '/webhooks' });
  await app.register(smokeRoutes(services), { prefix: '/smoke' });

  await app.register(
    async (api) => {
      await api.register(catalogueRoutes(services));
      await api.register(bookingRoutes(services));
      await api.register(verificationRoutes(services));
      await api.register(
        async (admin) => {
          admin.addHook('onRequest', admin.rateLimit(sensitive(120, 'admin')));
          admin.addHook('onRequest', adminGuard(services.env));
          await admin.register(adminRoutes(services));
          await admin.register(outboxAdminRoutes(services));
          await admin.register(verificationAdminRoutes(services));
        },
        { prefix: '/admin' },
      );
    },
    { prefix: '/api' },
  );
  return app;
};
