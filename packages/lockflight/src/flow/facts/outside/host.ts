/**
 * What the recorder's own host has: its disk, its programs, its variables. Only the recorder is handed one; for everybody else, what is there is unknown.
 * Tests bring their own, with shorter time limits.
 */
import type { World } from '../../world.ts';

/** Variables that a contract may name; the grammar refuses any other, and so does the reading. */
const LENDABLE = /^LOCKFLIGHT_SOURCE_[A-Z0-9_]+$/;

export interface Host {
  /** Where relative paths begin; never a path of the candidate. */
  readonly directory: string;
  /** Values are handed to the source that the contract names, and never printed. */
  readonly variable: (name: string) => string | undefined;
  readonly now: () => Date;
  /** How long one answer may take. */
  readonly timeoutMs: number;
}

const TIMEOUT = 30_000;

export const hostOf = (world: World): Host => ({
  directory: world.directory,
  variable: (name) => (LENDABLE.test(name) ? world.hostVariable?.(name) : undefined),
  now: world.now,
  timeoutMs: TIMEOUT,
});
