import type { ExitCode } from '../errors.ts';
import type { Situation } from '../flow/verdict/situation.ts';
import type { Verdict } from '../policy/verdict.ts';
import type { VerdictMeta } from './print-verdict.ts';

export const verdictMeta = ({ contract, contractRef }: Situation): VerdictMeta => ({
  project: contract.project,
  contract: { digest: contractRef.digest, version: contractRef.counter },
});

/** 1 when any gate is blocked, 3 when nothing could be decided. */
export const verdictExit = ({ outcome }: Verdict): ExitCode => (outcome === 'passed' ? 0 : outcome === 'blocked' ? 1 : 3);
