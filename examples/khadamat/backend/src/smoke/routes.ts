/**
 * /smoke: what a smoke run needs and nobody else may do. There only where SMOKE_ROUTES_ENABLE; behind SMOKE_TOKEN where one is set. They end in no production path:
 * each does, at once and on demand, what the platform does by itself later.
 */
import type { FastifyPluginAsync } from 'fastify';
import { backupPlan, runBackup } from '../backups/schedule.ts';
import { Problem } from '../problem.ts';
import { holdsToken } from '../security/bearer.ts';
import type { Services } from '../services.ts';
import { openVerification } from '../verification/verifications.ts';

export const smokeRoutes =
  (services: Services): FastifyPluginAsync =>
  async (app) => {
    const { env, database, clock } = services;
    if (env.SMOKE_ROUTES_ENABLE !== true) return;

    app.addHook('onRequest', async (request) => {
      if (env.SMOKE_TOKEN !== undefined && !holdsToken(request, env.SMOKE_TOKEN)) {
        throw new Problem(401, 'TOKEN_REFUSED', { fr: 'Le jeton est refusé', en: 'The token is refused' });
      }
    });

    /** Which parts are real here, so that the run knows what to try. */
    app.get('/', async () => ({
      environment: env.name,
      database: env.DATABASE_URL.startsWith('file:') ? 'sqlite' : 'postgres',
      shared: services.shared.kind,
      antivirus: services.antivirus !== undefined,
      payments: services.payments !== undefined,
      identity: services.identity !== undefined,
      email: env.SMTP_HOST !== undefined,
      sms: env.SMS_PROVIDER !== undefined,
      backups: backupPlan(env) !== undefined,
    }));

    /** An upload link for a provider, as the administration would make it. */
    app.post<{ Params: { id: string } }>('/providers/:id/verifications', async (request, reply) => {
      const made = await openVerification(database, request.params.id, { firstName: 'Amina', lastName: 'Essai' }, clock.now());
      if (made === undefined)
        throw new Problem(404, 'PROVIDER_NOT_FOUND', { fr: "Ce prestataire n'existe pas", en: 'There is no such provider' });
      return reply.code(201).send(made);
    });

    /** A backup, now. */
    app.post('/backups', async (_, reply) => {
      const plan = backupPlan(env);
      if (plan === undefined)
        throw new Problem(501, 'BACKUPS_OFF', { fr: 'Les sauvegardes sont arrêtées ici', en: 'Backups are off here' });
      await runBackup(plan, services);
      return reply.code(201).send({ written: true });
    });

    /** An error that nobody foresaw: it must come out as a 500 that says nothing, and reach SENTRY_DSN. */
    app.post('/errors', async () => {
      throw new Error('an error that the smoke run asked for');
    });
  };
