/** What a name stands for: all that it is ever given, a parameter, an element of a list. */
import { classValue } from './class-members.ts';
import type { Context } from './context.ts';
import { isFinal } from './cycles.ts';
import { HANDED, hasEnv, isHandedBinding, isHandedType, withHanded } from './handed-environment.ts';
import { onlyText } from './keys.ts';
import { type Binding, lookUp, type Origin, type Scope, type Step } from './scope.ts';
import { isServiceName } from './type-names.ts';
import { elementOf, keyIn, memberOf, oneOf, type Value } from './value.ts';

const GLOBALS: Readonly<Record<string, Value>> = {
  process: { is: 'host', name: 'process' },
  globalThis: { is: 'host', name: 'global' },
  global: { is: 'host', name: 'global' },
  window: { is: 'host', name: 'global' },
  self: { is: 'host', name: 'global' },
  Deno: { is: 'host', name: 'Deno' },
  Bun: { is: 'host', name: 'Bun' },
  // k6 and Netlify's functions hand the environment over under names of their own.
  __ENV: HANDED,
  Netlify: { is: 'host', name: 'Deno' },
  defineNuxtConfig: { is: 'library', library: 'nuxt', path: ['defineNuxtConfig'] },
};

export const identifier = (context: Context, name: string, scope: Scope): Value | undefined => {
  const binding = lookUp(scope, name);
  if (binding !== undefined) {
    const known = bindingValue(context, binding);
    return isBare(known) && isConfigService(name) ? CONFIG_SERVICE : known;
  }
  return Object.hasOwn(GLOBALS, name) ? GLOBALS[name] : undefined;
};

/** Nest's service where no type says so: `useFactory: (configService) => ...`. */
export const CONFIG_SERVICE: Value = { is: 'library', library: 'nest', path: ['ConfigService'] };

export const isConfigService = (name: string): boolean => /^#?_?config(?:uration)?Service$/i.test(name);

export const isBare = (value: Value | undefined): boolean => value?.is === 'param' && value.fallback === undefined;

export const bindingValue = (context: Context, binding: Binding): Value | undefined => {
  if (binding.value !== undefined) return binding.value.known;
  if (binding.busy) {
    context.cycles++;
    return undefined;
  }
  const { cycles } = context;
  binding.busy = true;
  const origins = binding.origins.slice(0, 32);
  const given = oneOf(origins.filter(({ kind }) => kind !== 'typed').map((origin) => originValue(context, origin)));
  const told = given ?? oneOf(origins.filter(({ kind }) => kind === 'typed').map((origin) => originValue(context, origin)));
  const known = isHandedBinding(context, binding) ? withHanded(told) : told;
  binding.busy = false;
  if (isFinal(context, cycles, binding)) binding.value = { known };
  return known;
};

export const originValue = (context: Context, origin: Origin): Value | undefined => {
  switch (origin.kind) {
    case 'value':
      return origin.value;
    case 'typed':
      return serviceOf(identifier(context, origin.typeName, origin.scope));
    case 'function':
      return { is: 'function', id: origin.fn.id };
    case 'class':
      return classValue(context, origin.node, origin.scope);
    case 'node':
      return stepped(context, context.evaluate(origin.node, origin.scope), origin.path, origin.scope);
    case 'element': {
      const of = context.evaluate(origin.of, origin.scope);
      const each = origin.keys === true ? keyIn(of) : elementOf(of);
      return stepped(context, each, origin.path, origin.scope);
    }
    case 'param':
      return stepped(context, paramValue(context, origin), origin.path, origin.scope);
  }
};

const paramValue = (
  context: Context,
  { fn, index, fallback, scope, typeName, rest }: Extract<Origin, { kind: 'param' }>,
): Value | undefined => {
  if (fn.elementsOf !== undefined && index === fn.elementAt) {
    const element = elementOf(context.evaluate(fn.elementsOf, fn.outer));
    if (element !== undefined) return element;
  }
  // Nest hands its service in by the parameter's type: that is how it is known.
  const service = typeName === undefined ? undefined : serviceOf(identifier(context, typeName, scope));
  if (service !== undefined) return service;
  // `env: NodeJS.ProcessEnv` says what it is, whoever calls.
  const typed: Value | undefined = typeName === 'NodeJS.ProcessEnv' ? { is: 'env', via: 'process.env' } : undefined;
  const known = fallback === undefined ? typed : (context.evaluate(fallback, scope) ?? typed);
  const param: Value = { is: 'param', fn: fn.id, index, ...(rest === true ? { rest } : {}) };
  if (known === undefined) return isHandedType(typeName) ? oneOf([HANDED, param]) : param;
  // Where the environment stands in for what is not handed over, it is read here, whatever others hand over.
  return hasEnv(known) ? oneOf([known, param]) : { ...param, fallback: known };
};

/** Nest's own service, or one of the repository's classes that its injector hands in: such a class is told by its name. */
const serviceOf = (type: Value | undefined): Value | undefined => {
  if (type?.is === 'library') return type.library === 'nest' && type.path[0] === 'ConfigService' ? type : undefined;
  if (type?.is !== 'import' || !isServiceName(type.name)) return undefined;
  return isConfigService(type.name) ? oneOf([type, CONFIG_SERVICE]) : type;
};

const stepped = (context: Context, from: Value | undefined, path: readonly Step[], scope: Scope): Value | undefined => {
  let at = from;
  for (const step of path) {
    if (at === undefined) return undefined;
    if (step.rest === true) continue;
    const key = step.key ?? onlyText(context.evaluate(step.computed, scope));
    at = key === undefined ? undefined : memberOf(at, key);
    const fallback = step.fallback === undefined ? undefined : context.evaluate(step.fallback, scope);
    if (at === undefined) at = fallback;
    else if (hasEnv(fallback)) at = oneOf([fallback, at]);
  }
  return at;
};
