/**
 * What the holder of an upload link sees and does: /api/verifications/:id, with the link's token as bearer. A document is accepted once; what becomes of it is asked
 * with GET.
 */
import multipart from '@fastify/multipart';
import type { FastifyPluginAsync, FastifyRequest } from 'fastify';
import type { VerificationTable } from '../database/tables.ts';
import { Problem } from '../problem.ts';
import { bearerOf } from '../security/bearer.ts';
import { hashOfToken } from '../security/token.ts';
import type { Services } from '../services.ts';
import { sensitive } from '../shared/rate-limit.ts';
import { UPLOAD_LIMIT } from '../uploads/file-store.ts';
import { receiveDocument } from './receive-document.ts';
import { findVerification } from './verifications.ts';

interface ById {
  Params: { id: string };
}

const byId = { params: { type: 'object', required: ['id'], properties: { id: { type: 'string', format: 'uuid' } } } };

export const verificationRoutes =
  (services: Services): FastifyPluginAsync =>
  async (app) => {
    // One byte more than the store takes: a file that is cut off here is too large there.
    await app.register(multipart, { limits: { fileSize: UPLOAD_LIMIT + 1, files: 1, fields: 0, parts: 1 } });

    app.get<ById>('/verifications/:id', { schema: byId }, async (request) => shown(await held(services, request)));

    app.post<ById>('/verifications/:id/document', { schema: byId, config: { rateLimit: sensitive(10) } }, async (request, reply) => {
      const verification = await held(services, request);
      const part = await request.file().catch(unreadable);
      if (part === undefined) throw documentMissing();
      try {
        const content = part.file.iterator({ destroyOnReturn: false }) as AsyncIterable<Buffer>;
        const received = await receiveDocument(services, verification, content);
        return reply.code(202).send(shown(received));
      } finally {
        // What is left of a refused file is read and forgotten: the sender, who is still sending, could not hear the answer.
        part.file.resume();
      }
    });
  };

/** The same answer whether the verification is not there or the token is another's. */
const held = async (services: Services, request: FastifyRequest<ById>): Promise<VerificationTable> => {
  const verification = await findVerification(services.database, request.params.id);
  const token = bearerOf(request);
  if (verification === undefined || token === undefined || hashOfToken(token) !== verification.token_hash) {
    throw new Problem(404, 'VERIFICATION_NOT_FOUND', { fr: "Ce lien n'est pas valable", en: 'This link is not valid' });
  }
  return verification;
};

const shown = ({ id, status, document_type, updated_at }: VerificationTable) => ({
  id,
  status,
  documentType: document_type,
  updatedAt: updated_at,
});

/** The parser throws what Fastify foresees, and plain errors for a body that is no form. */
const unreadable = (error: unknown): never => {
  throw error instanceof Error && 'statusCode' in error ? error : documentMissing(error);
};

const documentMissing = (cause?: unknown): Problem =>
  new Problem(400, 'DOCUMENT_MISSING', { fr: 'Le document manque', en: 'The document is missing' }, { cause });
