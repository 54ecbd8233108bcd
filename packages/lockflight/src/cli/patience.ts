import type { Patience } from '../flow/promote/merge-when-green.ts';
import type { Invocation } from './command.ts';
import { countOption, flag } from './option.ts';

const HALF_AN_HOUR = 1800;

/** `--wait [--timeout SECONDS]`: how long to wait for the recorder's check, and how often to look. */
export const patienceOf = (invocation: Invocation): Patience | undefined =>
  flag(invocation, 'wait') ? { seconds: countOption(invocation, 'timeout') ?? HALF_AN_HOUR, everySeconds: 5 } : undefined;
