/**
 * The step along which a promotion was merged, as the contract had it that was in force at that moment. What came with the promotion itself takes force behind it, and
 * must not say what its own verification is: nor may a step that goes by another name since leave its promotions without one. Pure.
 */

import type { Step } from '../../contract/model.ts';
import { readContract } from '../../contract/read-contract.ts';
import { contractInForce } from '../../ledger/view/contract.ts';
import type { LedgerView, Recorded } from '../../ledger/view.ts';
import { CONTRACT_NAME } from '../read-contract-file.ts';

/** `merged`: the entry that tells of the merge. */
export const stepAtMerge = (view: LedgerView, merged: Recorded<'promotion'>): Step | undefined => {
  const text = contractInForce(view.entries.slice(0, merged.seq))?.text;
  const contract = text === undefined ? undefined : readContract({ file: CONTRACT_NAME, text }).contract;
  return contract?.flow.find((step) => step.id === merged.step);
};
