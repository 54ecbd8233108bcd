/** Calls of known libraries that read variables: what is handed to them says which. */
import type { SchemaFacts, SchemaLibrary, Use } from '../read.ts';
import { namedReader } from './named-readers.ts';
import { fieldsOf, READING, sections } from './schema.ts';
import { type Call, isName, isUpperName, type RawRead, readAt } from './summary.ts';
import { alternatives, type SchemaField, type Value } from './value.ts';

type Args = readonly (Value | undefined)[];

/** The reads that a call makes, when its function is one of a library or a schema's own. */
export const callReads = (target: Value, args: Args, call: Call): readonly RawRead[] => {
  if (target.is === 'member' && target.of.is === 'schema' && READING.has(target.key)) {
    return handsOver(args[0]) ? fieldReads(target.of.schema.fields ?? [], target.of.schema.facts.library, call, args[0]) : [];
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
      return name === 'createEnv' ? fieldReads(sections(args[0]), 't3-env', call, t3Source(args[0])) : [];
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

/** One read for each field. An object handed over in the environment's place may give a variable another name. */
const fieldReads = (fields: readonly SchemaField[], library: SchemaLibrary, call: Call, source?: Value): readonly RawRead[] => {
  const given = source?.is === 'object' ? new Map(source.props.map(([key, value]) => [key, value])) : undefined;
  return fields.flatMap(({ name, facts, spot }) => {
    const held = given?.get(name);
    const variable = held?.is === 'variable' ? held.name : name;
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
  return source === undefined || schema === undefined ? [] : fieldReads(fieldsOf(schema, library) ?? [], library, call, source);
};

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
    const facts = convictFacts(value);
    return name[1].all.filter(isName).map((each) => schemaRead(each, facts, name[2] ?? call.at, 'convict'));
  }
  return [...value.props.map(([, each]) => each), ...value.spread].flatMap((each) => convictReads(each, call, depth + 1));
};

const CONVICT_TYPES: Readonly<Record<string, SchemaFacts['type']>> = {
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
};

const convictFacts = (value: Extract<Value, { is: 'object' }>): SchemaFacts => {
  const at = (key: string): Value | undefined => value.props.find(([each]) => each === key)?.[1];
  const format = at('format');
  const fallback = at('default');
  const about = at('doc');
  const sensitive = at('sensitive');
  const type = format?.is === 'strings' ? CONVICT_TYPES[format.all[0] ?? ''] : format?.is === 'list' ? 'enum' : undefined;
  const scalar = fallback?.is === 'literal' ? fallback.value : fallback?.is === 'strings' ? fallback.all[0] : undefined;
  return {
    library: 'convict',
    // A default of another kind (`null`) says that there is none.
    optional: scalar !== undefined && scalar !== '',
    ...(type === undefined ? {} : { type }),
    ...(format?.is === 'list' ? { values: namesOf(format) } : {}),
    ...(scalar === undefined || scalar === '' ? {} : { default: scalar }),
    ...(about?.is === 'strings' && about.all[0] !== undefined ? { about: about.all[0] } : {}),
    ...(sensitive?.is === 'literal' && sensitive.value === true ? { secret: true } : {}),
  };
};

const namedReads = (value: Value | undefined, library: SchemaLibrary, call: Call): readonly RawRead[] =>
  namesOf(value)
    .filter(isName)
    .map((each) => readAt(each, call.at, library, call.use, { schema: factsOfUse(library, call.use) }));

const factsOfUse = (library: SchemaLibrary, use: Use): SchemaFacts => ({
  library,
  ...(use.parse === undefined ? {} : { type: use.parse }),
  optional: use.need !== 'required',
  ...(use.default === undefined ? {} : { default: use.default }),
});

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
  return schema?.is === 'schema' ? fieldReads(schema.schema.fields ?? [], schema.schema.facts.library, call) : [];
};

/** env-schema: a JSON Schema's `properties` and `required`. */
const envSchemaReads = (options: Value | undefined, call: Call): readonly RawRead[] => {
  const member = (value: Value | undefined, key: string): Value | undefined =>
    value?.is === 'object' ? value.props.find(([each]) => each === key)?.[1] : undefined;
  const schema = member(options, 'schema');
  const properties = member(schema, 'properties');
  const required = new Set(namesOf(member(schema, 'required')));
  if (properties?.is !== 'object') return [];
  return properties.props
    .filter(([key]) => isName(key))
    .map(([key, , spot]) => schemaRead(key, { library: 'env-schema', optional: !required.has(key) }, spot ?? call.at, 'env-schema'));
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

/** Nuxt: `runtimeConfig.apiSecret` is NUXT_API_SECRET, `runtimeConfig.public.apiBase` is NUXT_PUBLIC_API_BASE. */
const nuxtReads = (options: Value | undefined, call: Call): readonly RawRead[] => {
  const config = options?.is === 'object' ? options.props.find(([key]) => key === 'runtimeConfig')?.[1] : undefined;
  const walk = (value: Value | undefined, prefix: string, depth: number): readonly string[] =>
    value?.is !== 'object' || depth > 6
      ? []
      : value.props.flatMap(([key, each]) => {
          const name = `${prefix}_${key
            .replace(/([a-z0-9])([A-Z])/g, '$1_$2')
            .replace(/[^A-Za-z0-9]+/g, '_')
            .toUpperCase()}`;
          if (each.is === 'object') return walk(each, name, depth + 1);
          // `process.env.X ?? ""` has its own name already.
          return alternatives(each).some(({ is }) => is === 'variable') ? [] : [name];
        });
  return walk(config, 'NUXT', 0).map((each) => readAt(each, call.at, 'nuxt', { need: 'optional', because: 'default' }));
};
