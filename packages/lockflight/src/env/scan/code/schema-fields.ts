/** The fields of an object of schemas: which variables there are, and what is said of each. Pure. */
import type { Left, SchemaFacts, SchemaLibrary } from '../read.ts';
import { factsOfMethod } from './schema-facts.ts';
import { withLeft } from './schema-left.ts';
import { scalarOf } from './schema-values.ts';
import type { Prop, Schema, SchemaField, Spot, Value } from './value.ts';

/** Where an undeclared key of the object is optional unless said otherwise. */
const OPTIONAL_AT_FIRST = new Set<SchemaLibrary>(['joi', 'yup']);

export const uniqueFields = (fields: readonly SchemaField[]): readonly SchemaField[] => [
  ...new Map(fields.map((each) => [each.name, each])).values(),
];

/** The fields of an object of schemas; a key whose schema is not known is a field all the same. */
export const fieldsOf = (value: Value | undefined, library: SchemaLibrary): readonly SchemaField[] | undefined => {
  if (value?.is === 'schema') return value.schema.fields;
  // Spread behind a condition: there, or not.
  if (value?.is === 'any') {
    const fields = value.of.flatMap((each) => fieldsOf(each, library) ?? []);
    return fields.length === 0 ? undefined : uniqueFields(value.partial ? fields.map(sometimes) : fields);
  }
  if (value?.is !== 'object') return undefined;
  const spread = value.spread.flatMap((each) => fieldsOf(each, library) ?? []);
  return uniqueFields([...spread, ...value.props.map((prop) => fieldOf(prop, library))]);
};

const sometimes = (field: SchemaField): SchemaField => ({
  ...field,
  facts: withLeft({ ...field.facts, optional: true }, '...', 'condition', () => field.spot),
});

const fieldOf = ([name, value, spot]: Prop, library: SchemaLibrary): SchemaField => {
  const own =
    value.is === 'object' ? described(value, library, () => spot) : value.is === 'schema' ? value.schema.facts : literalFacts(value);
  const facts: SchemaFacts = { ...(OPTIONAL_AT_FIRST.has(library) ? { optional: true } : {}), ...own, library };
  const known = value.is === 'schema' || value.is === 'strings' || value.is === 'object';
  return { name, facts: known ? facts : withLeft(facts, name, 'rule', () => spot), spot };
};

const literalFacts = (value: Value): Partial<SchemaFacts> =>
  value.is === 'strings' && value.all.length === 1 ? { type: 'enum', values: value.all } : {};

/** znv: `{ schema, defaults: { production, development, _ }, description }`. */
const described = (value: Extract<Value, { is: 'object' }>, library: SchemaLibrary, at: () => Prop[2]): Partial<SchemaFacts> => {
  const member = (of: Value | undefined, key: string): Value | undefined =>
    of?.is === 'object' ? of.props.find(([each]) => each === key)?.[1] : undefined;
  const schema = member(value, 'schema');
  if (schema?.is !== 'schema') return {};
  const about = scalarOf(member(value, 'description'));
  const facts: SchemaFacts = { ...schema.schema.facts, library, ...(typeof about === 'string' ? { about } : {}) };
  const defaults = member(value, 'defaults');
  if (defaults?.is !== 'object') return facts;
  const everywhere = member(defaults, '_');
  const [development, production] = [member(defaults, 'development') ?? everywhere, member(defaults, 'production') ?? everywhere];
  const others = defaults.props.filter(([key]) => !['_', 'development', 'production', 'test'].includes(key));
  const told = others.reduce((all, [key]) => withLeft(all, `defaults.${key}`, 'default', at), facts);
  const general = scalarOf(production);
  const here = scalarOf(development);
  return {
    ...(general === undefined ? told : factsOfMethod(told, 'default', [production])),
    ...(here === undefined || here === general ? {} : { developmentDefault: here }),
  };
};

/** t3-env: `server`, `client`, `shared`, each an object of schemas; what it skips, adds or makes of the whole is left. */
export const sections = (options: Value | undefined): readonly SchemaField[] => {
  if (options?.is !== 'object') return [];
  const held = (key: string): Value | undefined => options.props.find(([each]) => each === key)?.[1];
  const unset = held('emptyStringAsUndefined');
  const empty = unset?.is === 'literal' && unset.value === true ? { empty: 'unset' as const } : {};
  return (['server', 'client', 'shared'] as const).flatMap((section) =>
    (fieldsOf(held(section), 't3-env') ?? []).map((field) => ({ ...field, facts: { ...field.facts, section, ...empty } })),
  );
};

/** t3-env's options that are rules of the whole. */
export const leftOfOptions = (options: Value | undefined, at: Spot): readonly Left[] =>
  options?.is !== 'object'
    ? []
    : options.props.flatMap(([key, value]): readonly Left[] => {
        const off = value.is === 'literal' && value.value === false;
        if (!['skipValidation', 'createFinalSchema', 'extends'].includes(key) || off) return [];
        if (key === 'extends' && value.is === 'list' && value.items.every((each) => each?.is === 'parsed')) return [];
        return [{ what: key, kind: 'whole', file: at.file, line: at.line }];
      });

/** fluent-json-schema: `S.object().prop("A", S.string()).required()`. */
export const withNext = (schema: Schema, method: string, args: readonly (Value | undefined)[]): Schema => {
  const fields = schema.fields ?? [];
  const [name, value] = args;
  if (method === 'prop' && name?.is === 'strings' && name.all.length === 1) {
    const facts: SchemaFacts = value?.is === 'schema' ? value.schema.facts : { library: 'env-schema' };
    const optional = facts.optional === false && facts.default === undefined ? {} : { optional: true };
    return { ...schema, fields: uniqueFields([...fields, { name: name.all[0] ?? '', facts: { ...facts, ...optional }, spot: undefined }]) };
  }
  const asked = name?.is === 'list' ? name.items.flatMap((each) => (each?.is === 'strings' ? each.all : [])) : [fields.at(-1)?.name ?? ''];
  if (method !== 'required') return schema;
  return {
    ...schema,
    fields: fields.map((each) =>
      asked.includes(each.name) && each.facts.default === undefined ? { ...each, facts: { ...each.facts, optional: false } } : each,
    ),
  };
};
