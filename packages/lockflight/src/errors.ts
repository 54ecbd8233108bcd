/**
 * The one error that is thrown on purpose. What a user wrote wrong is returned as a list (diagnostics, issues,
 * gate outcomes, problems); a throw is for the outside world failing and for calls that cannot be carried out.
 */
import type { Place } from './contract/place.ts';
import type { Text } from './contract/text.ts';

/** How the command line ends: 2, the call or the contract is wrong; 3, something outside failed and nothing was decided; 1, findings; 125, `run` refused before it started anything. */
export type ExitCode = 0 | 1 | 2 | 3 | 125;

export interface Failure {
  readonly code: string;
  readonly exit: ExitCode;
  readonly message: Text;
  /** The next command to type, or what to change. */
  readonly hint: Text;
  readonly at?: Place;
  /** True when the same call may succeed later without anybody changing anything. */
  readonly retryable?: boolean;
  readonly cause?: unknown;
}

export class LockflightError extends Error {
  override readonly name = 'LockflightError';
  readonly code: string;
  readonly failure: Failure;

  constructor(failure: Failure) {
    super(`${failure.code}: ${failure.message.en}`, failure.cause === undefined ? undefined : { cause: failure.cause });
    this.code = failure.code;
    this.failure = failure;
  }
}

/** Is this a failure with one of these codes? */
export const hasCode = (error: unknown, ...codes: readonly string[]): error is LockflightError =>
  error instanceof LockflightError && codes.includes(error.code);
