/**
 * What one setting of a convict schema says of its variable. Without a `format`, its default says the type, as there. A default must pass for the format too: `null`
 * passes for none, so that the variable is required; the empty text passes for `String`.
 */
import type { SchemaFacts, SchemaType } from '../read.ts';
import { type At, withLeft } from './schema-left.ts';
import { type Facts, scalarOf, setValues } from './schema-values.ts';
import type { Value } from './value.ts';

const TYPES: Readonly<Record<string, SchemaType>> = {
  port: 'port',
  url: 'url',
  email: 'email',
  ipaddress: 'ip',
  int: 'integer',
  integer: 'integer',
  nat: 'integer',
  Number: 'number',
  Boolean: 'boolean',
  String: 'string',
  Array: 'list',
  Object: 'json',
  '*': 'string',
};

export const convictFacts = (value: Extract<Value, { is: 'object' }>, at: At): SchemaFacts => {
  const member = (key: string): Value | undefined => value.props.find(([each]) => each === key)?.[1];
  const [format, fallback] = [member('format'), member('default')];
  const facts: Facts = { library: 'convict' };
  const about = scalarOf(member('doc'));
  if (typeof about === 'string') facts.about = about;
  if (isTrue(member('sensitive'))) facts.secret = true;
  const name = scalarOf(format);
  const known = typeof name === 'string' && Object.hasOwn(TYPES, name);
  if (format?.is === 'list') {
    facts.type = 'enum';
    return defaulted(
      setValues(facts, [format]) ? facts : withLeft(facts, 'format', 'values', at),
      fallback,
      isTrue(member('nullable')),
      true,
      at,
    );
  }
  facts.type = known ? (TYPES[String(name)] ?? 'string') : format === undefined ? typeOfDefault(fallback) : 'string';
  if (name === 'nat') facts.min = 0;
  const own = format !== undefined && !known;
  const told = own ? withLeft(facts, typeof name === 'string' ? `format: ${name}` : 'format', 'rule', at) : facts;
  const takesNull = isTrue(member('nullable')) || name === '*' || format === undefined;
  return defaulted(told, fallback, takesNull, !own && (facts.type === 'string' || facts.type === 'list'), at);
};

const defaulted = (facts: SchemaFacts, fallback: Value | undefined, takesNull: boolean, takesEmpty: boolean, at: At): SchemaFacts => {
  const scalar = scalarOf(fallback);
  if (scalar === '') return { ...facts, optional: takesEmpty };
  if (scalar !== undefined) return { ...facts, optional: true, default: scalar };
  if (fallback === undefined || (fallback.is === 'opaque' && fallback.nothing === true)) return { ...facts, optional: takesNull };
  return withLeft({ ...facts, optional: true }, 'default', 'default', at);
};

const typeOfDefault = (fallback: Value | undefined): SchemaType => {
  const scalar = scalarOf(fallback);
  if (typeof scalar === 'number') return 'number';
  return typeof scalar === 'boolean' ? 'boolean' : fallback?.is === 'list' ? 'list' : 'string';
};

const isTrue = (value: Value | undefined): boolean => value?.is === 'literal' && value.value === true;
