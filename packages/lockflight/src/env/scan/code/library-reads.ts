/** Calls of known libraries that read variables: what is handed to them says which. */
import type { Left, SchemaFacts, SchemaLibrary, Use } from '../read.ts';
import { convictFacts } from './convict-facts.ts';
import { envVarFacts } from './env-var-facts.ts';
import { jsonFacts } from './json-schema-facts.ts';
import { namedReader } from './named-readers.ts';
import { nuxtReads } from './nuxt-reads.ts';
import { READING } from './schema.ts';
import { fieldsOf, leftOfOptions, sections } from './schema-fields.ts';
import { type Call, isName, isUpperName, type RawRead, readAt } from './summary.ts';
import { alternatives, type Schema, type SchemaField, type Value } from './value.ts';

type Args = readonly (Value | undefined)[];

/** The reads that a call makes, when its function is one of a library or a schema's own. */
export const callReads = (target: Value, args: Args, call: Call): readonly RawRead[] => {
  if (target.is === 'member' && target.of.is === 'schema' && READING.has(target.key)) {
    return handsOver(args[0]) ? schemaReads(target.of.schema, call, args[0]) : [];
  }
  if (target.is !== 'library') return [];
  const { library, path } = target;
  const name = path.at(-1) ?? '';
  const reader = namedReader(library, name);
  if (reader !== undefined) return readerReads(reader, args, call);
  switch (library) {
    case 'adonis':
      return name === 'create' || name === 'rules'
        ? fieldReads(fieldsOf(args[name === 'create' ? 1 : 0], 'adonis') ?? [], 'adonis', call)
        : [];
    case 'class-transformer':
      return name.startsWith('plainTo') && handsOver(args[1]) && args[0]?.is === 'object'
        ? fieldReads(args[0].fields ?? [], 'class-validator', call)
        : [];
    case 'valibot':
    case 'zod':
    case 'joi':
    case 'yup':
      return anySchema(library, name, args, call);
    case 't3-env':
      return name === 'createEnv'
        ? withWhole(fieldReads(sections(args[0]), 't3-env', call, t3Source(args[0])), leftOfOptions(args[0], call.at))
        : [];
    case 'envsafe':
      return name === 'envsafe' ? envsafeReads(args[0], call) : [];
    case 'envalid':
      return name === 'cleanEnv' || name === 'customCleanEnv' ? fieldReads(fieldsOf(args[1], 'envalid') ?? [], 'envalid', call) : [];
    case 'convict':
      return path.length === 0 ? convictReads(args[0], call, 0) : [];
    case 'env-var':
      return name === 'get' ? namedReads(args[0], library, call) : [];
    case 'nest':
      return nestReads(path, args, call);
    case 'env-schema':
      return path.length > 0 || args[0]?.is === 'object' ? envSchemaReads(args[0], call) : [];
    case 'prisma':
      return name === 'env'
        ? namesOf(args[0])
            .filter(isName)
            .map((each) => readAt(each, call.at, 'prisma', call.use))
        : [];
    case 'webpack':
      return name === 'EnvironmentPlugin' ? webpackReads(args, call) : [];
    case 'astro:env':
      return astroReads(name, args, call);
    case 'nuxt':
      return name === 'defineNuxtConfig' ? nuxtReads(args[0], call) : [];
    default:
      return [];
  }
};

const readerReads = ({ via, use }: NonNullable<ReturnType<typeof namedReader>>, args: Args, call: Call): readonly RawRead[] => {
  const [, fallback] = args;
  const scalar = fallback?.is === 'literal' ? fallback.value : fallback?.is === 'strings' ? fallback.all[0] : undefined;
  const own: Use = scalar === undefined || via !== 'adonis' ? use : { ...use, need: 'optional', because: 'default', default: scalar };
  return namesOf(args[0])
    .filter(isUpperName)
    .map((each) => readAt(each, call.at, via, { ...own, ...call.use }));
};

/** Is this the environment, or an object that was put together from it? */
const handsOver = (value: Value | undefined): boolean =>
  alternatives(value).some(
    (each) =>
      each.is === 'env' ||
      (each.is === 'param' && each.fallback?.is === 'env') ||
      (each.is === 'object' && (each.props.some(([, held]) => held.is === 'variable') || each.spread.some((part) => part.is === 'env'))),
  );

const namesOf = (value: Value | undefined): readonly string[] =>
  alternatives(value).flatMap((each) =>
    each.is === 'strings' ? each.all : each.is === 'list' ? each.items.flatMap((item) => namesOf(item)) : [],
  );

/** What is said of the whole stands with the first of its variables. */
const schemaReads = ({ fields, facts }: Schema, call: Call, source?: Value): readonly RawRead[] => {
  const reads = fieldReads(fields ?? [], facts.library, call, source);
  return withWhole(reads, facts.left ?? []);
};

const withWhole = (reads: readonly RawRead[], left: readonly Left[]): readonly RawRead[] =>
  left.length === 0
    ? reads
    : reads.map((read, index) =>
        index === 0 && read.schema !== undefined
          ? { ...read, schema: { ...read.schema, left: [...(read.schema.left ?? []), ...left] } }
          : read,
      );

/** One read for each field. An object handed over in the environment's place may give a variable another name. */
const fieldReads = (fields: readonly SchemaField[], library: SchemaLibrary, call: Call, source?: Value): readonly RawRead[] => {
  const given = source?.is === 'object' ? new Map(source.props.map(([key, value]) => [key, value])) : undefined;
  return fields.flatMap(({ name, facts, spot }) => {
    const held = given?.get(name);
    const variable = held?.is === 'variable' ? held.name : (facts.variable ?? name);
    if (given !== undefined && held === undefined && source?.is === 'object' && source.spread.length === 0 && library !== 't3-env')
      return [];
    if (held?.is === 'strings' || held?.is === 'literal' || !isName(variable)) return [];
    return [schemaRead(variable, { ...facts, library }, spot ?? call.at, library)];
  });
};

const schemaRead = (name: string, schema: SchemaFacts, at: Call['at'], library: SchemaLibrary): RawRead =>
  readAt(name, at, library, useOfSchema(schema), { schema });

const useOfSchema = ({ optional, default: fallback }: SchemaFacts): Use => ({
  need: optional === true ? 'optional' : 'required',
  because: 'schema',
  ...(fallback === undefined ? {} : { default: fallback }),
});

/** `v.parse(schema, process.env)`, `Joi.attempt(process.env, schema)`, `parseEnv(process.env, {...})`. */
const anySchema = (library: SchemaLibrary, name: string, args: Args, call: Call): readonly RawRead[] => {
  if (!READING.has(name) && name !== 'attempt' && name !== 'assert' && name !== 'parseEnv') return [];
  const source = args.find(handsOver);
  const schema =
    args.find((each) => each?.is === 'schema') ?? (name === 'parseEnv' ? args.find((each) => each?.is === 'object') : undefined);
  if (source === undefined || schema === undefined) return [];
  if (name === 'parseEnv') return fieldReads((fieldsOf(schema, library) ?? []).map(coerced), library, call, source);
  return schema.is === 'schema'
    ? schemaReads(schema.schema, call, source)
    : fieldReads(fieldsOf(schema, library) ?? [], library, call, source);
};

/** znv makes numbers and booleans of texts by itself. */
const coerced = (field: SchemaField): SchemaField => {
  const { raw: _, ...facts } = field.facts;
  return { ...field, facts };
};

/** envsafe: `input: process.env.NEXT_PUBLIC_X` is the variable, whatever the field is called. */
const envsafeReads = (fields: Value | undefined, call: Call): readonly RawRead[] =>
  fieldReads(fieldsOf(fields, 'envsafe') ?? [], 'envsafe', call);

const t3Source = (options: Value | undefined): Value | undefined => {
  if (options?.is !== 'object') return undefined;
  const held = options.props.find(([key]) => key === 'runtimeEnv' || key === 'runtimeEnvStrict' || key === 'experimental__runtimeEnv')?.[1];
  return held?.is === 'object' ? held : undefined;
};

/** convict: `env: "NAME"` at any depth, beside its format and default. */
const convictReads = (value: Value | undefined, call: Call, depth: number): readonly RawRead[] => {
  if (value?.is !== 'object' || depth > 10) return [];
  const name = value.props.find(([key]) => key === 'env');
  if (name?.[1].is === 'strings') {
    const facts = convictFacts(value, () => name[2] ?? call.at);
    return name[1].all.filter(isName).map((each) => schemaRead(each, facts, name[2] ?? call.at, 'convict'));
  }
  return [...value.props.map(([, each]) => each), ...value.spread].flatMap((each) => convictReads(each, call, depth + 1));
};

const namedReads = (value: Value | undefined, library: SchemaLibrary, call: Call): readonly RawRead[] =>
  namesOf(value)
    .filter(isName)
    .map((each) => readAt(each, call.at, library, call.use, { schema: envVarFacts(call) }));

/** Nest: the service by its names, and the schemas that the module is given. */
const nestReads = (path: readonly string[], args: Args, call: Call): readonly RawRead[] => {
  const [head, name] = path;
  if (head === 'ConfigService' && (name === 'get' || name === 'getOrThrow')) {
    const [, fallback] = args;
    const scalar = fallback?.is === 'literal' ? fallback.value : fallback?.is === 'strings' ? fallback.all[0] : undefined;
    const use: Use =
      name === 'getOrThrow'
        ? { ...call.use, need: 'required', because: 'throws' }
        : scalar === undefined
          ? call.use
          : { ...call.use, need: 'optional', because: 'default', default: scalar };
    // `database.host` is a path into the configuration, not a variable.
    return namesOf(args[0])
      .filter(isUpperName)
      .map((each) => readAt(each, call.at, 'nest', use));
  }
  if (head !== 'ConfigModule' || name !== 'forRoot' || args[0]?.is !== 'object') return [];
  const schema = args[0].props.find(([key]) => key === 'validationSchema')?.[1];
  return schema?.is === 'schema' ? schemaReads(schema.schema, call) : [];
};

/** env-schema: a JSON Schema's `properties` and `required`, or one that is built by functions. */
const envSchemaReads = (options: Value | undefined, call: Call): readonly RawRead[] => {
  const member = (value: Value | undefined, key: string): Value | undefined =>
    value?.is === 'object' ? value.props.find(([each]) => each === key)?.[1] : undefined;
  const schema = member(options, 'schema');
  if (schema?.is === 'schema') return schemaReads(schema.schema, call);
  const properties = member(schema, 'properties');
  const required = new Set(namesOf(member(schema, 'required')));
  if (schema?.is !== 'object' || properties?.is !== 'object') return [];
  const whole = schema.props.filter(([key]) => /^(?:allOf|anyOf|oneOf|not|if|dependen\w+)$/.test(key));
  const reads = properties.props
    .filter(([key]) => isName(key))
    .map(([key, value, spot]) => {
      const facts = jsonFacts(value, () => spot ?? call.at);
      return schemaRead(
        key,
        facts.optional === true || required.has(key) ? facts : { ...facts, optional: true },
        spot ?? call.at,
        'env-schema',
      );
    });
  return withWhole(
    reads,
    whole.map(([what]): Left => ({ what, kind: 'whole', file: call.at.file, line: call.at.line })),
  );
};

/** `new EnvironmentPlugin(["A"])`, `new EnvironmentPlugin({A: "default"})`. */
const webpackReads = (args: Args, call: Call): readonly RawRead[] => {
  const keyed = args[0]?.is === 'object' ? args[0].props.map(([key]) => key) : args.flatMap(namesOf);
  return keyed.filter(isName).map((each) => readAt(each, call.at, 'webpack', call.use));
};

const astroReads = (name: string, args: Args, call: Call): readonly RawRead[] => {
  if (name === 'getSecret')
    return namesOf(args[0])
      .filter(isName)
      .map((each) => readAt(each, call.at, 'astro:env', call.use));
  if (name !== 'defineConfig' || args[0]?.is !== 'object') return [];
  const env = args[0].props.find(([key]) => key === 'env')?.[1];
  const schema = env?.is === 'object' ? env.props.find(([key]) => key === 'schema')?.[1] : undefined;
  return (fieldsOf(schema, 'zod') ?? [])
    .filter(({ name: each }) => isName(each))
    .map(({ name: each, facts, spot }) => readAt(each, spot ?? call.at, 'astro:env', useOfSchema(facts), { schema: facts }));
};
