/** One file to a summary, by its kind; all summaries to findings. Pure: texts in, findings out; which texts, and from where, is `flow/scan`'s. */
import { type Linked, link } from './code/link.ts';
import type { Packages } from './code/resolve.ts';
import { resolveModule } from './code/resolve.ts';
import { summariseCode } from './code/summarise.ts';
import { emptySummary, type FileSummary, type RawRead } from './code/summary.ts';
import { isMinified, type Kind, MOST_BYTES } from './kinds.ts';
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
}

/** `files`: every path of the repository, so that imports can be followed. */
export const linkSummaries = (
  summaries: ReadonlyMap<string, FileSummary>,
  files: ReadonlySet<string>,
  packages: Packages,
): LinkedFindings => {
  const linked: Linked = link(summaries, files, packages);
  const clients = clientFiles(summaries, files, packages);
  const isBrowsers = browserFolders(files);
  const sourced = sourcedNames(summaries);
  const all = [...summaries.values()].flatMap(({ reads }) => reads).filter((read) => !(read.via === 'shell' && sourced(read)));
  return {
    reads: ordered([...all, ...linked.reads]).map((read) => ({
      ...read,
      side: sideOf(read.file, read.via, clients.has(read.file) ? 'says' : isBrowsers(read.file) ? 'stands' : undefined),
      phase: phaseOf(read.file, read.via),
      test: isTest(read.file),
    })),
    dynamic: uniquePlaces([...summaries.values()].flatMap(({ dynamic }) => dynamic).concat(linked.dynamic)),
    skipped: [...summaries.values()].flatMap(({ skipped }) => skipped),
    wanted: linked.wanted,
    names: linked.names,
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

/** A script that reads another in gets its names there. */
const sourcedNames = (summaries: ReadonlyMap<string, FileSummary>): ((read: RawRead) => boolean) => {
  const byName = new Map<string, FileSummary[]>();
  for (const summary of summaries.values()) {
    const name = summary.file.slice(summary.file.lastIndexOf('/') + 1);
    byName.set(name, [...(byName.get(name) ?? []), summary]);
  }
  return ({ file, name }) =>
    (summaries.get(file)?.stars ?? []).some((star) =>
      (byName.get(star) ?? []).some(({ exports }) => exports.some(([each]) => each === name)),
    );
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

const knows = ({ schema, use }: Pick<Read, 'use' | 'schema'>): number => (schema === undefined ? 0 : 10) + Object.keys(use).length;

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

const uniquePlaces = (places: Findings['dynamic']): Findings['dynamic'] =>
  [...new Map(places.map(({ file, line }) => [`${file}\0${line}`, { file, line }])).values()].sort(
    (a, b) => compare(a.file, b.file) || a.line - b.line,
  );
