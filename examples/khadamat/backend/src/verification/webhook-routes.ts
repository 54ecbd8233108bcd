/** POST /webhooks/onfido: a check is complete. Believed for its signature over the very bytes of the body; the result itself is asked of Onfido. */
import type { FastifyPluginAsync } from 'fastify';
import type { VerificationTable } from '../database/tables.ts';
import { Problem } from '../problem.ts';
import type { Services } from '../services.ts';
import { settle } from './attend.ts';
import { type Identity, IdentityUnavailable, WebhookRefused } from './identity.ts';
import { byApplicant, byCheck, noteCheck } from './verifications.ts';

export const onfidoWebhookRoutes =
  (services: Services): FastifyPluginAsync =>
  async (app) => {
    app.removeAllContentTypeParsers();
    app.addContentTypeParser('application/json', { parseAs: 'buffer', bodyLimit: 1024 * 1024 }, (_request, body, done) => done(null, body));

    app.post<{ Body: Buffer }>('/onfido', { config: { rateLimit: false } }, async (request) => {
      const { identity } = services;
      if (identity === undefined) {
        throw new Problem(501, 'WEBHOOK_OFF', {
          fr: "Aucun fournisseur d'identité n'est configuré ici",
          en: 'No identity provider is set up here',
        });
      }
      const event = read(identity, request.body, request.headers['x-sha2-signature']);
      const outcome = event === undefined ? 'ignored' : await settleCheck(services, identity, event.checkId);
      services.metrics.webhooks.inc({ from: 'onfido', outcome });
      return { received: true, outcome };
    });
  };

const settleCheck = async (services: Services, identity: Identity, checkId: string): Promise<'settled' | 'repeated'> => {
  const verification = (await byCheck(services.database, checkId)) ?? (await adopt(services, identity, checkId));
  if (verification.status !== 'submitted') return 'repeated';
  await asked(() => settle(services, identity, verification));
  return 'settled';
};

/**
 * A check that nobody knows is one that was started just now, or just before the database went away: Onfido knows whose it is. Somebody else's is refused, and Onfido
 * tells of it again, for a while.
 */
const adopt = async ({ database, clock }: Services, identity: Identity, checkId: string): Promise<VerificationTable> => {
  const { applicantId } = await asked(() => identity.readCheck(checkId));
  const verification = await byApplicant(database, applicantId);
  if (verification === undefined) throw new Problem(404, 'CHECK_UNKNOWN', { fr: 'Vérification inconnue', en: 'Unknown check' });
  await noteCheck(database, verification.id, checkId, clock.now());
  return (await byCheck(database, checkId)) ?? verification;
};

/** An identity provider that is away is no mistake of the webhook's sender: it tells again later. */
const asked = async <T>(ask: () => Promise<T>): Promise<T> => {
  try {
    return await ask();
  } catch (error) {
    if (!(error instanceof IdentityUnavailable)) throw error;
    throw new Problem(
      503,
      'IDENTITY_UNAVAILABLE',
      { fr: "Le fournisseur d'identité ne répond pas", en: 'The identity provider does not answer' },
      { cause: error },
    );
  }
};

const read = (identity: Identity, body: Buffer, signature: unknown): { readonly checkId: string } | undefined => {
  try {
    if (typeof signature !== 'string' || !Buffer.isBuffer(body)) throw new WebhookRefused('no signature');
    return identity.readEvent(body, signature);
  } catch (error) {
    if (!(error instanceof WebhookRefused)) throw error;
    throw new Problem(400, 'SIGNATURE_REFUSED', { fr: 'La signature est refusée', en: 'The signature is refused' }, { cause: error });
  }
};
