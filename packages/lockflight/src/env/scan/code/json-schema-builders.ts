/** JSON Schemas that are built by functions: TypeBox's `Type.String()`, fluent-json-schema's `S.string()`. */
import type { SchemaFacts } from '../read.ts';
import { jsonFacts } from './json-schema-facts.ts';
import { fieldsOf } from './schema-fields.ts';
import { type At, withLeft } from './schema-left.ts';
import type { Value } from './value.ts';

type Args = readonly (Value | undefined)[];

const NAMES: Readonly<Record<string, string>> = {
  String: 'string',
  Number: 'number',
  Integer: 'integer',
  Boolean: 'boolean',
  Array: 'array',
};

const ofFacts = (facts: SchemaFacts): Value => ({ is: 'schema', schema: { facts } });

export const typeboxCall = (path: readonly string[], args: Args, at: At): Value | undefined => {
  const name = path.at(-1) ?? '';
  const [first, second] = args;
  if (name === 'Object') {
    const fields = fieldsOf(first, 'env-schema');
    return { is: 'schema', schema: { facts: { library: 'env-schema' }, ...(fields === undefined ? {} : { fields }) } };
  }
  if (name === 'Optional' && first?.is === 'schema') return ofFacts({ ...first.schema.facts, optional: true });
  const type = Object.hasOwn(NAMES, name) ? NAMES[name] : undefined;
  if (type !== undefined)
    return ofFacts(jsonFacts({ is: 'object', props: [['type', text(type), undefined], ...propsOf(first)], spread: [] }, at));
  const values =
    name === 'Literal' ? [first] : name === 'Enum' ? [first] : name === 'Union' && first?.is === 'list' ? literalsOf(first) : undefined;
  if (values !== undefined && !values.includes(undefined)) {
    const listed: Value = { is: 'list', items: values };
    return ofFacts(jsonFacts({ is: 'object', props: [['enum', listed, undefined], ...propsOf(second)], spread: [] }, at));
  }
  return ofFacts(withLeft({ library: 'env-schema', type: 'string' }, `Type.${name}`, 'rule', at));
};

const text = (word: string): Value => ({ is: 'strings', all: [word] });

const propsOf = (value: Value | undefined): Extract<Value, { is: 'object' }>['props'] => (value?.is === 'object' ? value.props : []);

const literalsOf = (list: Extract<Value, { is: 'list' }>): Args =>
  list.items.map((each) =>
    each?.is === 'schema' && each.schema.facts.values?.length === 1 ? text(String(each.schema.facts.values[0])) : undefined,
  );

export const fluentCall = (path: readonly string[], _args: Args, at: At): Value | undefined => {
  const name = path.at(-1) ?? '';
  if (name === 'object') return { is: 'schema', schema: { facts: { library: 'env-schema' }, fields: [] } };
  return ofFacts(jsonFacts({ is: 'object', props: [['type', text(name), undefined]], spread: [] }, at));
};
