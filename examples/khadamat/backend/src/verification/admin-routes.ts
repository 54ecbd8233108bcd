/** /api/admin: upload links are made here; and, where no identity provider decides, the team does. Registered in the scope that admin/guard.ts keeps. */
import type { FastifyPluginAsync } from 'fastify';
import { Problem } from '../problem.ts';
import type { Services } from '../services.ts';
import type { Person } from './identity.ts';
import { decide, findVerification, openVerification } from './verifications.ts';

interface ById {
  Params: { id: string };
}

const id = { params: { type: 'object', required: ['id'], properties: { id: { type: 'string', format: 'uuid' } } } };
const name = { type: 'string', minLength: 1, maxLength: 100, pattern: '\\S' };
const body = (required: readonly string[], properties: object) => ({
  body: { type: 'object', additionalProperties: false, required, properties },
});

export const verificationAdminRoutes =
  (services: Services): FastifyPluginAsync =>
  async (app) => {
    const { database, clock, env, identity } = services;

    app.post<ById & { Body: Person }>(
      '/providers/:id/verifications',
      { schema: { ...id, ...body(['firstName', 'lastName'], { firstName: name, lastName: name }) } },
      async (request, reply) => {
        const made = await openVerification(database, request.params.id, request.body, clock.now());
        if (made === undefined)
          throw new Problem(404, 'PROVIDER_NOT_FOUND', { fr: "Ce prestataire n'existe pas", en: 'There is no such provider' });
        // After the # it is never sent to a server, nor written in a log.
        return reply.code(201).send({ ...made, url: `${env.FRONTEND_URL}/verification/${made.id}#${made.token}` });
      },
    );

    app.get('/verifications', async () => ({
      items: await database
        .selectFrom('verifications')
        .innerJoin('providers', 'providers.id', 'verifications.provider_id')
        .select([
          'verifications.id',
          'verifications.status',
          'providers.name as provider',
          'verifications.document_type as documentType',
          'verifications.updated_at as updatedAt',
        ])
        .orderBy('verifications.updated_at', 'desc')
        .limit(100)
        .execute(),
    }));

    app.get<ById>('/verifications/:id/document', { schema: id }, async (request, reply) => {
      const verification = await findVerification(database, request.params.id);
      if (verification?.document_name == null) throw noDocument();
      return reply
        .type(verification.document_type ?? 'application/octet-stream')
        .header('content-disposition', `attachment; filename="${verification.document_name}"`)
        .header('x-content-type-options', 'nosniff')
        .send(await services.files.read(verification.document_name));
    });

    app.post<ById & { Body: { verified: boolean } }>(
      '/verifications/:id/decision',
      { schema: { ...id, ...body(['verified'], { verified: { type: 'boolean' } }) } },
      async (request) => {
        if (identity !== undefined) {
          throw new Problem(409, 'IDENTITY_PROVIDER_DECIDES', {
            fr: "Ici, c'est le fournisseur d'identité qui décide",
            en: 'The identity provider decides here',
          });
        }
        const verification = await findVerification(database, request.params.id);
        if (verification?.status !== 'document-kept') throw noDocument();
        const { verified } = request.body;
        if (!(await decide(database, verification, verified, clock.now()))) throw noDocument();
        services.metrics.verifications.inc({ outcome: verified ? 'verified' : 'refused' });
        return { id: verification.id, status: verified ? 'verified' : 'refused' };
      },
    );
  };

const noDocument = (): Problem =>
  new Problem(404, 'DOCUMENT_NOT_FOUND', { fr: "Aucun document n'attend ici", en: 'No document waits here' });
