/**
 * Where each value of a parsed file stands. The grammar and the rules speak in paths (`['variables', 'X', 'in']`); this turns a
 * path into file:line:column, by what the reader of the text remembers of each mapping and list. Values behind an alias stand where their anchor is.
 */
import type { Place } from '../place.ts';

export type Path = readonly (string | number)[];

export interface Positions {
  /** The place of the value at `path`, or of its key; the nearest parent's where the path leads nowhere (a missing key). */
  of(path: Path, part?: 'key' | 'value'): Place;
  atOffset(offset: number): Place;
}

/** Where a key and its value begin: offsets into the text. */
export interface EntryOffsets {
  readonly key: number | undefined;
  readonly value: number | undefined;
}

/** What is remembered of the mappings and lists that plain data is made of. */
export interface Offsets {
  startOf(value: object): number | undefined;
  entryOf(value: object, step: string | number): EntryOffsets | undefined;
}

export function positionsOf(source: { readonly file: string; readonly text: string }, root: unknown, offsets: Offsets): Positions {
  const starts = lineStarts(source.text);
  const atOffset = (offset: number): Place => {
    const line = lineOf(starts, offset);
    return { file: source.file, line: line + 1, column: offset - (starts[line] ?? 0) + 1 };
  };

  function of(path: Path, part: 'key' | 'value' = 'value'): Place {
    let data: unknown = root;
    let here = (isObject(root) ? offsets.startOf(root) : undefined) ?? 0;
    for (const [depth, step] of path.entries()) {
      const entry = isObject(data) ? offsets.entryOf(data, step) : undefined;
      if (entry === undefined) break;
      const last = depth === path.length - 1;
      const value = last && part === 'key' ? undefined : entry.value;
      here = value ?? entry.key ?? here;
      data = isObject(data) ? Reflect.get(data, step) : undefined;
      // A missing key is told at its parent's key: the line a person would add it under.
      if (!last && depth === path.length - 2 && isObject(data) && !((path[depth + 1] as string | number) in data)) here = entry.key ?? here;
    }
    return atOffset(here);
  }
  return { of, atOffset };
}

function lineStarts(text: string): readonly number[] {
  const starts = [0];
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) starts.push(at + 1);
  return starts;
}

/** The last line that begins at or before `offset`. */
function lineOf(starts: readonly number[], offset: number): number {
  let low = 0;
  let high = starts.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((starts[middle] ?? 0) <= offset) low = middle;
    else high = middle - 1;
  }
  return low;
}

const isObject = (value: unknown): value is object => typeof value === 'object' && value !== null;
