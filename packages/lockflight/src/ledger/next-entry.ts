import { sha256 } from './digest.ts';
import type { ContractRef, EntryBody } from './entry.ts';

/**
 * The contract reference that an entry carries: the one in force before it, or, for an entry that brings a contract into force, that contract
 * with the next counter (1 at adoption).
 */
export const nextContract = (current: ContractRef | undefined, body: EntryBody): ContractRef => {
  if (body.type === 'adoption' || body.type === 'contract') {
    return { digest: sha256(body.contractText), counter: (current?.counter ?? 0) + 1 };
  }
  // Only a ledger whose first entry is not an adoption has none; the chain says so, and a view of it stays readable.
  return current ?? { digest: sha256(''), counter: 0 };
};
