/** One file to a summary, by its kind; all summaries to findings. Pure: texts in, findings out; which texts, and from where, is `flow/scan`'s. */

import type { ImportsOf } from './code/givers.ts';
import { isHandedVariable } from './code/handed-bindings.ts';
import { type Linked, link } from './code/link.ts';
import type { Packages } from './code/resolve.ts';
import { resolveModule } from './code/resolve.ts';
import { summariseCode } from './code/summarise.ts';
import { emptySummary, type FileSummary, type RawRead } from './code/summary.ts';
import { isMinified, type Kind, kindOf, MOST_BYTES } from './kinds.ts';
import { browserFolders, isTest, phaseOf, sideOf } from './place-facts.ts';
import type { Findings, Read, Skipped } from './read.ts';

export type { Packages } from './code/resolve.ts';
export type { FileSummary } from './code/summary.ts';

/** Without an extension, the first line says what it is. Undefined: neither a shell nor JavaScript. */
const kindOfScript = (text: string): Kind | undefined => {
  const first = /^#!([^\n]*)/.exec(text)?.[1] ?? '';
  if (/\b(?:node|bun|deno|tsx|ts-node|zx)\b/.test(first)) return 'code';
  return /\b(?:ba|z|k|da|a)?sh\b/.test(first) ? 'shell' : undefined;
};

/** Readers that need a library of their own are loaded when the first such file comes. */
export const scanFile = async (file: string, named: Kind, text: string, whole = true): Promise<FileSummary> => {
  const kind = named === 'shell' && !/\.\w+$|(?:^|\/)\.husky\//.test(file) ? kindOfScript(text) : named;
  if (kind === undefined) return emptySummary(file);
  const why = text.length > MOST_BYTES ? 'too-large' : kind === 'code' && isMinified(text) ? 'minified' : undefined;
  if (why !== undefined) return skippedFile(file, why);
  if (kind === 'code') {
    try {
      return summariseCode(file, text, whole);
    } catch (error) {
      // Thousands of nested expressions, which only a program writes, are deeper than the stack: that is told, and the other files are read.
      if (error instanceof RangeError) return skippedFile(file, 'too-deep');
      throw error;
    }
  }
  const { summariseConfig } = await import('./config/summarise-config.ts');
  return summariseConfig(file, kind, text);
};

/** A file that says nothing, and why. */
export const skippedFile = (file: string, why: Skipped['why']): FileSummary => ({ ...emptySummary(file), skipped: [{ file, why }] });

export interface LinkedFindings extends Findings {
  /** Files that should be scanned as well before the findings are whole. */
  readonly wanted: ReadonlySet<string>;
  /** Code that has one of these words may read through what others export. */
  readonly names: ReadonlySet<string>;
  /** May a file hand out the environment, or know one that does? */
  readonly gives: (file: string) => boolean;
  /** Once the wanted files have summaries: the files that these lead to, without following a call. */
  readonly next: () => ReadonlySet<string>;
}

/** `files`: every path of the repository, so that imports can be followed. `importsOf`: what code without a summary may import; none is passed over without it. */
export const linkSummaries = (
  summaries: ReadonlyMap<string, FileSummary>,
  files: ReadonlySet<string>,
  packages: Packages,
  importsOf?: ImportsOf,
): LinkedFindings => {
  const linked: Linked = link(summaries, files, packages, importsOf);
  const clients = clientFiles(summaries, files, packages);
  const isBrowsers = browserFolders(files);
  const sourced = sourcedNames(summaries);
  const made = makesNames(summaries);
  const bindings = new Set([...summaries.values()].flatMap((summary) => summary.bindings ?? []));
  const all = [...summaries.values()]
    .flatMap(({ reads }) => reads)
    .filter((read) => !(read.via === 'shell' && sourced(read)) && !(read.via === 'makefile' && made.has(read.name)));
  const isVariable = ({ via, name, schema }: RawRead): boolean =>
    via === 'handed' ? isHandedVariable(name, bindings) : schema === undefined || !bindings.has(name);
  return {
    reads: ordered([...all, ...linked.reads].filter(isVariable)).map((read) => ({
      ...read,
      side: sideOf(read.file, read.via, clients.has(read.file) ? 'says' : isBrowsers(read.file) ? 'stands' : undefined),
      phase: phaseOf(read.file, read.via),
      test: isTest(read.file),
    })),
    dynamic: uniquePlaces([...summaries.values()].flatMap(({ dynamic }) => dynamic).concat(linked.dynamic)),
    skipped: [...summaries.values()].flatMap(({ skipped }) => skipped),
    wanted: linked.wanted,
    names: linked.names,
    gives: linked.gives,
    next: linked.next,
  };
};

/** "use client" holds for all that such a file imports. */
const clientFiles = (summaries: ReadonlyMap<string, FileSummary>, files: ReadonlySet<string>, packages: Packages): ReadonlySet<string> => {
  const clients = new Set([...summaries.values()].filter(({ client }) => client).map(({ file }) => file));
  for (const file of clients) {
    for (const from of summaries.get(file)?.imports ?? []) {
      const target = resolveModule(file, from, files, packages);
      // A set hands out what is added while it is walked.
      if (target !== undefined && summaries.has(target)) clients.add(target);
    }
  }
  return clients;
};

/** A makefile hands what it sets to those that it reads in or starts; which ones is seldom written out, so they all share. */
const makesNames = (summaries: ReadonlyMap<string, FileSummary>): ReadonlySet<string> =>
  new Set([...summaries.values()].flatMap(({ file, exports }) => (kindOf(file) === 'makefile' ? exports.map(([name]) => name) : [])));

/** Scripts that read one another in share their names: what one reads, those that it reads in, or that read it in, may set. */
const sourcedNames = (summaries: ReadonlyMap<string, FileSummary>): ((read: RawRead) => boolean) => {
  const scripts = [...summaries.values()].filter(({ file }) => kindOf(file) === 'shell');
  const byName = Map.groupBy(scripts, ({ file }) => file.slice(file.lastIndexOf('/') + 1));
  const byFolder = Map.groupBy(scripts, ({ file }) => file.split('/').at(-2) ?? '');
  const readIn = (star: string) => (star.endsWith('/*') ? byFolder.get(star.slice(0, -2)) : byName.get(star)) ?? [];
  const down = new Map(scripts.map(({ file, stars }) => [file, stars.flatMap(readIn).map((each) => each.file)]));
  const up = new Map<string, string[]>();
  for (const [file, targets] of down) for (const target of targets) up.set(target, [...(up.get(target) ?? []), file]);
  const reached = (from: Iterable<string>, along: ReadonlyMap<string, readonly string[]>): ReadonlySet<string> => {
    const seen = new Set(from);
    // A set hands out what is added while it is walked.
    for (const file of seen) for (const next of along.get(file) ?? []) seen.add(next);
    return seen;
  };
  const shared = new Map<string, ReadonlySet<string>>();
  const sharedBy = (file: string): ReadonlySet<string> => {
    const others = [...reached(reached([file], up), down)].filter((each) => each !== file);
    return new Set(others.flatMap((each) => (summaries.get(each)?.exports ?? []).map(([name]) => name)));
  };
  return ({ file, name }) => {
    const names = shared.get(file) ?? sharedBy(file);
    shared.set(file, names);
    return names.has(name);
  };
};

/** The same place may be reached in several ways; the one that knows most stays. */
const ordered = (reads: readonly RawRead[]): readonly RawRead[] => {
  const best = new Map<string, RawRead>();
  for (const read of reads) {
    const key = `${read.file}\0${read.line}\0${read.name}`;
    const there = best.get(key);
    if (there === undefined || knows(read) > knows(there)) best.set(key, read);
  }
  return [...best.values()].sort((a, b) => compare(a.file, b.file) || a.line - b.line || a.column - b.column || compare(a.name, b.name));
};

/** What is told by a name alone knows least. */
const knows = ({ schema, use, via }: Pick<Read, 'use' | 'schema' | 'via'>): number =>
  (via === 'handed' ? -100 : 0) + (schema === undefined ? 0 : 10) + Object.keys(use).length;

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

const uniquePlaces = (places: Findings['dynamic']): Findings['dynamic'] =>
  [...new Map(places.map(({ file, line }) => [`${file}\0${line}`, { file, line }])).values()].sort(
    (a, b) => compare(a.file, b.file) || a.line - b.line,
  );
