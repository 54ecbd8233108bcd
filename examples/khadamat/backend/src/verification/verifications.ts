/**
 * A provider's verification, from the link that an administrator sends to the decision:
 *
 *     document-awaited → document-kept → submitted → verified | refused
 *
 * Each step is an update that holds only from the step before, so that whatever happens twice (an upload, a webhook, a retry) counts once.
 */
import { randomUUID } from 'node:crypto';
import { minutesAfter } from '../clock.ts';
import type { Database, VerificationTable } from '../database/tables.ts';
import { hashOfToken, newToken } from '../security/token.ts';
import type { KeptFile } from '../uploads/file-store.ts';
import type { Person } from './identity.ts';

export interface NewVerification {
  readonly id: string;
  /** Opens the upload; shown once. */
  readonly token: string;
}

/** Undefined: there is no such provider. */
export const openVerification = async (
  database: Database,
  providerId: string,
  person: Person,
  now: Date,
): Promise<NewVerification | undefined> => {
  const provider = await database.selectFrom('providers').select('id').where('id', '=', providerId).executeTakeFirst();
  if (provider === undefined) return undefined;
  const [id, token, at] = [randomUUID(), newToken(), now.toISOString()];
  await database
    .insertInto('verifications')
    .values({
      id,
      provider_id: providerId,
      person_first_name: person.firstName,
      person_last_name: person.lastName,
      token_hash: hashOfToken(token),
      status: 'document-awaited',
      document_name: null,
      document_type: null,
      document_sha256: null,
      applicant_id: null,
      check_id: null,
      created_at: at,
      updated_at: at,
    })
    .execute();
  return { id, token };
};

export const findVerification = (database: Database, id: string): Promise<VerificationTable | undefined> =>
  database.selectFrom('verifications').selectAll().where('id', '=', id).executeTakeFirst();

export const byCheck = (database: Database, checkId: string): Promise<VerificationTable | undefined> =>
  database.selectFrom('verifications').selectAll().where('check_id', '=', checkId).executeTakeFirst();

export const byApplicant = (database: Database, applicantId: string): Promise<VerificationTable | undefined> =>
  database.selectFrom('verifications').selectAll().where('applicant_id', '=', applicantId).executeTakeFirst();

/** False: a document was there already. */
export const keepDocument = (database: Database, id: string, file: KeptFile, now: Date): Promise<boolean> =>
  step(database, id, 'document-awaited', now, {
    status: 'document-kept',
    document_name: file.name,
    document_type: file.type,
    document_sha256: file.sha256,
  });

/** False: somebody else is at it, or it is done. */
export const claim = async (database: Database, verification: VerificationTable, now: Date): Promise<boolean> => {
  const { numUpdatedRows } = await database
    .updateTable('verifications')
    .set({ updated_at: now.toISOString() })
    .where('id', '=', verification.id)
    .where('status', '=', verification.status)
    .where('updated_at', '=', verification.updated_at)
    .executeTakeFirst();
  return numUpdatedRows === 1n;
};

export const noteApplicant = (database: Database, id: string, applicantId: string, now: Date): Promise<boolean> =>
  step(database, id, 'document-kept', now, { applicant_id: applicantId });

export const noteCheck = (database: Database, id: string, checkId: string, now: Date): Promise<boolean> =>
  step(database, id, 'document-kept', now, { status: 'submitted', check_id: checkId });

/** The decision, and with it the provider's badge. False: it was decided before. */
export const decide = (
  database: Database,
  { id, provider_id, status }: Pick<VerificationTable, 'id' | 'provider_id' | 'status'>,
  verified: boolean,
  now: Date,
): Promise<boolean> =>
  database.transaction().execute(async (transaction) => {
    if (!(await step(transaction, id, status, now, { status: verified ? 'verified' : 'refused' }))) return false;
    if (verified)
      await transaction.updateTable('providers').set({ verified_at: now.toISOString() }).where('id', '=', provider_id).execute();
    return true;
  });

/** Documents to submit and checks to ask about that nobody has touched for two minutes: a submission takes less. */
export const unattended = (database: Database, now: Date): Promise<readonly VerificationTable[]> =>
  database
    .selectFrom('verifications')
    .selectAll()
    .where('status', 'in', ['document-kept', 'submitted'])
    .where('updated_at', '<=', minutesAfter(now, -2))
    .orderBy('updated_at')
    .limit(50)
    .execute();

const step = async (
  database: Database,
  id: string,
  from: VerificationTable['status'],
  now: Date,
  changes: Partial<VerificationTable>,
): Promise<boolean> => {
  const { numUpdatedRows } = await database
    .updateTable('verifications')
    .set({ ...changes, updated_at: now.toISOString() })
    .where('id', '=', id)
    .where('status', '=', from)
    .executeTakeFirst();
  return numUpdatedRows === 1n;
};
