/** Does a request hold a token: `Authorization: Bearer TOKEN` (RFC 6750). */
import { createHash, timingSafeEqual } from 'node:crypto';
import type { FastifyRequest } from 'fastify';

export const bearerOf = (request: FastifyRequest): string | undefined =>
  /^Bearer +([^\s]+) *$/i.exec(request.headers.authorization ?? '')?.[1];

/** Compares digests, in a time that tells neither how long the token is nor how much of it was right. */
export const holdsToken = (request: FastifyRequest, token: string): boolean => {
  const held = bearerOf(request);
  return held !== undefined && timingSafeEqual(digest(held), digest(token));
};

const digest = (text: string): Buffer => createHash('sha256').update(text).digest();
