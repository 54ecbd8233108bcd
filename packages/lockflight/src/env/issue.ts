/**
 * What the judgement of variables answers: a flat list of issues, gravest first. An issue never carries a value, nor a piece of one.
 */
import type { Place } from '../contract/place.ts';
import type { Text } from '../contract/text.ts';

/** Gravest first: the order in which issues are listed. */
export const ISSUE_ORDER = [
  'foreign-value',
  'ambiguous-environment',
  'client-secret',
  'wrong-mode',
  'forbidden',
  'missing',
  'invalid',
  'placeholder',
  'incomplete-group',
  'not-distinct',
  'deprecated',
  'undeclared',
] as const;

export type IssueCode = (typeof ISSUE_ORDER)[number];
export type Severity = 'error' | 'warning';

export interface Issue {
  readonly code: IssueCode;
  readonly variable: string;
  readonly severity: Severity;
  /** The environment that was judged; null where it could not be told. */
  readonly environment: string | null;
  /** What is wrong, without the variable's name. */
  readonly message: Text;
  readonly fix: Text;
  /** The line of the contract that says so. */
  readonly rule: Place;
  /** The file that the value came from, where it is known. */
  readonly source?: string;
  /** True for a secret: a surface may then say that the value is withheld. */
  readonly secret: boolean;
}

/** What one rule finds of one variable; the judge adds the severity that the environment gives it. */
export interface Finding {
  readonly code: IssueCode;
  readonly message: Text;
  readonly fix: Text;
  /** Default: where the variable's own cell stands. */
  readonly rule?: Place;
  /** Only a warning even where the environment blocks (recommended, deprecated). */
  readonly mild?: boolean;
}

/** The outcome for one environment. `ok` is false exactly when the boot would be blocked. */
export interface Judgement {
  readonly environment: string | null;
  readonly boot: 'block' | 'warn';
  readonly ok: boolean;
  readonly issues: readonly Issue[];
}

/** Errors before warnings, then by gravity; the contract's order of variables decides the rest (the sort is stable). */
export const byGravity = (issues: readonly Issue[]): readonly Issue[] => {
  const weight = (issue: Issue): number => (issue.severity === 'error' ? 0 : ISSUE_ORDER.length) + ISSUE_ORDER.indexOf(issue.code);
  return issues.toSorted((a, b) => weight(a) - weight(b));
};
