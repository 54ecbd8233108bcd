/**
 * Takes a verification one step further: a kept document to the identity provider, a submitted one to its result. Whatever fails for now is tried again by the sweep;
 * after a crash at any point the same steps find what was already done, and no person is checked twice.
 */
import type { VerificationTable } from '../database/tables.ts';
import { type Recurring, startRecurring } from '../recurring.ts';
import type { Services } from '../services.ts';
import { type Identity, IdentityRefused } from './identity.ts';
import { claim, decide, noteApplicant, noteCheck, unattended } from './verifications.ts';

export type VerificationServices = Pick<Services, 'env' | 'database' | 'clock' | 'files' | 'identity' | 'metrics' | 'log'>;

const SWEEP_MS = 60_000;

/** Throws `IdentityUnavailable`. Does nothing without an identity provider, or when somebody else is at it. */
export const attend = async (services: VerificationServices, verification: VerificationTable): Promise<void> => {
  const { identity, database, clock } = services;
  if (identity === undefined || !(await claim(database, verification, clock.now()))) return;
  if (verification.status === 'document-kept') await submit(services, identity, verification);
  if (verification.status === 'submitted') await settle(services, identity, verification);
};

const submit = async (services: VerificationServices, identity: Identity, verification: VerificationTable): Promise<void> => {
  const { database, clock, files, metrics } = services;
  try {
    const applicantId = verification.applicant_id ?? (await createApplicant(services, identity, verification));
    const checkId = (await identity.checkOf(applicantId)) ?? (await startCheck(identity, applicantId, verification, files));
    if (await noteCheck(database, verification.id, checkId, clock.now())) metrics.verifications.inc({ outcome: 'submitted' });
  } catch (error) {
    if (!(error instanceof IdentityRefused)) throw error;
    services.log.warn({ verification: verification.id, reason: error.message }, 'the identity provider will not take the document');
    if (await decide(database, verification, false, clock.now())) metrics.verifications.inc({ outcome: 'refused' });
  }
};

const createApplicant = async (
  { database, clock }: VerificationServices,
  identity: Identity,
  verification: VerificationTable,
): Promise<string> => {
  const id = await identity.createApplicant({ firstName: verification.person_first_name, lastName: verification.person_last_name });
  await noteApplicant(database, verification.id, id, clock.now());
  return id;
};

const startCheck = async (
  identity: Identity,
  applicantId: string,
  { document_name }: VerificationTable,
  files: VerificationServices['files'],
): Promise<string> => {
  if (document_name === null) throw new Error('a kept document has a name');
  await identity.addDocument(applicantId, { name: document_name, content: await files.read(document_name) });
  return identity.startCheck(applicantId);
};

/** The provider's own answer decides; a webhook only says that there is one. */
export const settle = async (services: VerificationServices, identity: Identity, verification: VerificationTable): Promise<void> => {
  if (verification.check_id === null) throw new Error('a submitted verification has a check');
  const { result } = await identity.readCheck(verification.check_id);
  if (result === 'pending') return;
  const verified = result === 'clear';
  if (await decide(services.database, verification, verified, services.clock.now())) {
    services.metrics.verifications.inc({ outcome: verified ? 'verified' : 'refused' });
  }
};

/** What was left undone, every minute: documents that could not be submitted, webhooks that never came; files that stopped arriving. */
export const startVerificationSweep = (services: VerificationServices): Recurring =>
  startRecurring({
    name: 'verifications',
    everyMs: SWEEP_MS,
    log: services.log,
    run: async () => {
      await services.files.sweep();
      if (services.identity === undefined) return;
      for (const verification of await unattended(services.database, services.clock.now())) await attend(services, verification);
    },
  });
