/** A document arrives: scanned, kept, noted, and taken to the identity provider if that answers now. */
import type { VerificationTable } from '../database/tables.ts';
import { Problem } from '../problem.ts';
import type { KeptFile } from '../uploads/file-store.ts';
import { attend, type VerificationServices } from './attend.ts';
import { findVerification, keepDocument } from './verifications.ts';

/** Throws a `Problem`, and then nothing of the document stays. */
export const receiveDocument = async (
  services: VerificationServices,
  verification: VerificationTable,
  content: AsyncIterable<Uint8Array>,
): Promise<VerificationTable> => {
  if (verification.status !== 'document-awaited') throw alreadyThere();
  const file = await receive(services, content);
  let noted = false;
  try {
    noted = await keepDocument(services.database, verification.id, file, services.clock.now());
  } finally {
    if (!noted) await services.files.remove(file.name);
  }
  if (!noted) throw alreadyThere();
  return submitted(services, verification);
};

const receive = async ({ files, metrics }: VerificationServices, content: AsyncIterable<Uint8Array>): Promise<KeptFile> => {
  try {
    const file = await files.receive(content);
    metrics.uploads.inc({ outcome: 'kept' });
    return file;
  } catch (error) {
    metrics.uploads.inc({ outcome: outcomeOf(error) });
    throw error;
  }
};

const outcomeOf = (error: unknown): string => {
  const code = error instanceof Problem ? error.code : '';
  return code === 'UPLOAD_INFECTED' ? 'infected' : code === 'ANTIVIRUS_UNAVAILABLE' ? 'unscanned' : 'refused';
};

/** The document is safe here; when the provider is away, the sweep takes it there later. */
const submitted = async (services: VerificationServices, before: VerificationTable): Promise<VerificationTable> => {
  const kept = (await findVerification(services.database, before.id)) ?? before;
  try {
    await attend(services, kept);
  } catch (error) {
    services.log.warn({ err: error, verification: kept.id }, 'a document waits to be submitted');
  }
  return (await findVerification(services.database, before.id)) ?? kept;
};

const alreadyThere = (): Problem =>
  new Problem(409, 'DOCUMENT_ALREADY_RECEIVED', {
    fr: 'Un document a déjà été reçu pour ce lien',
    en: 'A document was already received for this link',
  });
