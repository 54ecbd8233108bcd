import type { Text } from './text.ts';

/**
 * What `lockflight explain CODE` and docs/ERRORS.md say of a code. Every room that hands out codes keeps one table of
 * this shape beside its code; `src/codes.ts` joins them, and a test holds them against docs/ERRORS.md both ways.
 */
export interface CodeExplanation {
  /** What it means. */
  readonly means: Text;
  /** Why the rule exists. */
  readonly why: Text;
  /** How to fix it. */
  readonly fix: Text;
}

export type CodeTable<Code extends string = string> = Readonly<Record<Code, CodeExplanation>>;
