/** Calls that look into the environment by themselves, and those that are kept for the link because their function might. */
import { argumentsOf, type CallNode } from './context.ts';
import { shapeNames } from './env-shapes.ts';
import { envVarChain } from './env-var-chain.ts';
import { hasEnv } from './handed-environment.ts';
import { enumerated, look } from './look.ts';
import { named } from './mentions.ts';
import { helperNames, isHelperDecorator, isHelperMethod, isHelperName } from './named-readers.ts';
import { nestedName } from './nested-config.ts';
import { optionCallName } from './option-reads.ts';
import { READING } from './schema.ts';
import type { Scope } from './scope.ts';
import { lengths, plain, position, record, type Sink } from './sink.ts';
import { isName, isUpperName, readAt } from './summary.ts';
import type { Node } from './syntax.ts';
import { type UseDraft, useOf } from './use.ts';
import { alternatives, elementOf, memberOf, oneOf, type Value } from './value.ts';

const ENUMERATING = new Set(['keys', 'values', 'entries', 'getOwnPropertyNames']);

const LOOKING = new Set(['get', 'has', 'pick', 'hasOwn', 'hasOwnProperty', 'getOwnPropertyDescriptor']);

export const recordCall = (sink: Sink, node: CallNode, scope: Scope, up: readonly Node[]): void => {
  const before = lengths(sink);
  call(sink, node, scope, up);
  named(sink, before, up, scope);
};

const call = (sink: Sink, node: CallNode, scope: Scope, up: readonly Node[]): void => {
  const option = optionCallName(node);
  if (option !== undefined) record(sink, option, node.arguments[0]?.start ?? node.start, 'option', {});
  const { callee } = node;
  const method =
    callee.type === 'MemberExpression' && callee.property.type === 'Identifier' && !callee.computed ? callee.property.name : undefined;
  const plainName = callee.type === 'Identifier' ? callee.name : undefined;
  const of = callee.type === 'MemberExpression' ? sink.context.evaluate(callee.object, scope) : undefined;
  const looking = method ?? plainName ?? '';
  const owner = callee.type === 'MemberExpression' && callee.object.type === 'Identifier' ? callee.object.name : undefined;
  const helper =
    (method === undefined ? isHelperName(looking) : isHelperMethod(looking, owner)) ||
    (up.at(-1)?.type === 'Decorator' && isHelperDecorator(looking));
  const called = sink.context.evaluate(callee, scope);
  // Most calls are of something that is not known and has no telling name: what they are given need not be looked at.
  if (called === undefined && of === undefined && !LOOKING.has(looking) && !ENUMERATING.has(looking) && looking !== 'call' && !helper)
    return;
  if (node.arguments.length === 0 && called?.is !== 'function' && called?.is !== 'any') return;
  const args = argumentsOf(sink.context, node, scope);
  const [first, second] = args;
  const use = useOf(sink.context, node, up, scope);
  if (of?.is === 'host' && of.name === 'Deno.env') {
    if (method === 'get' || method === 'has') look(sink, { is: 'env', via: 'Deno.env' }, first, node, use);
    return;
  }
  const asked = { need: 'optional', because: 'tested' } as const;
  // `process.env.hasOwnProperty("X")`
  if (method === 'hasOwnProperty' && hasEnv(of)) {
    look(sink, of, first, node, asked);
    return;
  }
  // `Object.prototype.hasOwnProperty.call(process.env, "X")`
  if (method === 'call' && hasEnv(first)) {
    look(sink, first, second, node, asked);
    return;
  }
  if (
    hasEnv(first) &&
    callee.type === 'MemberExpression' &&
    callee.object.type === 'Identifier' &&
    ['Object', 'Reflect'].includes(callee.object.name)
  ) {
    if (ENUMERATING.has(looking)) enumerated(sink, first, node);
    else if (LOOKING.has(looking) && args.length > 1) look(sink, first, second, node, looking === 'get' ? use : asked);
    return;
  }
  // `_.pick(process.env, ["A", "B"])`, `get(process.env, "A")` of a library that is not read here.
  if (
    hasEnv(first) &&
    LOOKING.has(looking) &&
    (called === undefined || called.is === 'import' || called.is === 'member') &&
    second !== undefined
  ) {
    for (const each of second.is === 'list' ? second.items : [second]) look(sink, first, each, node, use);
    return;
  }
  // `get(process, "env.A")`
  if (first?.is === 'host' && first.name === 'process' && LOOKING.has(looking) && second?.is === 'strings') {
    for (const path of second.all)
      if (path.startsWith('env.')) look(sink, { is: 'env', via: 'process.env' }, { is: 'strings', all: [path.slice(4)] }, node, use);
    return;
  }
  // `names.forEach(requireEnv)`: each of them is handed over.
  if (method !== undefined && EACH.has(method) && (first?.is === 'function' || first?.is === 'import' || first?.is === 'member')) {
    const element = elementOf(of);
    const callback = node.arguments[0];
    if (element !== undefined && callback !== undefined && (callback.type === 'Identifier' || callback.type === 'MemberExpression'))
      sink.calls.push({ callee: first, args: [element], name: calledAs(callback), at: position(sink, node.start), use: plain(use) });
    return;
  }
  for (const shape of shapeNames(called, of, looking, args))
    sink.reads.push(readAt(shape.name, shape.spot ?? position(sink, node.start), 'wrapper', {}, { by: looking }));
  // `fastify.register(fastifyEnv, { schema })`
  if (method === 'register' && first?.is === 'library' && first.library === 'env-schema') {
    sink.calls.push({ callee: first, args: [second], name: looking, at: position(sink, node.start), use: {} });
    return;
  }
  const schemas = method !== undefined && READING.has(method) ? alternatives(of).filter(({ is }) => is === 'schema') : [];
  // What a class is made with is handed to its constructor.
  const made = node.type === 'NewExpression' && args.some(tells) ? constructorOf(called) : called;
  const target: Value | undefined =
    schemas.length > 0 && method !== undefined ? oneOf(schemas.map((each) => memberOf(each, method))) : made;
  const name = method ?? plainName ?? '';
  if (target === undefined || !worthKeeping(target, args)) {
    if (target === undefined && helper) unknownHelper(sink, node, name, args, use);
    return;
  }
  const methods = envVarChain(sink.context, up, scope);
  for (const each of alternatives(target)) {
    const chain = each.is === 'library' && each.library === 'env-var' && methods !== undefined ? { chain: methods.chain } : {};
    const said = { ...plain(use), ...methods?.use };
    const handed =
      each.is === 'library' && each.library === 'effect' ? [nestedName(sink.context, node, up, scope, first), ...args.slice(1)] : args;
    sink.calls.push({
      callee: each,
      args: handed,
      name,
      at: position(sink, node.start),
      use: said,
      ...chain,
      ...(helper ? { helper } : {}),
    });
  }
};

/** Most classes are made with something else than an environment, or the names in one. */
const tells = (value: Value | undefined): boolean =>
  hasEnv(value) ||
  alternatives(value).some((each) => each.is === 'strings' && each.all.some((text) => /^[A-Z][A-Z0-9]*_[A-Z0-9_]*$/.test(text)));

const constructorOf = (called: Value | undefined): Value | undefined =>
  oneOf(
    alternatives(called).flatMap((each) =>
      ['object', 'import', 'member'].includes(each.is) ? (memberOf(each, 'constructor') ?? []) : [each],
    ),
  );

const EACH = new Set(['forEach', 'map', 'filter', 'every', 'some', 'flatMap', 'find']);

const calledAs = (node: Node): string => {
  if (node.type === 'Identifier') return node.name;
  return node.type === 'MemberExpression' && node.property.type === 'Identifier' ? node.property.name : '';
};

/** Does the call hand over a name, or an environment, to something that might look it up? */
const worthKeeping = (target: Value, args: readonly (Value | undefined)[]): boolean =>
  alternatives(target).some((each) => each.is === 'library' || (each.is === 'member' && each.of.is === 'schema')) ||
  args.some((value) => alternatives(value).some((each) => hands(each, rootedInParam(target))));

/** `strict`: the function is a parameter's; only a name as people write them is worth following. */
const hands = (value: Value, strict: boolean): boolean => {
  if (value.is === 'strings') return value.all.some(strict ? isUpperName : isName);
  if (strict) return value.is === 'env';
  return value.is !== 'literal' && value.is !== 'opaque' && value.is !== 'variable' && value.is !== 'library';
};

const rootedInParam = (value: Value): boolean =>
  value.is === 'param' ||
  ((value.is === 'member' || value.is === 'call') && rootedInParam(value.of)) ||
  (value.is === 'any' && value.of.every(rootedInParam));

/** `getEnv("X")`, `requireEnv("X")` of a package: the name of the function and the form of the name leave no doubt. */
const unknownHelper = (sink: Sink, node: Node, name: string, args: readonly (Value | undefined)[], use: UseDraft): void => {
  for (const each of helperNames(name, args))
    sink.reads.push(readAt(each, position(sink, node.start), 'wrapper', plain(use), { by: name }));
};
