/** Small questions to YAML that was parsed: keys, texts, lines. Pure. */
import { isMap, isScalar, type LineCounter, type Node, type Scalar } from 'yaml';

/** Keys in words, with what they hold; keys without a value are left out. */
export const entriesOf = (node: Node): readonly (readonly [key: string, value: Node])[] =>
  isMap(node)
    ? node.items.flatMap(({ key, value }) => (isScalar(key) && value !== null ? [[String(key.value), value as Node] as const] : []))
    : [];

/** The text below these keys, one in another. */
export const textAt = (node: Node, ...path: readonly string[]): string | undefined => {
  let held: Node | undefined = node;
  for (const key of path) held = held === undefined ? undefined : entriesOf(held).find(([name]) => name === key)?.[1];
  return isScalar(held) && typeof held.value === 'string' ? held.value : undefined;
};

/** The line on which a text begins: behind the mark of a block (`|`), the next one. */
export const lineOfText = (node: Scalar, lines: LineCounter): number => {
  const at = node.range?.[0];
  if (at === undefined) return 1;
  return lines.linePos(at).line + (node.type === 'BLOCK_LITERAL' || node.type === 'BLOCK_FOLDED' ? 1 : 0);
};

export const lineOfNode = (node: Node, lines: LineCounter): number =>
  node.range === null || node.range === undefined ? 1 : lines.linePos(node.range[0]).line;
