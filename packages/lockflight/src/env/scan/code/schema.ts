/** Schemas of known libraries as values: what `z.object({...})` or `Joi.string().required()` says of a variable. */

import type { SchemaFacts, SchemaLibrary } from '../read.ts';
import { argumentsOf, type CallNode, type Context } from './context.ts';
import { fluentCall, typeboxCall } from './json-schema-builders.ts';
import { spotOf } from './keys.ts';
import { factsOfCall, factsOfMethod } from './schema-facts.ts';
import { fieldsOf, sections, uniqueFields, withNext } from './schema-fields.ts';
import { type At, HARMLESS, merged, withLeft } from './schema-left.ts';
import { behind, combined } from './schema-union.ts';
import type { Scope } from './scope.ts';
import { isUpperName } from './summary.ts';
import type { Schema, Value } from './value.ts';

type LibraryValue = Extract<Value, { is: 'library' }>;

/** A call of something that a known library hands out. */
export const libraryCall = (context: Context, called: LibraryValue, node: CallNode, scope: Scope): Value | undefined => {
  const { library, path } = called;
  const name = path.at(-1) ?? '';
  if (library === 'vite') return name === 'loadEnv' ? { is: 'env', via: 'loadEnv' } : undefined;
  if (library === 'dotenv') return dotenvCall(name, isWritten(context, node, scope));
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
  const at: At = () => spotOf(context, node.callee.start);
  if (library === 'zod' || library === 'joi' || library === 'yup' || library === 'valibot') return schemaCall(library, path, args, at);
  if (library === 'envalid' || library === 'envsafe') return validatorCall(library, path, args, at);
  if (library === 'typebox') return typeboxCall(path, args, at);
  if (library === 'fluent-json-schema') return fluentCall(path, args, at);
  if (library === 'astro:env' && path[0] === 'envField')
    return { is: 'schema', schema: { facts: factsOfCall('adonis', path.slice(1), args, at) } };
  if (library === 't3-env' && name === 'createEnv')
    return { is: 'parsed', via: 't3-env', names: sections(args[0]).map(({ name: each }) => each) };
  return undefined;
};

/** Is it given a text that the code itself writes? That is nobody's environment. */
const isWritten = (context: Context, node: CallNode, scope: Scope): boolean => {
  const [first] = node.arguments;
  return (
    first?.type === 'TemplateLiteral' ||
    (first !== undefined && first.type !== 'SpreadElement' && context.evaluate(first, scope)?.is === 'strings')
  );
};

/** What a loader of files answers holds variables under their own names. */
const dotenvCall = (name: string, written: boolean): Value | undefined => {
  const env: Value = { is: 'env', via: 'dotenv' };
  if (name === 'parse') return written ? undefined : env;
  if (name === 'load' || name === 'loadSync') return env;
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

/** envalid and envsafe: a validator, or one that is made by hand (`makeValidator(fn)` is called for it later). */
const validatorCall = (
  library: 'envalid' | 'envsafe',
  path: readonly string[],
  args: readonly (Value | undefined)[],
  at: At,
): Value | undefined => {
  const name = path.at(-1) ?? '';
  if (path[0] === 'made') return { is: 'schema', schema: { facts: withLeft(factsOfCall(library, ['str'], args, at), name, 'rule', at) } };
  if (/^make\w*Validator$/.test(name)) return { is: 'library', library, path: ['made', name] };
  return { is: 'schema', schema: { facts: factsOfCall(library, path, args, at) } };
};

const schemaCall = (library: SchemaLibrary, path: readonly string[], args: readonly (Value | undefined)[], at: At): Value | undefined => {
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
      return { is: 'schema', schema: combined(library, name, args, at) };
    default:
      return { is: 'schema', schema: { facts: factsOfCall(library, path, args, at) } };
  }
};

/** `schema.METHOD(...)`. */
export const schemaMethod = (context: Context, schema: Schema, method: string, node: CallNode, scope: Scope): Value | undefined => {
  const args = argumentsOf(context, node, scope);
  const { callee } = node;
  const at: At = () => spotOf(context, callee.type === 'MemberExpression' ? callee.property.start : callee.start);
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
    if (library === 'env-schema') return { is: 'schema', schema: withNext(schema, method, args) };
    return HARMLESS.has(method) || QUIET.has(method)
      ? { is: 'schema', schema }
      : { is: 'schema', schema: { ...schema, facts: withLeft(schema.facts, method, 'whole', at) } };
  }
  if (method === 'or') return { is: 'schema', schema: combined(library, 'union', [{ is: 'schema', schema }, first], at) };
  if (method === 'pipe' && first?.is === 'schema') {
    const next = behind(first.schema.facts);
    const optional = schema.facts.optional ?? false;
    return { is: 'schema', schema: { ...schema, facts: { ...schema.facts, ...merged([schema.facts, next]), library, optional } } };
  }
  return { is: 'schema', schema: { ...schema, facts: factsOfMethod(schema.facts, method, args, at) } };
};

/** What is asked of other variables than those that are named. */
const QUIET = new Set(['catchall', 'noUnknown', 'exact', 'stripUnknown', 'required', 'deepPartial', 'keyof', 'prefix', 'unwrap']);

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
