/** What a call answers: functions of the file by what they return, and the handful of built-in functions that hand names and objects on. */
import { argumentsOf, type CallNode, type Context, functionOf } from './context.ts';
import { HANDED, hasEnv } from './handed-environment.ts';
import { moduleValue } from './modules.ts';
import { libraryCall, schemaMethod } from './schema.ts';
import type { Scope } from './scope.ts';
import { substituted } from './substituted.ts';
import type { Node } from './syntax.ts';
import { cased, concatenated, elementOf, keyIn, keysOf, memberOf, type Value } from './value.ts';

export const callValue = (context: Context, node: CallNode, scope: Scope): Value | undefined => {
  const { callee } = node;
  if (callee.type === 'Identifier' && callee.name === 'require') {
    const [first] = node.arguments;
    return first?.type === 'Literal' && typeof first.value === 'string' ? moduleValue(context.file, first.value, '*') : undefined;
  }
  // Adonis 4: `use("Env")`.
  if (callee.type === 'Identifier' && callee.name === 'use' && node.arguments.length === 1) {
    const [first] = node.arguments;
    if (first?.type === 'Literal' && first.value === 'Env') return { is: 'library', library: 'adonis', path: [] };
  }
  const built = builtIn(context, node, scope);
  if (built !== undefined) return built.value;
  const of = callee.type === 'MemberExpression' ? context.evaluate(callee.object, scope) : undefined;
  const method =
    callee.type === 'MemberExpression' && callee.property.type === 'Identifier' && !callee.computed ? callee.property.name : undefined;
  if (of?.is === 'schema' && method !== undefined) return schemaMethod(context, of.schema, method, node, scope);
  if (method !== undefined && of !== undefined) {
    const text = textMethod(context, of, method, node, scope);
    if (text !== undefined) return text;
  }
  // `app.get(ConfigService)`: an injector hands out what it is asked for.
  if (method === 'get' || method === 'resolve') {
    const [asked] = argumentsOf(context, node, scope);
    if (asked?.is === 'library' && asked.library === 'nest' && asked.path[0] === 'ConfigService') return asked;
  }
  const called = context.evaluate(callee, scope);
  if (called === undefined) return undefined;
  // `env(c)` of Hono's adapter.
  if (called.is === 'library' && called.library === 'hono') return called.path[0] === 'env' ? HANDED : undefined;
  // `nconf.argv().env()` is nconf again.
  if (called.is === 'library' && called.library === 'nconf') return { ...called, path: [] };
  if (called.is === 'library') return libraryCall(context, called, node, scope);
  if (node.type === 'NewExpression')
    return called.is === 'object' ? called : called.is === 'import' || called.is === 'member' ? called : undefined;
  if (called.is === 'function') {
    const fn = functionOf(context, called.id);
    if (fn === undefined) return undefined;
    const answer = context.answerOf(fn);
    return answer === undefined ? undefined : substituted(answer, fn.id, argumentsOf(context, node, scope));
  }
  if (called.is === 'import' || called.is === 'member' || called.is === 'call')
    return { is: 'call', of: called, args: argumentsOf(context, node, scope) };
  return undefined;
};

/** `Object.keys`, `Object.freeze`, `Array.from` ... Undefined: not one of them. */
const builtIn = (context: Context, node: CallNode, scope: Scope): { readonly value: Value | undefined } | undefined => {
  const { callee } = node;
  const first = node.arguments[0];
  const argument = (): Value | undefined =>
    first === undefined || first.type === 'SpreadElement' ? undefined : context.evaluate(first, scope);
  if (callee.type === 'Identifier') {
    if ((callee.name === 'Set' || callee.name === 'Map') && node.type === 'NewExpression') return { value: argument() };
    if (callee.name === 'Proxy' && node.type === 'NewExpression') return { value: proxied(context, node, argument(), scope) };
    if (callee.name === 'String') return { value: argument() };
    if (callee.name === 'structuredClone') return { value: argument() };
    return undefined;
  }
  if (callee.type !== 'MemberExpression' || callee.object.type !== 'Identifier' || callee.property.type !== 'Identifier' || callee.computed)
    return undefined;
  const name = `${callee.object.name}.${callee.property.name}`;
  switch (name) {
    case 'Object.freeze':
    case 'Object.seal':
    case 'Array.from':
    case 'Object.create':
      return { value: argument() };
    case 'Object.assign':
      return { value: assigned(node.arguments.map((each) => (each.type === 'SpreadElement' ? undefined : context.evaluate(each, scope)))) };
    case 'Object.keys': {
      const of = argument();
      const keys = keysOf(of);
      return { value: keys === undefined ? listOf(keyIn(of)) : { is: 'list', items: keys.map((key) => ({ is: 'strings', all: [key] })) } };
    }
    case 'Object.values': {
      const of = argument();
      if (of?.is !== 'object') return { value: listOf(elementOf(of)) };
      return { value: of.spread.length === 0 ? { is: 'list', items: of.props.map(([, value]) => value) } : undefined };
    }
    case 'Object.entries': {
      const of = argument();
      if (of?.is !== 'object') {
        const key = keyIn(of);
        return { value: key === undefined ? undefined : listOf({ is: 'list', items: [key, elementOf(of)] }) };
      }
      if (of.spread.length > 0) return { value: undefined };
      const items = of.props.map(([key, value]): Value => ({ is: 'list', items: [{ is: 'strings', all: [key] }, value] }));
      return { value: { is: 'list', items } };
    }
    default:
      return undefined;
  }
};

const listOf = (item: Value | undefined): Value | undefined => (item === undefined ? undefined : { is: 'list', items: [item] });

const assigned = (values: readonly (Value | undefined)[]): Value | undefined =>
  values.find((value) => value?.is === 'env') ?? {
    is: 'object',
    props: values.flatMap((value) => (value?.is === 'object' ? value.props : [])),
    spread: values.flatMap((value) => (value === undefined || value.is === 'object' ? [] : [value])),
  };

/** Methods of constant texts and lists. */
const textMethod = (context: Context, of: Value, method: string, node: CallNode, scope: Scope): Value | undefined => {
  const args = () => argumentsOf(context, node, scope);
  if (of.is === 'host' && of.name === 'Deno.env' && method === 'toObject') return { is: 'env', via: 'Deno.env' };
  if (method === 'toUpperCase' || method === 'toLowerCase') return cased(of, method === 'toUpperCase');
  if (method === 'trim' || method === 'toString') return of.is === 'strings' || of.is === 'param' || of.is === 'text' ? of : undefined;
  if (method === 'concat' && of.is === 'strings') return concatenated([of, ...args()]);
  if (method === 'split' && of.is === 'strings') return pieces(of.all, args()[0]);
  // A list of another file, less some of it or in another order, is that list.
  if ((of.is === 'import' || of.is === 'member' || of.is === 'part') && SAME.has(method)) return of;
  if (of.is !== 'list') return undefined;
  switch (method) {
    case 'concat':
      return {
        is: 'list',
        items: [of, ...args()].flatMap((each): (Value | undefined)[] => (each?.is === 'list' ? [...each.items] : [each])),
      };
    case 'slice':
      return sliced(of, node);
    case 'filter':
    case 'sort':
    case 'reverse':
      return of;
    case 'flat':
      return {
        is: 'list',
        items: of.items.flatMap((each) => (each?.is === 'list' ? [...each.items] : [each?.is === 'part' ? elementOf(each) : each])),
      };
    case 'at':
      return elementOf(of);
    case 'find':
      return elementOf(of);
    case 'join': {
      const [separator] = args();
      const between: Value = separator ?? { is: 'strings', all: [','] };
      return concatenated(of.items.flatMap((each, index) => (index === 0 ? [each] : [between, each])));
    }
    case 'map': {
      const [callback] = args();
      if (callback?.is !== 'function') return undefined;
      const fn = functionOf(context, callback.id);
      const answer = fn === undefined ? undefined : context.answerOf(fn);
      return answer === undefined ? undefined : { is: 'list', items: alternativesOf(answer) };
    }
    default:
      return undefined;
  }
};

const alternativesOf = (value: Value): readonly Value[] =>
  value.is === 'any' ? value.of : value.is === 'strings' ? value.all.map((each) => ({ is: 'strings', all: [each] })) : [value];

/** Some of a list that is known word by word: `Object.keys(env).slice(1)`. */
const sliced = (of: Value & { readonly is: 'list' }, node: CallNode): Value => {
  const [from, to] = node.arguments.map((each) => (each.type === 'Literal' && typeof each.value === 'number' ? each.value : undefined));
  const known = of.items.every((each) => each?.is === 'strings' && each.all.length === 1);
  return !known || from === undefined || (node.arguments.length > 1 && to === undefined) ? of : { ...of, items: of.items.slice(from, to) };
};

const SAME = new Set(['filter', 'slice', 'sort', 'reverse', 'toSorted', 'toReversed']);

/** A constant text, taken apart at a constant. */
const pieces = (all: readonly string[], separator: Value | undefined): Value | undefined =>
  separator?.is === 'strings' && separator.all.length === 1
    ? { is: 'list', items: all.flatMap((text) => text.split(separator.all[0] ?? '')).map((text) => ({ is: 'strings', all: [text] })) }
    : undefined;

/** A proxy of the environment, or one whose members are looked up in it: `get: (_target, name) => process.env[name]`. */
const proxied = (context: Context, node: CallNode, target: Value | undefined, scope: Scope): Value | undefined => {
  const handler = node.arguments[1];
  const traps = handler === undefined || handler.type === 'SpreadElement' ? undefined : context.evaluate(handler, scope);
  const get = traps === undefined ? undefined : memberOf(traps, 'get');
  const fn = get?.is === 'function' ? functionOf(context, get.id) : undefined;
  return fn?.returns.some((each) => looksUp(context, each.node, each.scope)) === true ? HANDED : target;
};

/** Is it what a name leads to, in the environment or by a function of the file? */
const looksUp = (context: Context, node: Node, scope: Scope): boolean => {
  switch (node.type) {
    case 'MemberExpression':
      return node.computed && hasEnv(context.evaluate(node.object, scope));
    case 'LogicalExpression':
      return looksUp(context, node.left, scope) || looksUp(context, node.right, scope);
    case 'TSAsExpression':
    case 'TSNonNullExpression':
      return looksUp(context, node.expression, scope);
    case 'CallExpression':
      return (
        node.callee.type === 'MemberExpression' &&
        node.callee.property.type === 'Identifier' &&
        node.callee.property.name === 'get' &&
        node.arguments.length === 1
      );
    default:
      return false;
  }
};
