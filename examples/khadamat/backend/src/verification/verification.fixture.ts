/** The routes of verification on a seeded database, a store in a folder of its own, and an identity provider that a test plays. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Fastify from 'fastify';
import { onTestFinished } from 'vitest';
import { seededDatabase } from '../database/database.fixture.ts';
import { openMetrics } from '../observability/metrics.ts';
import { writeProblem } from '../problem-answers.ts';
import type { Services } from '../services.ts';
import { silentLog } from '../silent-log.fixture.ts';
import type { Antivirus } from '../uploads/antivirus.ts';
import { openFileStore } from '../uploads/file-store.ts';
import { verificationAdminRoutes } from './admin-routes.ts';
import { type CheckResult, type Identity, IdentityRefused, IdentityUnavailable, WebhookRefused } from './identity.ts';
import { verificationRoutes } from './routes.ts';
import { onfidoWebhookRoutes } from './webhook-routes.ts';

export interface PlayedIdentity extends Identity {
  trouble: 'none' | 'down' | 'refuses';
  result: CheckResult;
  readonly calls: string[];
}

export const playedIdentity = (): PlayedIdentity => {
  const checks = new Map<string, string>();
  const calls: string[] = [];
  const ask = async <T>(name: string, act: () => T): Promise<T> => {
    calls.push(name);
    if (identity.trouble === 'down') throw new IdentityUnavailable('down');
    if (identity.trouble === 'refuses' && name === 'document') throw new IdentityRefused('too small');
    return act();
  };
  const identity: PlayedIdentity = {
    trouble: 'none',
    result: 'pending',
    calls,
    createApplicant: () => ask('applicant', () => `applicant-${calls.length}`),
    addDocument: () => ask('document', () => undefined),
    startCheck: (applicantId) =>
      ask('check', () => {
        checks.set(applicantId, `check-${applicantId}`);
        return `check-${applicantId}`;
      }),
    checkOf: (applicantId) => ask('checkOf', () => checks.get(applicantId)),
    readCheck: (checkId) =>
      ask('result', () => {
        const [applicantId] = [...checks].find(([, id]) => id === checkId) ?? [];
        if (applicantId === undefined) throw new IdentityUnavailable('there is no such check');
        return { applicantId, result: identity.result };
      }),
    readEvent: (body, signature) => {
      if (signature !== 'right') throw new WebhookRefused('signature');
      return JSON.parse(body.toString());
    },
  };
  return identity;
};

export const clean: Antivirus = { scan: async () => ({ clean: true }), ping: async () => undefined };

export const verificationWorld = async ({ identity, antivirus = clean }: { identity?: Identity; antivirus?: Antivirus } = {}) => {
  const folder = await mkdtemp(join(tmpdir(), 'khadamat-verification-'));
  const time = { now: new Date('2026-05-04T10:00:00.000Z') };
  const clock = { now: () => time.now };
  const services = {
    env: { FRONTEND_URL: 'http://localhost:5173' },
    database: await seededDatabase(),
    clock,
    log: silentLog,
    metrics: openMetrics(),
    antivirus,
    files: await openFileStore({ folder, antivirus, now: clock.now }),
    identity,
  } as unknown as Services;
  const app = Fastify();
  app.setErrorHandler(writeProblem);
  await app.register(verificationRoutes(services));
  await app.register(verificationAdminRoutes(services), { prefix: '/admin' });
  await app.register(onfidoWebhookRoutes(services), { prefix: '/webhooks' });
  onTestFinished(async () => {
    await app.close();
    await rm(folder, { recursive: true });
  });
  return { app, services, folder, time };
};
