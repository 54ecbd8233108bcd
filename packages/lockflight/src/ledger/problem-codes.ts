import { CHAIN_CODES } from './chain-codes.ts';
import { LEDGER_FAILURE_CODES } from './failure-codes.ts';

/** Every code of the ledger: what `ledger verify` finds, and what stops a command. */
export const LEDGER_CODES = { ...CHAIN_CODES, ...LEDGER_FAILURE_CODES } as const;

export type LedgerCode = keyof typeof LEDGER_CODES;
