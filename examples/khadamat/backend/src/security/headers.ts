/**
 * What every answer tells the browser: HTTPS only (HSTS_ENABLED), no guessing of types, no framing, and that only FRONTEND_URL's pages may read the API's answers.
 */
import type { FastifyInstance } from 'fastify';
import type { Env } from '../config/env.ts';

const ONE_YEAR = 365 * 24 * 3600;
/** The client's page loads only its own files, and speaks only with this API. */
const CONTENT_POLICY = "default-src 'self'; frame-ancestors 'none'; base-uri 'self'; form-action 'self' https://checkout.stripe.com";

/** The same for every answer. */
export const securityHeaders = (env: Pick<Env, 'HSTS_ENABLED' | 'APP_BASE_URL'>): Readonly<Record<string, string>> => ({
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'content-security-policy': `${CONTENT_POLICY}; connect-src 'self' ${new URL(env.APP_BASE_URL).origin}`,
  vary: 'origin',
  ...(env.HSTS_ENABLED === true && { 'strict-transport-security': `max-age=${ONE_YEAR}; includeSubDomains` }),
});

export const registerSecurityHeaders = (app: FastifyInstance, env: Pick<Env, 'HSTS_ENABLED' | 'FRONTEND_URL' | 'APP_BASE_URL'>): void => {
  const frontend = new URL(env.FRONTEND_URL).origin;
  const headers = securityHeaders(env);
  app.addHook('onRequest', async (request, reply) => {
    reply.headers(headers);
    if (request.headers.origin !== frontend) return;
    reply.header('access-control-allow-origin', frontend);
    if (request.method === 'OPTIONS' && request.headers['access-control-request-method'] !== undefined) {
      return reply
        .headers({
          'access-control-allow-methods': 'GET, POST',
          'access-control-allow-headers': 'authorization, content-type',
          'access-control-max-age': '600',
        })
        .code(204)
        .send();
    }
    return undefined;
  });
};
