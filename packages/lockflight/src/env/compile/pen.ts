/** What every part of the judge is written with. */
import type { Plan } from './plan.ts';
import type { Uses } from './uses.ts';

export interface Pen {
  readonly plan: Plan;
  readonly uses: Uses;
  readonly say: (en: string, fr: string) => string;
  /** The gravity of a code: its place in CODES. */
  readonly code: (code: string) => number;
}

/** The text, where there is a use for it. */
export const when = (used: boolean, text: string): string => (used ? text : '');
