/** /api/admin/outbox: what did not go out, and another chance for it. Shows nobody's address and no message's text. Registered in the scope that admin/guard.ts keeps. */
import type { FastifyPluginAsync } from 'fastify';
import { Problem } from '../problem.ts';
import type { Services } from '../services.ts';
import { backlog, requeueFailed } from './message-table.ts';

const MOST_SHOWN = 100;
const byId = { params: { type: 'object', required: ['id'], properties: { id: { type: 'string', format: 'uuid' } } } };

export const outboxAdminRoutes =
  ({ database, clock, outbox, log }: Services): FastifyPluginAsync =>
  async (admin) => {
    admin.get('/outbox', async () => ({
      backlog: await backlog(database),
      failed: await database
        .selectFrom('outbox')
        .select(['id', 'channel', 'attempts', 'last_error as lastError', 'created_at as createdAt'])
        .where('status', '=', 'failed')
        .orderBy('created_at')
        .limit(MOST_SHOWN)
        .execute(),
    }));

    admin.post<{ Params: { id: string } }>('/outbox/:id/retry', { schema: byId }, async (request, reply) => {
      const { id } = request.params;
      if (!(await requeueFailed(database, id, clock.now()))) {
        throw new Problem(404, 'MESSAGE_NOT_FOUND', {
          fr: "Aucun message en échec n'a cet identifiant",
          en: 'No failed message has this id',
        });
      }
      log.info({ message: id }, 'a failed message is tried again');
      outbox.wake([id]);
      return reply.code(202).send({ id });
    });
  };
