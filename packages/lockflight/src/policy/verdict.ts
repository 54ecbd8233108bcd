import type { Text } from '../contract/text.ts';
import type { Candidate } from './facts.ts';

export type Outcome = 'passed' | 'blocked' | 'errored' | 'waived';

export interface GateOutcome {
  readonly id: string;
  readonly gate: string;
  readonly outcome: Outcome;
  /** Why, for programs: a key of `REASON_CODES`. */
  readonly code: string;
  /** For `errored`: the code of the fact that could not be had. */
  readonly cause?: string;
  /** What is, in one line. */
  readonly reason: Text;
  /** What would pass it, and who can; absent when it passed. */
  readonly fix?: Text;
  /** For `waived`: what it overrode. */
  readonly overridden?: { readonly outcome: Outcome; readonly code: string; readonly reason: Text };
}

export interface Verdict {
  readonly step: { readonly id: string; readonly from: string; readonly to: string };
  readonly candidate: Candidate;
  /** passed: every gate passed or was waived; errored: every open gate is errored; blocked otherwise. */
  readonly outcome: 'passed' | 'blocked' | 'errored';
  readonly gates: readonly GateOutcome[];
}
