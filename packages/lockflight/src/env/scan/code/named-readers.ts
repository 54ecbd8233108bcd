/**
 * Frameworks and packages whose functions read the variable that their first argument names: Adonis' `Env.get`, Effect's `Config.string`, Firebase's `defineSecret`.
 * `isHelperName` is for functions that are not known here: `getEnv("X")` of a package says by its name what it does.
 */
import type { Use, Via } from '../read.ts';
import { isUpperName } from './summary.ts';
import { alternatives, type KnownLibrary, type Value } from './value.ts';

interface NamedReader {
  readonly via: Via;
  readonly use: Use;
}

const REQUIRED: Use = { need: 'required', because: 'throws' };

const EFFECT: Readonly<Record<string, Use>> = {
  string: {},
  nonEmptyString: {},
  integer: { parse: 'integer' },
  int: { parse: 'integer' },
  port: { parse: 'integer' },
  number: { parse: 'number' },
  boolean: { parse: 'boolean' },
  url: { parse: 'url' },
  redacted: {},
  secret: {},
  date: {},
  duration: {},
  logLevel: {},
  array: { parse: 'list' },
};

const FIREBASE: Readonly<Record<string, Use>> = {
  defineSecret: REQUIRED,
  defineJsonSecret: { ...REQUIRED, parse: 'json' },
  defineString: {},
  defineInt: { parse: 'integer' },
  defineFloat: { parse: 'number' },
  defineBoolean: { parse: 'boolean' },
  defineList: { parse: 'list' },
};

const GETENV: Readonly<Record<string, Use>> = {
  string: {},
  int: { parse: 'integer' },
  float: { parse: 'number' },
  bool: { parse: 'boolean' },
  boolish: { parse: 'boolean' },
  url: { parse: 'url' },
  array: { parse: 'list' },
};

/** Undefined: a function of the library that reads no variable by name. */
export const namedReader = (library: KnownLibrary, name: string): NamedReader | undefined => {
  switch (library) {
    case 'adonis':
      if (name === 'getOrFail') return { via: 'adonis', use: REQUIRED };
      return name === 'get' ? { via: 'adonis', use: {} } : undefined;
    case 'effect':
      return withUse('effect', EFFECT, name);
    case 'firebase':
      return withUse('firebase', FIREBASE, name);
    case 'nconf':
      return name === 'get' || name === 'required' ? { via: 'wrapper', use: {} } : undefined;
    case 'getenv':
      return withUse('wrapper', GETENV, name);
    default:
      return undefined;
  }
};

const withUse = (via: Via, table: Readonly<Record<string, Use>>, name: string): NamedReader | undefined => {
  const use = Object.hasOwn(table, name) ? table[name] : undefined;
  return use === undefined ? undefined : { via, use };
};

const HELPER =
  /^(?:(?:get|require|required|must|must_get|read|load|fetch|optional|parse|expect|find|first|resolve|assert|ensure|need)_?Env(?:ironment)?(?:_?Var(?:iable)?)?s?|env(?:_?Var(?:iable)?)?)(?:OrThrow|OrDefault|OrFail|OrUndefined|OrNull|String|Str|Number|Num|Int|Integer|Bool|Boolean|Flag|List|Array|Json|Url|Value|Required|Optional|As[A-Z]\w*)?$/i;

/** A function that reads a variable, to judge by its name alone. */
export const isHelperName = (name: string): boolean => HELPER.test(name);

/** A method that does: `config.getEnv("X")`, and `env.int("X")` of the `env` that a framework hands over. `of`: the name that it is called on. */
export const isHelperMethod = (name: string, of: string | undefined): boolean =>
  (!/^env/i.test(name) && HELPER.test(name)) ||
  (of === 'env' && /^(?:get|int|integer|float|number|bool|boolean|string|str|array|list|json|date|url|oneOf)$/.test(name));

/** `@Env("X")`: a property that is filled from the environment. */
export const isHelperDecorator = (name: string): boolean => /^(?:Env|EnvVar|EnvironmentVariable|FromEnv|InjectEnv|EnvValue)$/.test(name);

/** The names that a helper is told: the first argument's, and all of them where it looks for one that is set. */
export const helperNames = (name: string, args: readonly (Value | undefined)[]): readonly string[] =>
  (/^(?:find|first|resolve)/i.test(name) ? args : args.slice(0, 1)).flatMap((each) =>
    alternatives(each).flatMap((part) => (part.is === 'strings' ? part.all.filter(isUpperName) : [])),
  );
