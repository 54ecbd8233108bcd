/**
 * The library: the pure rooms, for programs that judge, classify or verify by themselves. Of what touches the
 * outside world only `readLedger` is here, which reads a clone; the rest is the command line's.
 */
export { compareContracts } from './contract/compare/compare-contracts.ts';
export { contractJsonSchema } from './contract/json-schema.ts';
export type * from './contract/model.ts';
export { readContract } from './contract/read-contract.ts';
export type { Language, Text } from './contract/text.ts';
export { judgeEnvironment } from './env/judge.ts';
export { judgeAll } from './env/judge-all.ts';
export { whichEnvironment } from './env/which-environment.ts';
export { type Failure, LockflightError } from './errors.ts';
export { type LedgerRead, type ReadLedgerOptions, readLedger } from './flow/ledger/read-ledger.ts';
export type { Entry, EntryBody, EntryDraft } from './ledger/entry.ts';
export { createVerifier } from './ledger/verifier.ts';
export { verifyChain } from './ledger/verify.ts';
export { viewOf } from './ledger/view.ts';
export { classifyHistory } from './line/classify-history.ts';
export type { Facts } from './policy/facts.ts';
export { judge } from './policy/judge.ts';
export type { Verdict } from './policy/verdict.ts';
