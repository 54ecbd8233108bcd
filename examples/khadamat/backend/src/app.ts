/**
 * The HTTP application: every route of the platform, on the services it is given. Opens nothing and listens to nothing (main.ts does), so a test injects requests.
 *
 * /health, /live, /metrics        for whoever watches
 * /webhooks/...                   for vendors, each proves who it is by its signature
 * /smoke/...                      only where SMOKE_ROUTES_ENABLE
 * /api/...                        for the client
 * /api/admin/...                  behind ADMIN_TOKEN and ADMIN_IP_ALLOWLIST, by the scope it is registered in: a route cannot forget to ask
 */
import Fastify, { type FastifyInstance } from 'fastify';
import { writeNotFound, writeProblem } from './problem-answers.ts';
import type { Services } from './services.ts';

export const buildApp = async (services: Services): Promise<FastifyInstance> => {
  const app = Fastify({
    loggerInstance: services.log,
    // Of the addresses in X-Forwarded-For, only what this many proxies of ours appended is believed.
    trustProxy: (_address, hop) => hop < (services.env.TRUST_PROXY ?? 0),
    bodyLimit: 64 * 1024,
    ajv: { customOptions: { removeAdditional: false, coerceTypes: 'array', allErrors: true } },
  });
  app.setErrorHandler(writeProblem);
  app.setNotFoundHandler(writeNotFound);

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
