/**
 * One thing that a probe looked at. `passed`: seen to be so; `failed`: seen not to be so; `errored`: it could not be seen, which is never taken for fine.
 * Messages name variables and never values: not a host, not a user, not a character of a secret.
 */
import type { Text } from '../contract/text.ts';
import { PROBE_CODES } from './codes.ts';

export type ProbeCode = keyof typeof PROBE_CODES;

export interface Check {
  /** What was looked at: `reachable`, `login`, `shadow`. Stable, for programs. */
  readonly check: string;
  readonly outcome: 'passed' | 'failed' | 'errored';
  readonly message: Text;
  /** Absent where it passed. */
  readonly code?: ProbeCode;
  /** Absent where it passed. */
  readonly fix?: Text;
}

export const passed = (check: string, en: string, fr: string): Check => ({ check, outcome: 'passed', message: { en, fr } });

/** Without a fix of its own, the one that the code has. */
export const failed = (check: string, code: ProbeCode, en: string, fr: string, fix: Text = PROBE_CODES[code].fix): Check => ({
  check,
  outcome: 'failed',
  code,
  message: { en, fr },
  fix,
});

export const errored = (check: string, code: ProbeCode, en: string, fr: string, fix: Text = PROBE_CODES[code].fix): Check => ({
  ...failed(check, code, en, fr, fix),
  outcome: 'errored',
});

/** Ends a probe: nothing after this check could be looked at. */
export class Stop extends Error {
  override readonly name = 'Stop';
  readonly check: Check;

  constructor(check: Check) {
    super(check.code ?? check.check);
    this.check = check;
  }
}
