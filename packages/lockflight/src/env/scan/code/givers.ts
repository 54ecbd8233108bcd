/**
 * Which files may hand out the environment, or something that reads it: those that export it, and those that know such a file. Files that cannot are not read, however
 * often they are called: nearly all of a repository is called with something by somebody. In: summaries, and of the files that have none what they may import. It errs
 * towards yes.
 */
import { partsOf } from './params-in.ts';
import type { FileSummary } from './summary.ts';
import type { Value } from './value.ts';

/** What a file may import, as it writes it: from its text alone. Empty for a file that is not there. */
export type ImportsOf = (file: string) => readonly string[];

interface Known {
  readonly summaries: ReadonlyMap<string, FileSummary>;
  /** Does an exported value bring the environment? */
  readonly hands: (value: Value) => boolean;
  readonly target: (file: string, from: string) => string | undefined;
  readonly importsOf: ImportsOf;
}

export const giversOf = ({ summaries, hands, target, importsOf }: Known): ((file: string) => boolean) => {
  const giving = new Set<string>();
  for (const { file, exports } of summaries.values()) if (exports.some(([, value]) => hands(value))) giving.add(file);
  if (giving.size === 0) return () => false;
  const refused = new Set<string>();
  const nextOf = (file: string): readonly string[] => {
    const summary = summaries.get(file);
    const from = summary === undefined ? importsOf(file) : summary.partial === true ? summary.imports : exportedImports(summary);
    return from.flatMap((each) => target(file, each) ?? []);
  };
  return (asked) => {
    if (giving.has(asked)) return true;
    if (refused.has(asked)) return false;
    /** By file, who led to it. */
    const seen = new Map<string, string | undefined>([[asked, undefined]]);
    // A map hands out what is added while it is walked.
    for (const [file] of seen) {
      for (const next of nextOf(file)) {
        if (giving.has(next)) {
          for (let at: string | undefined = file; at !== undefined; at = seen.get(at)) giving.add(at);
          return true;
        }
        if (!refused.has(next) && !seen.has(next)) seen.set(next, file);
      }
    }
    for (const file of seen.keys()) refused.add(file);
    return false;
  };
};

/** Of a file that was read whole, only what stands in what it exports, or in what its functions answer, goes through it. */
const exportedImports = (summary: FileSummary): readonly string[] => {
  const held = passedOn.get(summary);
  if (held !== undefined) return held;
  const { exports, answers, stars } = summary;
  const from = new Set(stars);
  const seen = new Set<Value>();
  const walk = (value: Value | undefined): void => {
    if (value === undefined || seen.has(value)) return;
    seen.add(value);
    if (value.is === 'import') from.add(value.from);
    else for (const each of partsOf(value)) walk(each);
  };
  for (const [, value] of exports) walk(value);
  for (const value of Object.values(answers)) walk(value);
  const all = [...from];
  passedOn.set(summary, all);
  return all;
};

const passedOn = new WeakMap<FileSummary, readonly string[]>();

/** Every text that stands where a module's name may stand. */
export const importsOfText = (text: string): readonly string[] => [
  ...new Set([...text.matchAll(/\b(?:from|import|require)\s*\(?\s*(["'`])([^"'`\n\\]{1,300})\1/g)].map((match) => match[2] ?? '')),
];
