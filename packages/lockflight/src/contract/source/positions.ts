/**
 * Where each value of a parsed file stands. The grammar and the rules speak in paths (`['variables', 'X', 'in']`); this turns a
 * path into file:line:column, by the YAML nodes that the plain data came from. Values behind an alias stand where their anchor is.
 */
import { isAlias, isMap, isNode, isScalar, isSeq, type YAMLMap, type YAMLSeq } from 'yaml';
import type { Place } from '../place.ts';

export type Path = readonly (string | number)[];

/** From plain objects and lists to the nodes they were made from. */
export type Origins = WeakMap<object, YAMLMap | YAMLSeq>;

export interface Positions {
  /** The place of the value at `path`, or of its key; the nearest parent's where the path leads nowhere (a missing key). */
  of(path: Path, part?: 'key' | 'value'): Place;
  atOffset(offset: number): Place;
}

export function positionsOf(source: { readonly file: string; readonly text: string }, root: unknown, origins: Origins): Positions {
  const starts = lineStarts(source.text);
  const keys = new WeakMap<YAMLMap, Map<string, number>>();
  const atOffset = (offset: number): Place => {
    const line = lineOf(starts, offset);
    return { file: source.file, line: line + 1, column: offset - (starts[line] ?? 0) + 1 };
  };

  function of(path: Path, part: 'key' | 'value' = 'value'): Place {
    let data: unknown = root;
    let here = startOf(isObject(root) ? origins.get(root) : undefined) ?? 0;
    for (const [depth, step] of path.entries()) {
      const node = isObject(data) ? origins.get(data) : undefined;
      const entry = node === undefined ? undefined : entryOf(node, step, keys);
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

interface Entry {
  readonly key: number | undefined;
  readonly value: number | undefined;
}

function entryOf(node: YAMLMap | YAMLSeq, step: string | number, keys: WeakMap<YAMLMap, Map<string, number>>): Entry | undefined {
  if (isSeq(node)) {
    const item = node.items[Number(step)];
    return item === undefined ? undefined : { key: undefined, value: startOf(item) };
  }
  if (!isMap(node)) return undefined;
  const index = keys.get(node) ?? indexOf(node);
  keys.set(node, index);
  const pair = node.items[index.get(String(step)) ?? -1];
  return pair === undefined ? undefined : { key: startOf(pair.key), value: startOf(pair.value) };
}

function indexOf(node: YAMLMap): Map<string, number> {
  const index = new Map<string, number>();
  for (const [i, pair] of node.items.entries()) {
    const key = isScalar(pair.key) ? String(pair.key.value) : undefined;
    if (key !== undefined && !index.has(key)) index.set(key, i);
  }
  return index;
}

function startOf(node: unknown): number | undefined {
  return (isNode(node) || isAlias(node)) && node.range ? node.range[0] : undefined;
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
