/** The log: one JSON object a line on standard output. Headers that carry a secret are never in it. */
import type { FastifyBaseLogger } from 'fastify';
import { pino } from 'pino';
import type { Env } from './config/env.ts';

export const createLog = (env: Env): FastifyBaseLogger =>
  pino({
    level: 'info',
    base: { environment: env.name },
    redact: {
      paths: [
        'req.headers.authorization',
        'req.headers.cookie',
        'req.headers["stripe-signature"]',
        'req.headers["x-sha2-signature"]',
        // Postgres quotes the row that it refuses.
        'err.detail',
        'err.config',
        // The driver's error carries its whole connection.
        'err.client',
        'err.raw',
      ],
      remove: true,
    },
  });
