/** The first line in which a file differs from what the contract gives. A line of a sample is told by its name alone: somebody may have put a secret there. */

export interface Difference {
  /** From 1. */
  readonly line: number;
  /** Null: there should be no such line. */
  readonly expected: string | null;
  /** Null: the file ends before it, or is missing. */
  readonly found: string | null;
}

const SHOWN = 160;

/** The banner's digest differs whenever anything does: it is only told where it is the one thing that differs. */
const DIGEST = /lockflight:digest [0-9a-f]{64}/;

/** `found` is undefined where there is no file. With `hidesValues`, nothing of what was found is repeated but names. */
export const firstDifference = (expected: string, found: string | undefined, hidesValues: boolean): Difference | undefined => {
  if (expected === found) return undefined;
  if (found === undefined) return { line: 1, expected: shown(expected.split('\n')[0], false), found: null };
  const wanted = expected.split('\n');
  const held = found.split('\n');
  const length = Math.max(wanted.length, held.length);
  const differing = Array.from({ length }, (_, at) => at).filter((at) => wanted[at] !== held[at]);
  const at = differing.find((each) => !DIGEST.test(wanted[each] ?? '') || !DIGEST.test(held[each] ?? '')) ?? differing[0] ?? 0;
  return { line: at + 1, expected: shown(wanted[at], false), found: shown(held[at], hidesValues) };
};

const shown = (line: string | undefined, hidesValue: boolean): string | null => {
  if (line === undefined) return null;
  if (hidesValue && line !== '' && !DIGEST.test(line)) {
    const name = /^\s*(?:#\s*)?(?:export\s+)?([A-Z][A-Z0-9_]{0,40})\s*=/.exec(line)?.[1];
    return name === undefined ? '...' : `${name}=...`;
  }
  const clean = line.replace(/[\p{Cc}\u2028\u2029]+/gu, ' ');
  return clean.length > SHOWN ? `${clean.slice(0, SHOWN)}...` : clean;
};
