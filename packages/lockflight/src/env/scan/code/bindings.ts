/** What a name stands for: all that it is ever given, a parameter, an element of a list. */
import { classValue } from './class-members.ts';
import type { Context } from './context.ts';
import { isFinal } from './cycles.ts';
import { onlyText } from './keys.ts';
import { type Binding, lookUp, type Origin, type Scope, type Step } from './scope.ts';
import { elementOf, keysOf, memberOf, oneOf, type Value } from './value.ts';

const GLOBALS: Readonly<Record<string, Value>> = {
  process: { is: 'host', name: 'process' },
  globalThis: { is: 'host', name: 'global' },
  global: { is: 'host', name: 'global' },
  window: { is: 'host', name: 'global' },
  self: { is: 'host', name: 'global' },
  Deno: { is: 'host', name: 'Deno' },
  Bun: { is: 'host', name: 'Bun' },
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
  const known = oneOf(binding.origins.slice(0, 32).map((origin) => originValue(context, origin)));
  binding.busy = false;
  if (isFinal(context, cycles, binding)) binding.value = { known };
  return known;
};

export const originValue = (context: Context, origin: Origin): Value | undefined => {
  switch (origin.kind) {
    case 'value':
      return origin.value;
    case 'function':
      return { is: 'function', id: origin.fn.id };
    case 'class':
      return classValue(context, origin.node, origin.scope);
    case 'node':
      return stepped(context, context.evaluate(origin.node, origin.scope), origin.path, origin.scope);
    case 'element': {
      const of = context.evaluate(origin.of, origin.scope);
      const keys = origin.keys === true ? keysOf(of) : undefined;
      const each: Value | undefined =
        origin.keys === true ? (keys === undefined ? undefined : { is: 'strings', all: keys }) : elementOf(of);
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
  if (index === 0 && fn.elementsOf !== undefined) {
    const element = elementOf(context.evaluate(fn.elementsOf, fn.outer));
    if (element !== undefined) return element;
  }
  // Nest hands its service in by the parameter's type: that is how it is known.
  const type = typeName === undefined ? undefined : identifier(context, typeName, scope);
  if (type?.is === 'library' && type.library === 'nest' && type.path[0] === 'ConfigService') return type;
  // `env: NodeJS.ProcessEnv` says what it is, whoever calls.
  const typed: Value | undefined = typeName === 'NodeJS.ProcessEnv' ? { is: 'env', via: 'process.env' } : undefined;
  const known = fallback === undefined ? typed : (context.evaluate(fallback, scope) ?? typed);
  return { is: 'param', fn: fn.id, index, ...(known === undefined ? {} : { fallback: known }), ...(rest === true ? { rest } : {}) };
};

const stepped = (context: Context, from: Value | undefined, path: readonly Step[], scope: Scope): Value | undefined => {
  let at = from;
  for (const step of path) {
    if (at === undefined) return undefined;
    if (step.rest === true) continue;
    const key = step.key ?? onlyText(context.evaluate(step.computed, scope));
    at = key === undefined ? undefined : memberOf(at, key);
    if (at === undefined && step.fallback !== undefined) at = context.evaluate(step.fallback, scope);
  }
  return at;
};
