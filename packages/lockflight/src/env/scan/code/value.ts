/**
 * What an expression stands for, as far as the text tells: the environment itself, a name, a function of the repository. Plain data, so that what one file
 * exports can be looked at from another. What is not known is `undefined`, never a guess.
 */
import type { SchemaFacts, SchemaLibrary, Via } from '../read.ts';
import { satisfies, type TextTest } from './text-test.ts';

/** `FILE#START` of a function. */
export type FunctionId = string;

export type Value =
  | { readonly is: 'env'; readonly via: Via }
  /** `process`, `globalThis`, `import.meta`, `Deno`, `Bun`, `Deno.env`. */
  | { readonly is: 'host'; readonly name: 'process' | 'global' | 'meta' | 'Deno' | 'Bun' | 'Deno.env' }
  /** One of these texts. */
  | { readonly is: 'strings'; readonly all: readonly string[] }
  | { readonly is: 'literal'; readonly value: number | boolean }
  /** A regular expression without flags. */
  | { readonly is: 'pattern'; readonly source: string }
  /** A text put together from parts, one of them not a constant. */
  | { readonly is: 'text'; readonly parts: readonly Value[] }
  | { readonly is: 'cased'; readonly upper: boolean; readonly of: Value }
  /** Those of the texts that a condition holds for. */
  | { readonly is: 'kept'; readonly of: Value; readonly test: TextTest }
  | { readonly is: 'list'; readonly items: readonly (Value | undefined)[] }
  /** `fields`: what the decorators of a class say of its properties. */
  | { readonly is: 'object'; readonly props: readonly Prop[]; readonly spread: readonly Value[]; readonly fields?: readonly SchemaField[] }
  /** A member of the environment. */
  | { readonly is: 'variable'; readonly via: Via; readonly name: string }
  /** A property that is there, with a value that is not known. */
  /** `nothing`: it is `null` or `undefined`, and that is known. */
  | { readonly is: 'opaque'; readonly nothing?: true }
  | { readonly is: 'function'; readonly id: FunctionId }
  /** What a call hands over. `rest`: all arguments from this one on; `element`: one item of it. */
  | {
      readonly is: 'param';
      readonly fn: FunctionId;
      readonly index: number;
      readonly fallback?: Value;
      readonly rest?: true;
      readonly element?: true;
    }
  /** One element, or one key, of a list or an object that is told elsewhere. */
  | { readonly is: 'part'; readonly how: 'element' | 'key'; readonly of: Value }
  | { readonly is: 'import'; readonly from: string; readonly file: string; readonly name: string }
  | { readonly is: 'member'; readonly of: Value; readonly key: string }
  | { readonly is: 'call'; readonly of: Value; readonly args: readonly (Value | undefined)[] }
  /** Something of a library that is known here: `z`, `z.string`, `cleanEnv`. */
  | { readonly is: 'library'; readonly library: KnownLibrary; readonly path: readonly string[] }
  | { readonly is: 'schema'; readonly schema: Schema }
  /** What a schema or a loader answers: its members are variables, by these names and no other. */
  | { readonly is: 'parsed'; readonly via: Via; readonly names: readonly string[] }
  | { readonly is: 'any'; readonly of: readonly Value[]; readonly partial: boolean };

export type Prop = readonly [key: string, value: Value, spot: Spot | undefined];

/** Where a name of a schema is written. */
export interface Spot {
  readonly file: string;
  readonly line: number;
  readonly column: number;
}

export type KnownLibrary =
  | SchemaLibrary
  | 'vite'
  | 'webpack'
  | 'nuxt'
  | 'astro:env'
  | 'prisma'
  | 'effect'
  | 'firebase'
  | 'dotenv'
  | 'class-transformer'
  | 'getenv'
  | 'hono'
  | 'nconf'
  | 'typebox'
  | 'fluent-json-schema';

/** A schema: of one value (`facts`), or of an object (`fields`). */
export interface Schema {
  readonly facts: SchemaFacts;
  readonly fields?: readonly SchemaField[];
}

export interface SchemaField {
  readonly name: string;
  readonly facts: SchemaFacts;
  readonly spot: Spot | undefined;
}

const LIMIT = 128;
const MOST_TEXTS = 2_000;

/** One of several; `undefined` among them makes it partial. Nothing known at all: undefined. */
export const oneOf = (values: readonly (Value | undefined)[]): Value | undefined => {
  const known: Value[] = [];
  let partial = false;
  for (const value of values) {
    if (value === undefined) partial = true;
    else if (value.is === 'any') {
      known.push(...value.of);
      partial ||= value.partial;
    } else known.push(value);
  }
  const texts = known.filter((value) => value.is === 'strings');
  const rest = known.filter((value) => value.is !== 'strings');
  const all = texts.length === 1 ? (texts[0]?.all ?? []) : [...new Set(texts.flatMap((each) => each.all))];
  // What is cut off is not known any more.
  partial ||= all.length > MOST_TEXTS || rest.length > LIMIT;
  const merged: Value[] = all.length === 0 ? rest : [...rest, { is: 'strings', all: all.slice(0, MOST_TEXTS) }];
  const [only] = merged;
  if (only === undefined) return undefined;
  return merged.length === 1 && !partial ? only : { is: 'any', of: merged.slice(0, LIMIT), partial };
};

/** The alternatives of a value, itself when it is but one. */
export const alternatives = (value: Value | undefined): readonly Value[] =>
  value === undefined ? [] : value.is === 'any' ? value.of : [value];

export const isPartial = (value: Value | undefined): boolean => value === undefined || (value.is === 'any' && value.partial);

/** Texts side by side. Constants are put together at once. */
export const concatenated = (parts: readonly (Value | undefined)[]): Value | undefined => {
  let texts: readonly string[] = [''];
  const out: Value[] = [];
  const flush = () => {
    if (texts.length > 1 || texts[0] !== '') out.push({ is: 'strings', all: texts });
    texts = [''];
  };
  for (const part of parts) {
    if (part === undefined) return undefined;
    const all = part.is === 'strings' ? part.all : part.is === 'literal' ? [String(part.value)] : undefined;
    if (all !== undefined) texts = texts.flatMap((before) => all.map((after) => before + after)).slice(0, LIMIT);
    else if (['param', 'text', 'cased', 'kept', 'import', 'member', 'part'].includes(part.is)) {
      flush();
      out.push(part);
    } else return undefined;
  }
  flush();
  const [only] = out;
  if (only === undefined) return { is: 'strings', all: [''] };
  return out.length === 1 ? only : { is: 'text', parts: out };
};

export const cased = (value: Value | undefined, upper: boolean): Value | undefined => {
  if (value === undefined) return undefined;
  if (value.is === 'strings') return { is: 'strings', all: value.all.map((text) => (upper ? text.toUpperCase() : text.toLowerCase())) };
  return value.is === 'param' || value.is === 'text' ? { is: 'cased', upper, of: value } : undefined;
};

/** What of a value satisfies a condition: texts at once, what is told later then. Nothing of it: no text at all, which is known. */
export const keptOf = (value: Value | undefined, test: TextTest): Value | undefined => {
  if (value === undefined) return undefined;
  if (value.is === 'strings') return { is: 'strings', all: value.all.filter((text) => satisfies(text, test)) };
  if (value.is === 'any') return oneOf([...value.of.map((each) => keptOf(each, test)), ...(value.partial ? [undefined] : [])]) ?? NO_TEXT;
  return ['param', 'text', 'cased', 'part', 'kept'].includes(value.is) ? { is: 'kept', of: value, test } : undefined;
};

const NO_TEXT: Value = { is: 'strings', all: [] };

const HOST_MEMBERS: Readonly<Record<string, Value>> = {
  'process.env': { is: 'env', via: 'process.env' },
  'meta.env': { is: 'env', via: 'import.meta.env' },
  'Deno.env': { is: 'host', name: 'Deno.env' },
  'Bun.env': { is: 'env', via: 'Bun.env' },
  'global.process': { is: 'host', name: 'process' },
  'global.globalThis': { is: 'host', name: 'global' },
  'global.Deno': { is: 'host', name: 'Deno' },
  'global.Bun': { is: 'host', name: 'Bun' },
};

/** `of.key`. */
export const memberOf = (of: Value, key: string): Value | undefined => {
  switch (of.is) {
    case 'env':
      return { is: 'variable', via: of.via, name: key };
    case 'schema':
      return { is: 'member', of, key };
    case 'host':
      return HOST_MEMBERS[`${of.name}.${key}`] ?? (key === 'default' ? of : undefined);
    case 'parsed':
      // `safeParse(...).data`, `validate(...).value`, valibot's `output`.
      return key === 'data' || key === 'value' || key === 'output' ? of : undefined;
    case 'library':
      if (key === 'default') return of;
      return { ...of, path: [...of.path, key] };
    case 'object': {
      const own = of.props.filter(([name]) => name === key).at(-1)?.[1];
      if (own !== undefined) return own.is === 'opaque' ? undefined : own;
      return oneOf(of.spread.map((each) => memberOf(each, key)));
    }
    case 'list':
      return /^\d+$/.test(key) ? of.items[Number(key)] : undefined;
    case 'any':
      return oneOf([...of.of.map((each) => memberOf(each, key)), ...(of.partial ? [undefined] : [])]);
    case 'import':
      return of.name === '*' ? { ...of, name: key } : { is: 'member', of, key };
    case 'member':
    case 'call':
    case 'param':
    case 'part':
      return { is: 'member', of, key };
    default:
      return undefined;
  }
};

/** One of a list's items. */
export const elementOf = (list: Value | undefined): Value | undefined => {
  if (list === undefined) return undefined;
  if (list.is === 'list')
    return list.items.length === 0 ? undefined : oneOf(list.items.map((each) => (each?.is === 'opaque' ? undefined : each)));
  if (list.is === 'any') return oneOf([...list.of.map(elementOf), ...(list.partial ? [undefined] : [])]);
  if (list.is === 'param' && list.element !== true) return { ...list, element: true };
  return isElsewhere(list) ? { is: 'part', how: 'element', of: list } : undefined;
};

/** One of an object's keys. */
export const keyIn = (object: Value | undefined): Value | undefined => {
  if (object === undefined) return undefined;
  if (object.is === 'any') return oneOf([...object.of.map(keyIn), ...(object.partial ? [undefined] : [])]);
  if (object.is === 'param' || isElsewhere(object)) return { is: 'part', how: 'key', of: object };
  const keys = keysOf(object);
  return keys === undefined || keys.length === 0 ? undefined : { is: 'strings', all: keys };
};

/** Once it is told what a part is one of. What is looked into by a key that is not known may be an object as well. */
export const partOf = (of: Value | undefined, how: 'element' | 'key'): Value | undefined => {
  if (how === 'key') return keyIn(of);
  return of?.is === 'object' && of.spread.length === 0 ? oneOf(of.props.map(([, value]) => value)) : elementOf(of);
};

/** Does another file say what it is? */
const isElsewhere = (value: Value): boolean =>
  value.is === 'import' || value.is === 'part' || (value.is === 'member' && isElsewhere(value.of));

/** The keys that an object is written with, or undefined where something that is not known is spread into it. */
export const keysOf = (value: Value | undefined): readonly string[] | undefined => {
  if (value?.is !== 'object') return undefined;
  const spread = value.spread.map(keysOf);
  return spread.includes(undefined)
    ? undefined
    : [...new Set([...spread.flatMap((keys) => keys ?? []), ...value.props.map(([key]) => key)])];
};
