/**
 * Environments that are told by their name alone: what `useEnv()` answers, and the `env` that a package hands out, where neither can be followed to the process's
 * own. Their members count when they are written as people write variables.
 */
import { alternatives, type Value } from './value.ts';

const ANSWERING =
  /^(?:use|get|load|read|parse|create|build|make|init|validate|validated|check|clean|typed)_?Env(?:ironment)?(?:_?Var(?:iable)?s)?$/i;
const HANDED = /^(?:(?:server|client|public|private|shared|core|app|api|process|runtime|typed|safe)_?)?env$/i;
const MODULE = /(?:^|[/@.-])env(?:\.[mc]?[jt]s)?$/;

/** `import { env } from '@acme/core'`, `import settings from '@acme/env'`. */
export const isNamedEnvironment = (from: string, name: string): boolean => HANDED.test(name) || (name === 'default' && MODULE.test(from));

/** A package, not a file of the repository, that says by its name what it is for. */
export const isEnvPackage = (from: string): boolean => /^(?![.~#$]|@\/)(?!.*(?:mock|stub|cross|restore|-test)).*env/i.test(from);

/** The name that says so. Undefined: it does not, or what it is can be followed. */
export const saidToBeEnv = (object: Value, resolve: (value: Value) => Value | undefined): string | undefined => {
  const name = nameOf(object);
  return name === undefined || alternatives(resolve(object)).length > 0 ? undefined : name;
};

const nameOf = (value: Value): string | undefined => {
  switch (value.is) {
    case 'import':
      return isNamedEnvironment(value.from, value.name) ? (value.name === 'default' ? 'env' : value.name) : undefined;
    case 'member':
      // `config.env`, of an object of the code's own, is as often the environment's name.
      return value.of.is === 'import' && (value.of.name === '*' || value.of.name === 'default') && HANDED.test(value.key)
        ? value.key
        : undefined;
    case 'call': {
      if (value.args.some((each) => each?.is === 'env')) return calledAs(value.of) ?? 'env';
      const name = calledAs(value.of);
      return name !== undefined && ANSWERING.test(name) ? name : undefined;
    }
    default:
      return undefined;
  }
};

const calledAs = (value: Value): string | undefined => (value.is === 'import' ? value.name : value.is === 'member' ? value.key : undefined);
