/** What each function and method of the schema libraries adds to the facts of a variable. */
import type { SchemaFacts, SchemaLibrary, SchemaType } from '../read.ts';
import { alternatives, type Value } from './value.ts';

type Facts = { -readonly [K in keyof SchemaFacts]: SchemaFacts[K] };
type Args = readonly (Value | undefined)[];

const TYPES: Readonly<Record<string, SchemaType>> = {
  string: 'string',
  str: 'string',
  number: 'number',
  num: 'number',
  int: 'integer',
  int32: 'integer',
  integer: 'integer',
  nat: 'integer',
  bigint: 'integer',
  boolean: 'boolean',
  bool: 'boolean',
  stringbool: 'boolean',
  truthy: 'boolean',
  url: 'url',
  httpUrl: 'url',
  uri: 'url',
  email: 'email',
  uuid: 'uuid',
  guid: 'uuid',
  host: 'host',
  hostname: 'host',
  port: 'port',
  ip: 'ip',
  ipv4: 'ip',
  ipv6: 'ip',
  ipaddress: 'ip',
  json: 'json',
  enum: 'enum',
  nativeEnum: 'enum',
  picklist: 'enum',
  enum_: 'enum',
  literal: 'enum',
  array: 'list',
};

/** `z.NAME(args)`, `v.NAME(args)`, `str({choices})`, `envField.string({optional})`. */
export const factsOfCall = (library: SchemaLibrary, path: readonly string[], args: Args): SchemaFacts => {
  const name = path.at(-1) ?? '';
  const facts: Facts = { library };
  const type = TYPES[name];
  if (type !== undefined) facts.type = type;
  if (type === 'enum') setValues(facts, args);
  if (name === 'optional' || name === 'nullish' || name === 'undefinedable' || name === 'nullable') facts.optional = true;
  if ((name === 'optional' || name === 'nullish') && args[1] !== undefined) setDefault(facts, args[1]);
  if (name === 'fallback' && args[1] !== undefined) setDefault(facts, args[1]);
  const options = args.find((each) => each?.is === 'object');
  if (options?.is === 'object') for (const [key, value] of options.props) withOption(facts, key, value);
  return Object.assign(facts, name in LIMITS && library === 'valibot' ? factsOfMethod(facts, name, args) : {});
};

/** Options of envalid's validators and of Astro's fields. */
const withOption = (facts: Facts, key: string, value: Value): void => {
  if (key === 'default') setDefault(facts, value);
  else if (key === 'devDefault') {
    const held = scalarOf(value);
    if (held !== undefined) facts.developmentDefault = held;
  } else if (key === 'choices' || key === 'values') {
    facts.type = 'enum';
    setValues(facts, [value]);
  } else if (key === 'optional' && value.is === 'literal' && value.value === true) facts.optional = true;
  else if (key === 'desc' && value.is === 'strings' && value.all[0] !== undefined) facts.about = value.all[0];
  else if (key === 'context' && value.is === 'strings') facts.section = value.all[0] === 'client' ? 'client' : 'server';
  else if (key === 'access' && value.is === 'strings' && value.all[0] === 'secret') facts.secret = true;
  else if ((key === 'min' || key === 'max') && value.is === 'literal' && typeof value.value === 'number') facts[key] = value.value;
};

const LIMITS: Readonly<Record<string, true>> = {
  minLength: true,
  maxLength: true,
  minValue: true,
  maxValue: true,
  regex: true,
  nonEmpty: true,
};

/** `schema.METHOD(args)` adds to what is known. */
export const factsOfMethod = (before: SchemaFacts, method: string, args: Args): SchemaFacts => {
  const facts: Facts = { ...before };
  const text = before.type === undefined || before.type === 'string';
  const [first] = args;
  const count = first?.is === 'literal' && typeof first.value === 'number' ? first.value : undefined;
  const type = TYPES[method];
  if (type !== undefined && type !== 'enum' && type !== 'list') facts.type = type;
  switch (method) {
    case 'optional':
    case 'nullish':
    case 'nullable':
    case 'notRequired':
    case 'empty':
      facts.optional = true;
      break;
    case 'required':
    case 'exist':
      facts.optional = false;
      break;
    case 'default':
    case 'catch':
    case 'prefault':
      if (first !== undefined) setDefault(facts, first);
      else facts.optional = true;
      break;
    case 'valid':
    case 'equal':
    case 'oneOf':
      facts.type = before.type === 'boolean' || before.type === 'number' ? before.type : 'enum';
      setValues(facts, args);
      break;
    case 'min':
    case 'minLength':
    case 'minValue':
    case 'gte':
      if (count !== undefined) facts[text || method === 'minLength' ? 'minLength' : 'min'] = count;
      break;
    case 'max':
    case 'maxLength':
    case 'maxValue':
    case 'lte':
      if (count !== undefined) facts[text || method === 'maxLength' ? 'maxLength' : 'max'] = count;
      break;
    case 'length':
      if (count !== undefined) Object.assign(facts, { minLength: count, maxLength: count });
      break;
    case 'nonempty':
    case 'nonEmpty':
      facts.minLength = 1;
      break;
    case 'regex':
    case 'pattern':
    case 'matches':
      if (first?.is === 'pattern') facts.matches = first.source;
      break;
    case 'positive':
      facts.min = facts.type === 'integer' ? 1 : 0;
      break;
    case 'nonnegative':
      facts.min = 0;
      break;
    case 'describe':
    case 'description':
    case 'label':
      if (first?.is === 'strings' && first.all[0] !== undefined) facts.about = first.all[0];
      break;
    default:
  }
  return facts;
};

const setDefault = (facts: Facts, value: Value): void => {
  const held = scalarOf(value);
  if (held !== undefined) facts.default = held;
  // What takes its place is there, whatever it is.
  facts.optional = true;
};

const scalarOf = (value: Value): string | number | boolean | undefined => {
  if (value.is === 'literal') return value.value;
  return value.is === 'strings' && value.all.length === 1 ? value.all[0] : undefined;
};

const setValues = (facts: Facts, args: Args): void => {
  const values = args.flatMap((each) => alternatives(each)).flatMap(listed);
  if (values.length > 0) facts.values = [...new Set(values)];
};

const listed = (value: Value): readonly (string | number)[] => {
  if (value.is === 'strings') return value.all;
  if (value.is === 'literal') return typeof value.value === 'number' ? [value.value] : [];
  if (value.is === 'list') return value.items.flatMap((each) => (each === undefined ? [] : listed(each)));
  if (value.is === 'object') return value.props.flatMap(([, each]) => listed(each));
  return [];
};
