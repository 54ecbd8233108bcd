/**
 * Is a head one that Lockflight wrote? Its tree and its parents anybody can make beforehand, under the very name that a promotion will have. The subject and the
 * trailers have to be right too, and the ledger's head that it names has to be one of this ledger: else it would say for ever that the ledger lost entries.
 */
import type { Step } from '../../contract/model.ts';
import type { Candidate } from '../../policy/facts.ts';
import type { Situation } from '../verdict/situation.ts';
import { type HeadClaim, isPromotionSubject, isRollbackSubject } from './promotion-head.ts';

type LedgerHere = Pick<Situation, 'stored' | 'ledger'>;

export const isOurPromotion = async (here: LedgerHere, claim: HeadClaim, step: Step, candidate: Candidate): Promise<boolean> =>
  isPromotionSubject(claim.subject, step.to) &&
  claim.step === step.id &&
  claim.candidate === candidate.commit &&
  claim.tree === candidate.tree &&
  (await isOfLedger(here, claim.ledger));

export const isOurRollback = async (here: LedgerHere, claim: HeadClaim, environment: string, archive: string): Promise<boolean> =>
  isRollbackSubject(claim.subject, environment) && claim.archive === archive && (await isOfLedger(here, claim.ledger));

/** Asked again where it is not known: the ledger may have grown since it was read. Errors: what git says. */
const isOfLedger = async ({ stored, ledger }: LedgerHere, id: string | undefined): Promise<boolean> => {
  if (id === undefined) return false;
  const among = (envelopes: Situation['stored']['envelopes']): boolean => envelopes.some((e) => e.id === id);
  return among(stored.envelopes) || among((await ledger.store.read()).envelopes);
};
