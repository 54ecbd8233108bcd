/** Findings that a team knows and cannot mend at once: kept in a file, so that only new ones fail. A line may move; a file or a name may not. */
import type { ScanFinding } from './compare.ts';

export interface Baseline {
  readonly version: 1;
  /** `CODE NAME FILE`, sorted; FILE is the contract for what nothing reads. */
  readonly known: readonly string[];
}

/** One key for each place of a finding. */
export const keysOfFinding = ({ code, name, places, contract }: ScanFinding): readonly string[] => {
  const files = places.length === 0 ? [contract] : places.map(({ file }) => file);
  return [...new Set(files)].map((file) => `${code} ${name} ${file}`);
};

export const baselineOf = (findings: readonly ScanFinding[]): Baseline => ({
  version: 1,
  known: [...new Set(findings.flatMap(keysOfFinding))].sort(),
});

/** Undefined: not a baseline. */
export const readBaseline = (text: string): Baseline | undefined => {
  try {
    const held: unknown = JSON.parse(text);
    if (
      typeof held !== 'object' ||
      held === null ||
      !('version' in held) ||
      held.version !== 1 ||
      !('known' in held) ||
      !Array.isArray(held.known)
    )
      return undefined;
    return held.known.every((each) => typeof each === 'string') ? { version: 1, known: held.known } : undefined;
  } catch {
    return undefined;
  }
};

/** What is new since, each with only its new places; and the entries that nothing answers to any more. */
export const sinceBaseline = (
  findings: readonly ScanFinding[],
  { known }: Baseline,
): { readonly fresh: readonly ScanFinding[]; readonly gone: readonly string[] } => {
  const before = new Set(known);
  const now = new Set(findings.flatMap(keysOfFinding));
  const fresh = findings.flatMap((finding): ScanFinding[] => {
    const places = finding.places.filter(({ file }) => !before.has(`${finding.code} ${finding.name} ${file}`));
    if (finding.places.length === 0) return before.has(`${finding.code} ${finding.name} ${finding.contract}`) ? [] : [finding];
    return places.length === 0 ? [] : [{ ...finding, places }];
  });
  return { fresh, gone: known.filter((key) => !now.has(key)) };
};
