/** Defaults, lists of allowed values and schemes, as far as the text of a schema tells them. Pure. */
import type { SchemaFacts } from '../read.ts';
import { type At, withLeft } from './schema-left.ts';
import { alternatives, type Value } from './value.ts';

export type Facts = { -readonly [K in keyof SchemaFacts]: SchemaFacts[K] };

export const setDefault = (facts: Facts, value: Value, at: At): SchemaFacts => {
  // What takes its place is there, whatever it is.
  facts.optional = true;
  const held = scalarOf(value);
  if (held === undefined) return value.is === 'opaque' && value.nothing === true ? facts : withLeft(facts, 'default', 'default', at);
  facts.default = held;
  return facts;
};

export const scalarOf = (value: Value | undefined): string | number | boolean | undefined => {
  if (value?.is === 'literal') return value.value;
  return value?.is === 'strings' && value.all.length === 1 ? value.all[0] : undefined;
};

/** False: not all of them are known. */
export const setValues = (facts: Facts, args: readonly (Value | undefined)[]): boolean => {
  const held = args.filter((each) => each?.is !== 'object' || each.props.length > 0);
  const found = held.flatMap((each) => alternatives(each)).map(listed);
  const values = found.flatMap((each) => each?.values ?? []);
  if (values.length > 0) facts.values = [...new Set(values)];
  return values.length > 0 && found.every((each) => each?.whole === true);
};

interface Listed {
  readonly values: readonly (string | number)[];
  readonly whole: boolean;
}

const NONE: Listed = { values: [], whole: false };

const listed = (value: Value): Listed => {
  if (value.is === 'strings') return { values: value.all, whole: true };
  if (value.is === 'literal') return { values: [typeof value.value === 'number' ? value.value : String(value.value)], whole: true };
  if (value.is === 'opaque') return { values: [], whole: value.nothing === true };
  if (value.is === 'list') return together(value.items.map((each) => (each === undefined ? NONE : listed(each))));
  if (value.is === 'object') return together(value.props.map(([, each]) => listed(each)));
  return NONE;
};

const together = (all: readonly Listed[]): Listed => ({
  values: all.flatMap(({ values }) => values),
  whole: all.every(({ whole }) => whole),
});

/** joi's `uri({ scheme: [...] })`, zod's `url({ protocol: /^https?$/ })`. */
export const schemesIn = (facts: Facts, options: Value | undefined, method: string, at: At): SchemaFacts => {
  if (options?.is !== 'object') return facts;
  let more: SchemaFacts = facts;
  for (const [key, value] of options.props) {
    if (/^(?:message|error|abort|normalize)$/.test(key)) continue;
    const schemes = key === 'scheme' || key === 'protocol' || key === 'protocols' ? schemesOf(value) : undefined;
    more = schemes === undefined ? withLeft(more, `${method}({ ${key} })`, 'rule', at) : { ...more, scheme: schemes };
  }
  return more;
};

const schemesOf = (value: Value): readonly string[] | undefined => {
  const parts = value.is === 'list' ? value.items : [value];
  const all = parts.map((each) => {
    if (each?.is === 'strings') return each.all.map((scheme) => scheme.replace(/:$/, '').toLowerCase());
    return each?.is === 'pattern' ? schemesOfPattern(each.source) : undefined;
  });
  return all.some((each) => each === undefined) ? undefined : [...new Set(all.flatMap((each) => each ?? []))];
};

/** `^https?$`, `rediss?`, `^(?:postgres|postgresql)$`: few words, written out. */
const schemesOfPattern = (source: string): readonly string[] | undefined => {
  const bare = source
    .replace(/^\^/, '')
    .replace(/:?\$?$/, '')
    .replace(/^\((?:\?:)?(.*)\)$/, '$1');
  const words = bare.split('|');
  if (!words.every((word) => /^[a-z][a-z0-9+.-]*\??$/.test(word))) return undefined;
  return words.flatMap((word) => (word.endsWith('?') ? [word.slice(0, -2), word.slice(0, -1)] : [word]));
};
