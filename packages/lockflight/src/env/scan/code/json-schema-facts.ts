/** What a property of a JSON Schema says of its variable (env-schema, @fastify/env). */
import type { SchemaFacts, SchemaType } from '../read.ts';
import { type At, withLeft } from './schema-left.ts';
import { told } from './schema-options.ts';
import { type Facts, scalarOf, setDefault, setValues } from './schema-values.ts';
import type { Value } from './value.ts';

const TYPES: Readonly<Record<string, SchemaType>> = {
  string: 'string',
  number: 'number',
  integer: 'integer',
  boolean: 'boolean',
  array: 'list',
};
const FORMATS: Readonly<Record<string, SchemaType>> = {
  uri: 'url',
  url: 'url',
  email: 'email',
  hostname: 'host',
  ipv4: 'ip',
  ipv6: 'ip',
  uuid: 'uuid',
};
const HARMLESS = new Set(['title', '$id', 'examples', 'example', '$comment', 'nullable', 'deprecated', 'readOnly']);

/** `null`, an unknown object: facts that say nothing but their library. */
export const jsonFacts = (value: Value | undefined, at: At): SchemaFacts => {
  const facts: SchemaFacts = { library: 'env-schema' };
  if (value?.is !== 'object') return withLeft(facts, 'schema', 'rule', at);
  const known = told(value.props, facts, (before, [key, held]) => withKeyword({ ...before }, key, held, at));
  return known.type === undefined ? { ...known, type: 'string' } : known;
};

const withKeyword = (facts: Facts, key: string, value: Value, at: At): SchemaFacts => {
  const held = scalarOf(value);
  const number = typeof held === 'number' ? held : undefined;
  const left = (): SchemaFacts => withLeft(facts, key, 'rule', at);
  switch (key) {
    case 'type':
      if (facts.type === 'enum' || facts.type === 'list') return facts;
      return typeof held === 'string' && Object.hasOwn(TYPES, held) ? { ...facts, type: TYPES[held] ?? 'string' } : left();
    case 'separator':
      return { ...facts, type: 'list' };
    case 'format':
      return typeof held === 'string' && Object.hasOwn(FORMATS, held) ? { ...facts, type: FORMATS[held] ?? 'string' } : left();
    case 'enum':
    case 'const':
      facts.type = 'enum';
      return setValues(facts, [value]) ? facts : withLeft(facts, key, 'values', at);
    case 'default':
      return setDefault(facts, value, at);
    case 'description':
      return typeof held === 'string' ? { ...facts, about: held } : facts;
    case 'pattern':
      return typeof held === 'string' ? { ...facts, matches: held } : left();
    case 'minimum':
    case 'maximum':
      return number === undefined ? left() : { ...facts, [key.slice(0, 3)]: number };
    case 'exclusiveMinimum':
    case 'exclusiveMaximum':
      return number === undefined ? left() : { ...facts, [key.slice(9, 12).toLowerCase()]: number, not: [...(facts.not ?? []), number] };
    case 'minLength':
    case 'maxLength':
      return number === undefined ? left() : { ...facts, [key]: number };
    default:
      return HARMLESS.has(key) ? facts : left();
  }
};
