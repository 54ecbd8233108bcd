/** What the reader of simple YAML is made of: its words, its memory of places, and its way to give up. */
import type { EntryOffsets, Offsets } from './positions.ts';

/** Thrown inside the reader where something is not simple; never leaves it. */
export class NotSimple extends Error {}

/** In block style, and once more in flow style inside of it: both together are what `refused-syntax.ts` lets through at most. */
export const MAX_DEPTH = 20;

export type Marks = Map<object, { readonly start: number; readonly entries: ReadonlyMap<string, EntryOffsets> | readonly EntryOffsets[] }>;

export const remembered = (marks: Marks): Offsets => ({
  startOf: (value) => marks.get(value)?.start,
  entryOf: (value, step) => {
    const entries = marks.get(value)?.entries;
    if (entries === undefined) return undefined;
    return Array.isArray(entries) ? entries[Number(step)] : (entries as ReadonlyMap<string, EntryOffsets>).get(String(step));
  },
});

export const emptyMapping = (): Record<string, unknown> => Object.create(null);

/** All that the core schema could read as something else than text; of these, only the plainest are read here. */
const UNCLEAR = /^(?:~|null|true|false|[-+]?(?:(?=.*[0-9])[0-9]*\.?[0-9]*(?:e[-+]?[0-9]*)?|0[xo][0-9a-f]*|\.inf|\.nan))$/i;

/** What a bare word is. */
export const wordOf = (word: string): string | number | boolean => {
  if (!UNCLEAR.test(word)) return word;
  if (word === 'true' || word === 'false') return word === 'true';
  if (/^(?:0|[1-9][0-9]{0,14})$/.test(word)) return Number(word);
  throw new NotSimple();
};

/** Without those at its end; other kinds of space are text. */
export const withoutSpaces = (words: string): string => {
  let end = words.length;
  while (words[end - 1] === ' ') end--;
  return words.slice(0, end);
};
