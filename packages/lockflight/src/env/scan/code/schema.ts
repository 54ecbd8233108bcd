/** Schemas of known libraries as values: what `z.object({...})` or `Joi.string().required()` says of a variable. */

import type { SchemaFacts, SchemaLibrary } from '../read.ts';
import { argumentsOf, type CallNode, type Context } from './context.ts';
import { factsOfCall, factsOfMethod } from './schema-facts.ts';
import type { Scope } from './scope.ts';
import { isUpperName } from './summary.ts';
import type { Prop, Schema, SchemaField, Value } from './value.ts';

type LibraryValue = Extract<Value, { is: 'library' }>;

/** Where an undeclared key of the object is optional unless said otherwise. */
const OPTIONAL_AT_FIRST = new Set<SchemaLibrary>(['joi', 'yup']);

/** A call of something that a known library hands out. */
export const libraryCall = (context: Context, called: LibraryValue, node: CallNode, scope: Scope): Value | undefined => {
  const { library, path } = called;
  const name = path.at(-1) ?? '';
  if (library === 'vite') return name === 'loadEnv' ? { is: 'env', via: 'loadEnv' } : undefined;
  if (library === 'dotenv') return dotenvCall(name);
  if (library === 'adonis') {
    if (name === 'create' || name === 'rules') return { ...called, path: [] };
    return path[0] === 'schema'
      ? { is: 'schema', schema: { facts: factsOfAdonis(path.slice(1), argumentsOf(context, node, scope)) } }
      : undefined;
  }
  if (library === 'class-transformer')
    return argumentsOf(context, node, scope)[1]?.is === 'env' ? { is: 'env', via: 'class-validator' } : undefined;
  if (library === 'env-var') return name === 'from' ? { ...called, path: [] } : undefined;
  if (library === 'nest') return name === 'ConfigService' ? called : undefined;
  const args = argumentsOf(context, node, scope);
  if (library === 'zod' || library === 'joi' || library === 'yup' || library === 'valibot') return schemaCall(library, path, args);
  if (library === 'envalid') return { is: 'schema', schema: { facts: factsOfCall(library, path, args) } };
  if (library === 'astro:env' && path[0] === 'envField')
    return { is: 'schema', schema: { facts: factsOfCall('zod', path.slice(1), args) } };
  if (library === 't3-env' && name === 'createEnv')
    return { is: 'parsed', via: 't3-env', names: sections(args[0]).map(({ name: each }) => each) };
  return undefined;
};

/** What a loader of files answers holds variables under their own names. */
const dotenvCall = (name: string): Value | undefined => {
  const env: Value = { is: 'env', via: 'dotenv' };
  if (name === 'load' || name === 'loadSync' || name === 'parse') return env;
  return name === 'config' ? { is: 'object', props: [['parsed', env, undefined]], spread: [] } : undefined;
};

/** `Env.schema.string()`, `Env.schema.number.optional()`, `Env.schema.enum(["a"])`; a format says more than the type. */
const factsOfAdonis = (path: readonly string[], args: readonly (Value | undefined)[]): SchemaFacts => {
  const [type = 'string', ...more] = path;
  const facts = factsOfCall('adonis', [type], args);
  const options = args.find((each) => each?.is === 'object');
  const format = options?.is === 'object' ? options.props.find(([key]) => key === 'format')?.[1] : undefined;
  const held = format?.is === 'strings' ? format.all[0] : undefined;
  return {
    ...facts,
    ...(held === 'url' || held === 'host' || held === 'email' || held === 'uuid' ? { type: held } : {}),
    optional: more.some((each) => each.startsWith('optional')),
  };
};

const schemaCall = (library: SchemaLibrary, path: readonly string[], args: readonly (Value | undefined)[]): Value | undefined => {
  const name = path.at(-1) ?? '';
  const [first, second] = args;
  switch (name) {
    case 'object':
    case 'strictObject':
    case 'looseObject':
    case 'objectWithRest': {
      const fields = fieldsOf(first, library);
      return { is: 'schema', schema: { facts: { library }, ...(fields === undefined ? {} : { fields }) } };
    }
    case 'parse':
    case 'parseAsync':
    case 'safeParse':
    case 'parseEnv':
      return parsedBy(library, first?.is === 'schema' ? first : second);
    case 'attempt':
      return parsedBy(library, second);
    case 'pipe':
    case 'preprocess':
    case 'optional':
    case 'nullable':
    case 'nullish':
    case 'undefinedable':
    case 'fallback':
    case 'union':
    case 'intersection':
    case 'intersect':
    case 'and':
    case 'lazy':
    case 'catchall':
    case 'variant':
    case 'discriminatedUnion':
      return { is: 'schema', schema: combined(library, name, args) };
    default:
      return { is: 'schema', schema: { facts: factsOfCall(library, path, args) } };
  }
};

/** Several schemas in one: a pipe, a union, a wrapper. The fields of all; the facts of the first, then of the others. */
const combined = (library: SchemaLibrary, name: string, args: readonly (Value | undefined)[]): Schema => {
  const schemas = args.flatMap((each) =>
    each?.is === 'schema'
      ? [each.schema]
      : each?.is === 'list'
        ? each.items.flatMap((item) => (item?.is === 'schema' ? [item.schema] : []))
        : [],
  );
  const union = name === 'union' || name === 'variant' || name === 'discriminatedUnion';
  const fields = schemas.flatMap((each) => each.fields ?? []);
  const merged: SchemaFacts = union
    ? { library, ...schemas.find(({ facts }) => facts.type !== undefined)?.facts }
    : Object.assign({ library }, ...schemas.map(({ facts }) => facts));
  const facts = union && name === 'union' ? merged : { ...merged, ...factsOfCall(library, [name], args) };
  return { facts, ...(fields.length === 0 ? {} : { fields: uniqueFields(fields) }) };
};

const uniqueFields = (fields: readonly SchemaField[]): readonly SchemaField[] => [
  ...new Map(fields.map((each) => [each.name, each])).values(),
];

/** The fields of an object of schemas; a key whose schema is not known is a field all the same. */
export const fieldsOf = (value: Value | undefined, library: SchemaLibrary): readonly SchemaField[] | undefined => {
  if (value?.is === 'schema') return value.schema.fields;
  if (value?.is !== 'object') return undefined;
  const spread = value.spread.flatMap((each) => fieldsOf(each, library) ?? []);
  return uniqueFields([...spread, ...value.props.map((prop) => fieldOf(prop, library))]);
};

const fieldOf = ([name, value, spot]: Prop, library: SchemaLibrary): SchemaField => ({
  name,
  facts: {
    ...(OPTIONAL_AT_FIRST.has(library) ? { optional: true } : {}),
    ...(value.is === 'schema' ? value.schema.facts : literalFacts(value)),
    library,
  },
  spot,
});

const literalFacts = (value: Value): Partial<SchemaFacts> =>
  value.is === 'strings' && value.all.length === 1 ? { type: 'enum', values: value.all } : {};

/** t3-env: `server`, `client`, `shared`, each an object of schemas. */
export const sections = (options: Value | undefined): readonly SchemaField[] => {
  if (options?.is !== 'object') return [];
  return (['server', 'client', 'shared'] as const).flatMap((section) => {
    const held = options.props.find(([key]) => key === section)?.[1];
    return (fieldsOf(held, 't3-env') ?? []).map((field) => ({ ...field, facts: { ...field.facts, section } }));
  });
};

/** `schema.METHOD(...)`. */
export const schemaMethod = (context: Context, schema: Schema, method: string, node: CallNode, scope: Scope): Value | undefined => {
  const args = argumentsOf(context, node, scope);
  const { library } = schema.facts;
  const [first] = args;
  if (READING.has(method)) return parsedBy(library, { is: 'schema', schema });
  if (
    method === 'extend' ||
    method === 'safeExtend' ||
    method === 'keys' ||
    method === 'append' ||
    method === 'shape' ||
    method === 'merge' ||
    method === 'and' ||
    method === 'concat' ||
    method === 'augment'
  ) {
    const more = fieldsOf(first, library) ?? [];
    return { is: 'schema', schema: { ...schema, fields: uniqueFields([...(schema.fields ?? []), ...more]) } };
  }
  if (schema.fields !== undefined) {
    const keys = first?.is === 'object' ? first.props.map(([key]) => key) : [];
    if (method === 'pick') return { is: 'schema', schema: { ...schema, fields: schema.fields.filter(({ name }) => keys.includes(name)) } };
    if (method === 'omit') return { is: 'schema', schema: { ...schema, fields: schema.fields.filter(({ name }) => !keys.includes(name)) } };
    if (method === 'partial')
      return {
        is: 'schema',
        schema: { ...schema, fields: schema.fields.map((each) => ({ ...each, facts: { ...each.facts, optional: true } })) },
      };
    return { is: 'schema', schema };
  }
  if (method === 'or') return { is: 'schema', schema };
  if (method === 'pipe' && first?.is === 'schema')
    return {
      is: 'schema',
      schema: { ...schema, facts: { ...schema.facts, ...first.schema.facts, optional: schema.facts.optional ?? false } },
    };
  return { is: 'schema', schema: { ...schema, facts: factsOfMethod(schema.facts, method, args) } };
};

/** Methods that hold a value against the schema. */
export const READING = new Set([
  'parse',
  'safeParse',
  'parseAsync',
  'safeParseAsync',
  'spa',
  'validate',
  'validateAsync',
  'validateSync',
  'cast',
  'decode',
  'safeDecode',
]);

const parsedBy = (library: SchemaLibrary, value: Value | undefined): Value | undefined => {
  if (value?.is !== 'schema' || value.schema.fields === undefined) return undefined;
  // What else is held against a schema, a document or a request, has its names in small letters.
  const names = value.schema.fields.map(({ name }) => name).filter(isUpperName);
  return names.length === 0 ? undefined : { is: 'parsed', via: library, names };
};
