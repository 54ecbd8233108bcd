/** Several schemas in one: a pipe, a wrapper, a union. The fields of all; the facts of the first, then of the others. Pure. */
import type { SchemaFacts, SchemaLibrary } from '../read.ts';
import { factsOfCall } from './schema-facts.ts';
import { uniqueFields } from './schema-fields.ts';
import { type At, merged, withLeft } from './schema-left.ts';
import type { Schema, Value } from './value.ts';

export const combined = (library: SchemaLibrary, name: string, args: readonly (Value | undefined)[], at: At): Schema => {
  const schemas = args.flatMap((each) =>
    each?.is === 'schema'
      ? [each.schema]
      : each?.is === 'list'
        ? each.items.flatMap((item) => (item?.is === 'schema' ? [item.schema] : []))
        : [],
  );
  const fields = schemas.flatMap((each) => each.fields ?? []);
  const all = schemas.map(({ facts }) => facts);
  const facts =
    name === 'union'
      ? united(library, all, at)
      : name === 'variant' || name === 'discriminatedUnion'
        ? withLeft({ library, ...all.find(({ type }) => type !== undefined) }, name, 'whole', at)
        : wrapped(library, name, all, args, at);
  return { facts, ...(fields.length === 0 ? {} : { fields: uniqueFields(fields) }) };
};

const OPTIONAL = new Set(['optional', 'nullish', 'undefinedable', 'fallback', 'nullable']);

const wrapped = (
  library: SchemaLibrary,
  name: string,
  all: readonly SchemaFacts[],
  args: readonly (Value | undefined)[],
  at: At,
): SchemaFacts => {
  const { raw, ...facts }: SchemaFacts = { ...merged(name === 'pipe' ? inPipe(all) : all), library };
  // A pipe takes what its first part takes; what is behind a transform is given numbers.
  const isRaw = name === 'pipe' || name === 'preprocess' ? false : raw === true;
  const own = OPTIONAL.has(name) ? factsOfCall(library, [name], args, at) : { library };
  const told = merged([facts, own]);
  const held: SchemaFacts = {
    ...facts,
    ...told,
    library,
    ...(facts.type === undefined ? {} : { type: facts.type }),
    ...(isRaw ? { raw: true } : {}),
  };
  if (name !== 'preprocess') return held;
  return withLeft(held, name, 'change', at);
};

/** Behind a transform, a number is checked to be one; a boolean that was made of the text says nothing of the text. */
const inPipe = (all: readonly SchemaFacts[]): readonly SchemaFacts[] => {
  const [first, ...others] = all;
  return first === undefined ? [] : [first, ...others.map((each) => (first.type === undefined ? each : behind(each)))];
};

export const behind = (facts: SchemaFacts): SchemaFacts => {
  const { raw, type, ...rest } = facts;
  return raw === true && type === 'boolean' ? rest : { ...rest, ...(type === undefined ? {} : { type }) };
};

/** A text is held against each in turn: those that take no text do not count. Values of several lists are one list. */
const united = (library: SchemaLibrary, all: readonly SchemaFacts[], at: At): SchemaFacts => {
  const open = all.filter(({ raw }) => raw !== true);
  const [first, ...others] = open;
  if (first === undefined) return { library, ...all[0] };
  if (others.length === 0) return first;
  const optional = open.some((each) => each.optional === true) ? { optional: true } : {};
  const left = merged(open);
  if (open.every(({ type, values }) => type === 'enum' && values !== undefined)) {
    const values = [...new Set(open.flatMap((each) => each.values ?? []))];
    const filled = values.filter((each) => each !== '');
    return { ...left, library, type: 'enum', values: filled, ...optional, ...(filled.length < values.length ? { empty: 'taken' } : {}) };
  }
  // `z.string().url().or(z.literal(""))`: an empty value is let through.
  const rest = open.filter(({ values }) => !(values?.length === 1 && values[0] === ''));
  if (rest.length === 1 && rest[0] !== undefined) return { ...rest[0], ...optional, empty: 'taken' };
  const plain = open.find(
    ({ type, matches, minLength, maxLength }) =>
      type === 'string' && matches === undefined && minLength === undefined && maxLength === undefined,
  );
  return plain ?? withLeft({ library, type: 'string', ...optional }, 'union', 'rule', at);
};
