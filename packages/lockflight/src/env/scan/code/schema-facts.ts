/**
 * What each function and method of the schema libraries adds to the facts of a variable. What is not known here is left, by its name: it may refuse values that
 * nothing in the draft refuses.
 */
import type { SchemaFacts, SchemaLibrary } from '../read.ts';
import { type At, CHANGES, HARMLESS, withLeft } from './schema-left.ts';
import { withOptions } from './schema-options.ts';
import { TYPES } from './schema-types.ts';
import { type Facts, schemesIn, setDefault, setValues } from './schema-values.ts';
import type { Value } from './value.ts';

type Args = readonly (Value | undefined)[];

/** `z.NAME(args)`, `v.NAME(args)`, `str({choices})`, `envField.string({optional})`. */
export const factsOfCall = (library: SchemaLibrary, path: readonly string[], args: Args, at: At = () => undefined): SchemaFacts => {
  const name = path.at(-1) ?? '';
  if (library === 'valibot' && !Object.hasOwn(TYPES, name)) return factsOfAction(name, args, at);
  const facts: Facts = { library };
  const type = Object.hasOwn(TYPES, name) ? TYPES[name] : undefined;
  if (type !== undefined) facts.type = type;
  let more: SchemaFacts = facts;
  if (type === 'enum' && !setValues(facts, args.slice(0, 1))) more = withLeft(facts, name, 'values', at);
  if (takesNoText(library, path)) facts.raw = true;
  if (library === 'zod' && path.includes('coerce') && type === 'boolean') facts.words = 'any';
  const options = args.find((each) => each?.is === 'object');
  if (options?.is === 'object')
    more = type === 'url' && library === 'zod' ? schemesIn({ ...more }, options, name, at) : withOptions(more, options, at);
  if (type === undefined && TOTAL.has(library) && !ANYTHING.has(name)) more = withLeft(more, name, 'rule', at);
  return library === 'valibot' ? factsOfMethod(more, name, args, at) : more;
};

/** Libraries whose functions are all known, or told. */
const TOTAL = new Set<SchemaLibrary>(['zod', 'joi', 'yup', 'envalid', 'envsafe']);
const ANYTHING = new Set(['any', 'unknown', 'mixed', 'optional', 'nullable', 'nullish', 'coerce']);

/** Without a coercion, a number or a boolean is refused whatever the environment holds: it holds texts. */
const takesNoText = (library: SchemaLibrary, path: readonly string[]): boolean =>
  ((library === 'zod' && !path.includes('coerce')) || library === 'valibot') &&
  ['number', 'boolean', 'bigint', 'int', 'int32', 'array'].includes(path.at(-1) ?? '') &&
  !(library === 'valibot' && path.at(-1) === 'int');

/** valibot's actions are functions of a pipe: `v.minLength(8)`, `v.transform(Number)`. */
const factsOfAction = (name: string, args: Args, at: At): SchemaFacts => {
  const facts: Facts = { library: 'valibot' };
  if (name === 'optional' || name === 'nullish' || name === 'undefinedable' || name === 'exactOptional') facts.optional = true;
  if ((name === 'optional' || name === 'nullish') && args[1] !== undefined) return setDefault(facts, args[1], at);
  if (name === 'fallback' && args[1] !== undefined) return withLeft(setDefault(facts, args[1], at), 'fallback', 'rule', at);
  return ['optional', 'nullish', 'nullable', 'undefinedable', 'exactOptional', 'config', 'pipe', 'custom'].includes(name) &&
    name !== 'custom'
    ? facts
    : factsOfMethod(facts, name, args, at);
};

/** `schema.METHOD(args)` adds to what is known. */
export const factsOfMethod = (before: SchemaFacts, method: string, args: Args, at: At = () => undefined): SchemaFacts => {
  const facts: Facts = { ...before };
  const [first] = args;
  const joi = before.library === 'joi';
  switch (method) {
    case 'optional':
    case 'nullish':
    case 'notRequired':
      facts.optional = true;
      return facts;
    case 'nullable':
    case 'nonoptional':
      return facts;
    case 'required':
    case 'exist':
      facts.optional = false;
      // To joi, what is required has no default.
      if (joi) delete facts.default;
      return facts;
    case 'default':
    case 'prefault':
      if (joi && before.optional === false) return facts;
      if (first !== undefined) return setDefault(facts, first, at);
      facts.optional = true;
      return withLeft(facts, method, 'default', at);
    case 'catch':
      return withLeft(first === undefined ? { ...facts, optional: true } : setDefault(facts, first, at), 'catch', 'rule', at);
    case 'valid':
    case 'equal':
    case 'allow':
    case 'oneOf':
      return allowed(facts, method, args, at);
    case 'invalid':
    case 'disallow':
    case 'notOneOf': {
      const other: Facts = { library: before.library };
      if (!setValues(other, args)) return withLeft(facts, method, 'rule', at);
      if (other.values !== undefined) facts.not = [...(facts.not ?? []), ...other.values.filter((each) => each !== '')];
      return facts;
    }
    case 'extract':
    case 'exclude':
      return picked(facts, method, first, at);
    case 'regex':
    case 'pattern':
    case 'matches':
      return first?.is === 'pattern' ? patterned(facts, first.source, method, at) : withLeft(facts, method, 'rule', at);
    case 'startsWith':
    case 'endsWith':
    case 'includes':
      return first?.is === 'strings' && first.all.length === 1
        ? patterned(
            facts,
            `${method === 'startsWith' ? '^' : ''}${quoted(first.all[0] ?? '')}${method === 'endsWith' ? '$' : ''}`,
            method,
            at,
          )
        : withLeft(facts, method, 'rule', at);
    case 'truthy':
    case 'falsy':
      return args.every((each) => each?.is === 'literal' || (each?.is === 'strings' && each.all.every((word) => WORDS.has(word))))
        ? facts
        : withLeft(facts, method, 'rule', at);
    case 'describe':
    case 'description':
    case 'label':
      if (first?.is === 'strings' && first.all[0] !== undefined) facts.about = first.all[0];
      return facts;
    default:
      return limited(facts, method, args, at) ?? otherMethod(facts, method, args, at);
  }
};

const WORDS = new Set(['true', 'false', '1', '0', 'yes', 'no', 'on', 'off']);

/** A type said by a method, something that says nothing, or something that is left. */
const otherMethod = (facts: Facts, method: string, args: Args, at: At): SchemaFacts => {
  const type = Object.hasOwn(TYPES, method) ? TYPES[method] : undefined;
  if (type !== undefined && type !== 'list') {
    if (type !== 'enum') facts.type = method === 'port' && facts.type === 'string' ? 'port' : type;
    if (type !== 'url') return facts;
    return schemesIn(facts, args[0], method, at);
  }
  if (HARMLESS.has(method)) return facts;
  return withLeft(facts, method, CHANGES.has(method) ? 'change' : 'rule', at);
};

/** Limits of numbers and lengths. Undefined: the method sets none. */
const limited = (facts: Facts, method: string, args: Args, at: At): SchemaFacts | undefined => {
  const [first] = args;
  const count = first?.is === 'literal' && typeof first.value === 'number' ? first.value : undefined;
  const text = facts.type === undefined || facts.type === 'string' || facts.type === 'url' || facts.type === 'email';
  const whole = facts.type === 'integer' || facts.type === 'port';
  const needed = LIMITS.get(method);
  if (needed === undefined) return undefined;
  if (needed && count === undefined) return withLeft(facts, method, 'rule', at);
  const number = count ?? 0;
  switch (method) {
    case 'min':
    case 'minLength':
    case 'minValue':
    case 'gte':
      facts[method === 'minLength' || (method === 'min' && text) ? 'minLength' : 'min'] = number;
      return facts;
    case 'max':
    case 'maxLength':
    case 'maxValue':
    case 'lte':
      facts[method === 'maxLength' || (method === 'max' && text) ? 'maxLength' : 'max'] = number;
      return facts;
    case 'length':
      return Object.assign(facts, { minLength: number, maxLength: number });
    case 'nonempty':
    case 'nonEmpty':
      facts.minLength = Math.max(1, facts.minLength ?? 0);
      return facts;
    case 'positive':
    case 'gt':
    case 'greater':
    case 'moreThan':
    case 'gtValue':
      if (whole) facts.min = number + 1;
      else Object.assign(facts, { min: number, not: [...(facts.not ?? []), number] });
      return facts;
    case 'negative':
    case 'lt':
    case 'less':
    case 'lessThan':
    case 'ltValue':
      if (whole) facts.max = number - 1;
      else Object.assign(facts, { max: number, not: [...(facts.not ?? []), number] });
      return facts;
    case 'nonnegative':
      facts.min = 0;
      return facts;
    default:
      facts.max = 0;
      return facts;
  }
};

/** Does the method need its number? */
const LIMITS: ReadonlyMap<string, boolean> = new Map([
  ...['min', 'minLength', 'minValue', 'gte', 'max', 'maxLength', 'maxValue', 'lte', 'length'].map((each) => [each, true] as const),
  ...['gt', 'greater', 'moreThan', 'gtValue', 'lt', 'less', 'lessThan', 'ltValue'].map((each) => [each, true] as const),
  ...['nonempty', 'nonEmpty', 'positive', 'negative', 'nonnegative', 'nonpositive'].map((each) => [each, false] as const),
]);

/** joi's `valid` and `allow`, yup's `oneOf`. An empty text among them says what an empty value is. */
const allowed = (facts: Facts, method: string, args: Args, at: At): SchemaFacts => {
  const found: Facts = { library: facts.library };
  const complete = setValues(found, args);
  const values = (found.values ?? []).filter((each) => each !== '');
  if (found.values?.includes('') === true) facts.empty = 'taken';
  if (method === 'allow') return values.length === 0 ? facts : withLeft(facts, method, 'rule', at);
  if (!complete) return withLeft(facts, method, 'values', at);
  if (facts.type !== 'boolean' && facts.type !== 'number' && facts.type !== 'integer') facts.type = 'enum';
  if (values.length > 0) facts.values = values;
  return facts;
};

const picked = (facts: Facts, method: string, list: Value | undefined, at: At): SchemaFacts => {
  const other: Facts = { library: facts.library };
  if (facts.values === undefined || !setValues(other, [list])) return withLeft(facts, method, 'values', at);
  facts.values = facts.values.filter((each) => (other.values ?? []).includes(each) === (method === 'extract'));
  return facts;
};

/** A contract holds one pattern: a second one is left. */
const patterned = (facts: Facts, source: string, method: string, at: At): SchemaFacts => {
  if (facts.matches !== undefined && facts.matches !== source) return withLeft(facts, method, 'rule', at);
  return { ...facts, matches: source };
};

const quoted = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
