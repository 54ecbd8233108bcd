/** Which files hand out something that reads the environment, and under which names. */
import type { Linker } from './linker.ts';
import type { Effect, FileSummary } from './summary.ts';
import { alternatives, type Value } from './value.ts';

/** A chain of `export *` is seldom longer. */
const MOST_STARS = 4;

/** What other files may know an exported reader by, its name or its file's where it is the default; and the files that hand one out, themselves or of another. */
export const exportedReaders = (
  summaries: ReadonlyMap<string, FileSummary>,
  byFunction: ReadonlyMap<string, readonly Effect[]>,
  linker: Pick<Linker, 'target'> & { readonly resolve: (value: Value) => Value | undefined },
): { readonly names: ReadonlySet<string>; readonly files: ReadonlySet<string> } => {
  const names = new Set<string>();
  const files = new Set<string>();
  for (const { file, exports } of summaries.values()) {
    for (const [name, value] of exports) {
      if (!alternatives(linker.resolve(value)).some((each) => reads(each, byFunction, 0))) continue;
      files.add(file);
      if (name === 'default' || name === '=') names.add(file.replace(/(?:\/index)?\.[^./]+$/, '').replace(/^.*\//, ''));
      else names.add(name);
    }
  }
  for (let round = 0; round < MOST_STARS; round++) {
    const before = files.size;
    for (const { file, stars } of summaries.values()) if (stars.some((star) => files.has(linker.target(file, star) ?? ''))) files.add(file);
    if (files.size === before) break;
  }
  return { names, files };
};

const reads = (value: Value, byFunction: ReadonlyMap<string, readonly Effect[]>, depth: number): boolean => {
  if (value.is === 'env' || value.is === 'parsed') return true;
  // A function that looks into what it is given reads nothing by itself: only one that has the environment, and asks for the name.
  if (value.is === 'function')
    return (
      byFunction.get(value.id)?.some(({ object }) => object.is === 'env' || (object.is === 'param' && object.fallback?.is === 'env')) ===
      true
    );
  return value.is === 'object' && depth < 3 && value.props.some(([, each]) => reads(each, byFunction, depth + 1));
};
