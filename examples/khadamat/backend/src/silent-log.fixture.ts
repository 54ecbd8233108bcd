/** For tests: a logger that says nothing. */
import Fastify, { type FastifyBaseLogger } from 'fastify';

export const silentLog: FastifyBaseLogger = Fastify({ logger: false }).log;
