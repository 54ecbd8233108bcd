import Fastify from 'fastify';
import { expect, it } from 'vitest';
import { newDatabase } from '../database/database.fixture.ts';
import type { Services } from '../services.ts';
import { outboxAdminRoutes } from './admin-routes.ts';
import { MAIL, outboxOn } from './outbox.fixture.ts';
import { NotSent } from './sender.ts';

it('shows what failed without saying to whom, and sends it again when asked', async () => {
  await using world = await outboxOn(await newDatabase());
  const app = Fastify();
  await app.register(outboxAdminRoutes(world as unknown as Services));
  world.senders.email.meet = () => Promise.reject(new NotSent('refused', 'SMTP_550'));
  world.outbox.start();
  const id = await world.write(MAIL);
  const shown = async () => (await app.inject('/outbox')).json();
  await expect.poll(shown).toEqual({
    backlog: [{ channel: 'email', status: 'failed', messages: 1, since: '2026-03-01T09:00:00.000Z' }],
    failed: [{ id, channel: 'email', attempts: 1, lastError: 'SMTP_550', createdAt: '2026-03-01T09:00:00.000Z' }],
  });
  world.senders.email.meet = async () => undefined;
  const retry = async () => (await app.inject({ method: 'POST', url: `/outbox/${id}/retry` })).statusCode;
  expect(await retry()).toBe(202);
  await expect.poll(() => world.senders.email.sent).toEqual([id]);
  await expect.poll(shown).toEqual({ backlog: [], failed: [] });
  expect(await retry()).toBe(404);
});
