import type { Text } from '../contract/text.ts';
import type { LedgerCode } from './problem-codes.ts';

/** What is wrong with the ledger, and with which entry. */
export interface LedgerProblem {
  readonly seq: number;
  readonly code: LedgerCode;
  readonly message: Text;
}

export const problem = (seq: number, code: LedgerCode, en: string, fr: string): LedgerProblem => ({ seq, code, message: { en, fr } });
