/** Where plain data stands, by the YAML nodes that it came from. */
import { isAlias, isMap, isNode, isScalar, isSeq, type YAMLMap, type YAMLSeq } from 'yaml';
import type { EntryOffsets, Offsets } from './positions.ts';

/** From plain objects and lists to the nodes they were made from. */
export type Origins = WeakMap<object, YAMLMap | YAMLSeq>;

export const nodeOffsets = (origins: Origins): Offsets => {
  const keys = new WeakMap<YAMLMap, Map<string, number>>();
  return {
    startOf: (value) => startOf(origins.get(value)),
    entryOf: (value, step) => {
      const node = origins.get(value);
      return node === undefined ? undefined : entryOf(node, step, keys);
    },
  };
};

function entryOf(node: YAMLMap | YAMLSeq, step: string | number, keys: WeakMap<YAMLMap, Map<string, number>>): EntryOffsets | undefined {
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
