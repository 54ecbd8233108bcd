/**
 * The first line in which a file differs from what the contract gives. Only what Lockflight wrote itself is repeated: into a file that somebody edited, or that
 * is somebody else's, a secret may have been put (and a contract may name any file of its folder).
 */

export interface Difference {
  /** From 1. */
  readonly line: number;
  /** Null: there should be no such line. */
  readonly expected: string | null;
  /** Null: the file ends before it, or is missing. */
  readonly found: string | null;
}

/** Stands for a line that is not repeated. */
export const HIDDEN = '...';

const SHOWN = 160;

/** The banner's digest differs whenever anything does: it is only told where it is the one thing that differs. */
const DIGEST = /lockflight:digest [0-9a-f]{64}/;

/** How much of a found line may be repeated: all of it, the name before its `=` where the contract has that name too, or nothing. */
export type Repeats = 'line' | 'name' | 'nothing';

/** `found` is undefined where there is no file. */
export const firstDifference = (expected: string, found: string | undefined, repeats: Repeats): Difference | undefined => {
  if (expected === found) return undefined;
  if (found === undefined) return { line: 1, expected: shown(expected.split('\n')[0]), found: null };
  const wanted = expected.split('\n');
  const held = found.split('\n');
  const length = Math.max(wanted.length, held.length);
  const differing = Array.from({ length }, (_, at) => at).filter((at) => wanted[at] !== held[at]);
  const at = differing.find((each) => !DIGEST.test(wanted[each] ?? '') || !DIGEST.test(held[each] ?? '')) ?? differing[0] ?? 0;
  return { line: at + 1, expected: shown(wanted[at]), found: repeats === 'line' ? shown(held[at]) : hidden(held[at], expected, repeats) };
};

const hidden = (line: string | undefined, expected: string, repeats: 'name' | 'nothing'): string | null => {
  if (line === undefined || line === '') return line ?? null;
  const name = repeats === 'name' ? /^\s*(?:#\s*)?(?:export\s+)?([A-Za-z_]\w{0,63})\s*=/.exec(line)?.[1] : undefined;
  return name !== undefined && new RegExp(`^(?:# )?${name}=`, 'm').test(expected) ? `${name}=${HIDDEN}` : HIDDEN;
};

const shown = (line: string | undefined): string | null => {
  if (line === undefined) return null;
  const clean = line.replace(/[\p{Cc}\u2028\u2029]+/gu, ' ');
  return clean.length > SHOWN ? `${clean.slice(0, SHOWN)}...` : clean;
};
