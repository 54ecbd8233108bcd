/**
 * From a composed YAML document to plain data: objects without prototype, lists, scalars. Refuses on the way what YAML
 * tolerates and a contract cannot mean: duplicate keys (one linear pass: the library's own check is quadratic), keys that are not text,
 * merge keys, `__proto__`, alias cycles, aliases that expand without measure, numbers that would not be read back as written.
 */
import { isAlias, isMap, isScalar, isSeq, type Node, type Pair, type Scalar, type YAMLMap, type YAMLSeq } from 'yaml';
import type { Text } from '../text.ts';
import type { Origins } from './node-offsets.ts';

/** Values that aliases may add to what is written. An honest contract adds a few hundred. */
const MAX_ALIASED = 20_000;

export interface Oddity {
  readonly code:
    | 'duplicate-key'
    | 'key-not-text'
    | 'merge-key'
    | 'forbidden-key'
    | 'alias-cycle'
    | 'alias-expansion'
    | 'unknown-alias'
    | 'unclear-number';
  readonly offset: number;
  readonly message: Text;
  readonly fix: Text;
}

export interface Plain {
  readonly root: unknown;
  readonly origins: Origins;
  readonly oddities: readonly Oddity[];
}

interface Anchored {
  readonly value: unknown;
  /** How many values it stands for, its own aliases counted out. */
  readonly size: number;
  readonly open: boolean;
}

export function toPlain(contents: Node | null): Plain {
  const origins: Origins = new WeakMap();
  const oddities: Oddity[] = [];
  const anchors = new Map<string, Anchored>();
  let aliased = 0;
  let size = 0;

  function convert(node: unknown): unknown {
    size++;
    if (isAlias(node)) return follow(node.source, node.range?.[0] ?? 0);
    const anchor = isScalar(node) || isMap(node) || isSeq(node) ? node.anchor : undefined;
    if (anchor === undefined) return build(node);
    const before = size;
    anchors.set(anchor, { value: undefined, size: 0, open: true });
    const value = build(node);
    anchors.set(anchor, { value, size: size - before + 1, open: false });
    return value;
  }

  function build(node: unknown): unknown {
    if (isMap(node)) return mapping(node);
    if (isSeq(node)) return list(node);
    return isScalar(node) ? scalar(node) : null;
  }

  function list(node: YAMLSeq): unknown[] {
    const value: unknown[] = [];
    origins.set(value, node);
    for (const item of node.items) value.push(convert(item));
    return value;
  }

  function mapping(node: YAMLMap): object {
    const value: Record<string, unknown> = Object.create(null);
    origins.set(value, node);
    const lines = new Set<string>();
    for (const pair of node.items) {
      const key = keyOf(pair);
      const content = convert(pair.value);
      if (key === undefined) continue;
      if (lines.has(key)) oddities.push(duplicate(key, offsetOf(pair.key)));
      else value[key] = content;
      lines.add(key);
    }
    return value;
  }

  function keyOf(pair: Pair): string | undefined {
    const offset = offsetOf(pair.key);
    if (!isScalar(pair.key) || typeof pair.key.value !== 'string') oddities.push(notText(offset));
    else if (pair.key.value === '<<') oddities.push(merge(offset));
    else if (pair.key.value === '__proto__') oddities.push(forbidden(offset));
    else return pair.key.value;
    return undefined;
  }

  function scalar(node: Scalar): unknown {
    const { value, source } = node;
    if (typeof value === 'bigint') return Number(value);
    // What an environment variable holds is text: 1.10 or 0x10 would be compared as 1.1 or 16.
    if (typeof value === 'number' && source !== undefined && String(value) !== source) {
      oddities.push(unclear(source, offsetOf(node)));
    }
    return value;
  }

  function follow(name: string, offset: number): unknown {
    const anchored = anchors.get(name);
    if (anchored === undefined || anchored.open) {
      oddities.push(anchored === undefined ? unknownAlias(name, offset) : cycle(name, offset));
      return null;
    }
    if (aliased > MAX_ALIASED) return null;
    aliased += anchored.size;
    size += anchored.size;
    if (aliased > MAX_ALIASED) {
      oddities.push(expansion(offset));
      return null;
    }
    return anchored.value;
  }

  return { root: convert(contents), origins, oddities };
}

const offsetOf = (node: unknown): number => (isScalar(node) || isMap(node) || isSeq(node) || isAlias(node) ? (node.range?.[0] ?? 0) : 0);

const duplicate = (key: string, offset: number): Oddity => ({
  code: 'duplicate-key',
  offset,
  message: { en: `\`${shorten(key)}\` is written twice here`, fr: `\`${shorten(key)}\` est écrit deux fois ici` },
  fix: { en: 'keep one of the two', fr: "gardez l'un des deux" },
});

const notText = (offset: number): Oddity => ({
  code: 'key-not-text',
  offset,
  message: { en: 'a key must be text', fr: 'une clé doit être du texte' },
  fix: { en: 'put the key between quotes', fr: 'mettez la clé entre guillemets' },
});

const merge = (offset: number): Oddity => ({
  code: 'merge-key',
  offset,
  message: { en: 'merge keys (`<<`) are not allowed', fr: 'les clés de fusion (`<<`) sont interdites' },
  fix: {
    en: 'write the keys out, or use an alias for the whole value',
    fr: 'écrivez les clés en toutes lettres, ou un alias pour la valeur entière',
  },
});

const forbidden = (offset: number): Oddity => ({
  code: 'forbidden-key',
  offset,
  message: { en: '`__proto__` is not allowed as a key', fr: "`__proto__` n'est pas permis comme clé" },
  fix: { en: 'choose another name', fr: 'choisissez un autre nom' },
});

const cycle = (name: string, offset: number): Oddity => ({
  code: 'alias-cycle',
  offset,
  message: {
    en: `the alias *${shorten(name)} stands inside its own anchor`,
    fr: `l'alias *${shorten(name)} se trouve dans sa propre ancre`,
  },
  fix: { en: 'write the value out', fr: 'écrivez la valeur en toutes lettres' },
});

const unknownAlias = (name: string, offset: number): Oddity => ({
  code: 'unknown-alias',
  offset,
  message: { en: `no anchor &${shorten(name)} before this alias`, fr: `aucune ancre &${shorten(name)} avant cet alias` },
  fix: { en: `write &${shorten(name)} before the value to repeat`, fr: `écrivez &${shorten(name)} devant la valeur à répéter` },
});

const expansion = (offset: number): Oddity => ({
  code: 'alias-expansion',
  offset,
  message: { en: `aliases expand to more than ${MAX_ALIASED} values`, fr: `les alias représentent plus de ${MAX_ALIASED} valeurs` },
  fix: { en: 'repeat less: a contract has no use for this', fr: "répétez moins : un contrat n'en a pas l'usage" },
});

const unclear = (source: string, offset: number): Oddity => ({
  code: 'unclear-number',
  offset,
  message: {
    en: `the number ${shorten(source)} would not be read as it is written`,
    fr: `le nombre ${shorten(source)} ne serait pas lu comme il est écrit`,
  },
  fix: {
    en: `for text write "${shorten(source)}", for a number its plain decimal form`,
    fr: `pour du texte, écrivez "${shorten(source)}" ; pour un nombre, sa forme décimale simple`,
  },
});

const shorten = (words: string): string => (words.length > 60 ? `${words.slice(0, 60)}...` : words);
