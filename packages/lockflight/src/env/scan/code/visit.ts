/** The second walk over a file: every place that looks into the environment, and every call that might. */

import type { Place, Use, Via } from '../read.ts';
import { argumentsOf, type CallNode, type Context } from './context.ts';
import { keyOf } from './evaluate.ts';
import { helperNames, isHelperDecorator, isHelperMethod, isHelperName } from './named-readers.ts';
import { optionCallName, optionNames } from './option-reads.ts';
import { READING } from './schema.ts';
import { lookUp, type Scope } from './scope.ts';
import { type Call, type Effect, isName, isUpperName, type Position, type RawRead, readAt } from './summary.ts';
import { eachChild, type FunctionNode, type Node } from './syntax.ts';
import { mergeUse, type UseDraft, useOf } from './use.ts';
import { alternatives, isPartial, memberOf, oneOf, type Value } from './value.ts';

export interface Sink {
  readonly context: Context;
  readonly reads: RawRead[];
  readonly effects: Effect[];
  readonly calls: Call[];
  readonly dynamic: Place[];
  /** Reads and effects that a name was given to: what is done with the name is done with them. */
  readonly named: Map<object, { readonly list: { use: UseDraft }[]; readonly index: number }[]>;
}

export const visit = (sink: Sink, node: Node, scope: Scope, up: Node[]): void => {
  const inner = sink.context.declared.scopes.get(node) ?? scope;
  switch (node.type) {
    case 'ImportDeclaration':
      imports(sink, node);
      return;
    case 'ExportAllDeclaration':
      return;
    case 'MemberExpression':
      member(sink, node, scope, up);
      break;
    case 'Identifier':
      mention(sink, node, scope, up);
      return;
    case 'VariableDeclarator':
      if (node.init !== null) declarator(sink, node, scope);
      if (node.init !== null) step(sink, node.init, scope, up, node);
      defaults(sink, node.id, scope, up);
      return;
    case 'AssignmentExpression':
      if (node.left.type === 'ObjectPattern') destructure(sink, node.left, sink.context.evaluate(node.right, scope), scope);
      break;
    case 'FunctionDeclaration':
    case 'FunctionExpression':
    case 'ArrowFunctionExpression':
      params(sink, node, inner);
      break;
    case 'BinaryExpression':
      if (node.operator === 'in')
        look(sink, sink.context.evaluate(node.right, scope), sink.context.evaluate(node.left, scope), node, {
          need: 'optional',
          because: 'tested',
        });
      break;
    case 'ForInStatement':
    case 'ForOfStatement':
      enumerated(sink, sink.context.evaluate(node.right, scope), node);
      break;
    case 'ObjectExpression':
      for (const { name, at } of optionNames(node)) record(sink, name, at, 'option', {});
      break;
    case 'CallExpression':
    case 'NewExpression':
      recordCall(sink, node, scope, up);
      break;
    default:
  }
  up.push(node);
  eachChild(node, (child) => visit(sink, child, inner, up));
  up.pop();
};

const step = (sink: Sink, child: Node, scope: Scope, up: Node[], around: Node): void => {
  up.push(around);
  visit(sink, child, scope, up);
  up.pop();
};

/** Only the values that stand in for what is missing: the names themselves are declared, not used. */
const defaults = (sink: Sink, node: Node, scope: Scope, up: Node[]): void => {
  if (node.type === 'AssignmentPattern') {
    step(sink, node.right, scope, up, node);
    defaults(sink, node.left, scope, up);
  } else if (node.type === 'ObjectPattern') {
    for (const each of node.properties) defaults(sink, (each.type === 'RestElement' ? each.argument : each.value) as Node, scope, up);
  }
};

const position = (sink: Sink, offset: number): Position => ({ file: sink.context.file, ...sink.context.placeOf(offset) });

const record = (sink: Sink, name: string, at: number, via: Via, use: Use): void => {
  if (isName(name)) sink.reads.push(readAt(name, position(sink, at), via, use));
};

/** `object[key]`, or `key in object`, whatever they are. */
const look = (sink: Sink, object: Value | undefined, key: Value | undefined, node: Node, use: UseDraft): void => {
  for (const each of alternatives(object)) {
    if (each.is === 'env') {
      for (const name of namesOf(key)) record(sink, name, node.start, each.via, plain(use));
      const open = alternatives(key).filter((part) => part.is !== 'strings' && part.is !== 'literal');
      for (const part of open) {
        if (isOpen(part) && part.is !== 'call') sink.effects.push({ object: each, key: part, at: position(sink, node.start), use });
        else if (part.is !== 'opaque') dynamic(sink, node.start);
      }
      if (isPartial(key)) dynamic(sink, node.start);
    } else if (each.is === 'parsed') {
      for (const name of namesOf(key)) if (each.names.includes(name)) record(sink, name, node.start, each.via, plain(use));
    } else if (isOpen(each)) {
      const names = namesOf(key).filter(isUpperName);
      const open = alternatives(key).filter((part) => part.is === 'param' || part.is === 'text' || part.is === 'cased');
      if (names.length > 0) sink.effects.push({ object: each, key: { is: 'strings', all: names }, at: position(sink, node.start), use });
      for (const part of open) sink.effects.push({ object: each, key: part, at: position(sink, node.start), use });
      if (names.length === 0 && open.length === 0 && each.is !== 'param' && key === undefined) {
        sink.effects.push({ object: each, key: undefined, at: position(sink, node.start), use });
      }
    }
  }
};

/** Can it matter what is read of this? */
const isLookedInto = (value: Value): boolean => value.is === 'env' || value.is === 'parsed' || isOpen(value);

const isOpen = (value: Value): boolean =>
  value.is === 'param' ||
  value.is === 'import' ||
  value.is === 'member' ||
  value.is === 'call' ||
  value.is === 'text' ||
  value.is === 'cased';

const namesOf = (key: Value | undefined): readonly string[] => alternatives(key).flatMap((each) => (each.is === 'strings' ? each.all : []));

const plain = ({ fallback: _fallback, ...use }: UseDraft): Use => use;

const dynamic = (sink: Sink, at: number): void => {
  sink.dynamic.push({ file: sink.context.file, line: sink.context.placeOf(at).line });
};

const enumerated = (sink: Sink, value: Value | undefined, node: Node): void => {
  if (alternatives(value).some((each) => each.is === 'env')) dynamic(sink, node.start);
};

const member = (sink: Sink, node: Extract<Node, { type: 'MemberExpression' }>, scope: Scope, up: readonly Node[]): void => {
  const object = sink.context.evaluate(node.object, scope);
  if (object === undefined || !alternatives(object).some(isLookedInto) || isWritten(node, up)) return;
  const key: Value | undefined = node.computed
    ? sink.context.evaluate(node.property as Node, scope)
    : node.property.type === 'Identifier'
      ? { is: 'strings', all: [node.property.name] }
      : undefined;
  const before = lengths(sink);
  // A member of something open matters only by a name in capitals, or one that is not known.
  if (!node.computed && node.property.type === 'Identifier' && !isUpperName(node.property.name) && alternatives(object).every(isOpen))
    return;
  look(sink, object, key, node, useOf(sink.context, node, up, scope));
  named(sink, before, up, scope);
};

/** `const x = process.env.X`: what is done with `x` later is done with X. */
const named = (sink: Sink, before: Lengths, up: readonly Node[], scope: Scope): void => {
  if (sink.reads.length === before.reads && sink.effects.length === before.effects && sink.calls.length === before.calls) return;
  const fresh = since(sink, before);
  const around = up.findLast((each) => !passes(each));
  if (around?.type !== 'VariableDeclarator' || around.id.type !== 'Identifier') return;
  const binding = lookUp(scope, around.id.name);
  if (binding !== undefined) sink.named.set(binding, [...(sink.named.get(binding) ?? []), ...fresh]);
};

interface Lengths {
  readonly reads: number;
  readonly effects: number;
  readonly calls: number;
}

const lengths = ({ reads, effects, calls }: Sink): Lengths => ({ reads: reads.length, effects: effects.length, calls: calls.length });

const entriesFrom = (list: { use: UseDraft }[], from: number) =>
  Array.from({ length: list.length - from }, (_, index) => ({ list, index: from + index }));

/** What was recorded since. */
const since = (sink: Sink, { reads, effects, calls }: Lengths) => [
  ...entriesFrom(sink.reads, reads),
  ...entriesFrom(sink.effects, effects),
  ...entriesFrom(sink.calls, calls),
];

/** `.trim()` and its like change nothing that matters here. */
const passes = (node: Node): boolean =>
  PASSING.has(node.type) ||
  (node.type === 'MemberExpression' && isTrim(node)) ||
  (node.type === 'CallExpression' && node.callee.type === 'MemberExpression' && isTrim(node.callee));

const isTrim = (node: Extract<Node, { type: 'MemberExpression' }>): boolean =>
  node.property.type === 'Identifier' && ['trim', 'toLowerCase', 'toUpperCase', 'toString'].includes(node.property.name);

const PASSING = new Set(['TSNonNullExpression', 'TSAsExpression', 'TSSatisfiesExpression', 'ChainExpression', 'ParenthesizedExpression']);

/** A name that a read was given to. */
const mention = (sink: Sink, node: Extract<Node, { type: 'Identifier' }>, scope: Scope, up: readonly Node[]): void => {
  if (sink.named.size === 0) return;
  const binding = lookUp(scope, node.name);
  const held = binding === undefined ? undefined : sink.named.get(binding);
  if (held === undefined) return;
  const use = plain(useOf(sink.context, node, up, scope));
  for (const { list, index } of held) {
    const there = list[index];
    if (there !== undefined) list[index] = { ...there, use: mergeUse(there.use, use) };
  }
};

const isWritten = (node: Node, up: readonly Node[]): boolean => {
  const around = up.at(-1);
  if (around?.type === 'AssignmentExpression') return around.left === node && around.operator === '=';
  if (around?.type === 'UnaryExpression') return around.operator === 'delete';
  return (
    around?.type === 'ChainExpression' &&
    up.at(-2)?.type === 'UnaryExpression' &&
    (up.at(-2) as { operator?: string }).operator === 'delete'
  );
};

const declarator = (sink: Sink, node: Extract<Node, { type: 'VariableDeclarator' }>, scope: Scope): void => {
  if (node.id.type === 'ObjectPattern') destructure(sink, node.id, sink.context.evaluate(node.init, scope), scope);
};

type PatternNode = Extract<Node, { type: 'ObjectPattern' }>;

/** `{A, B: b = "x", env: {C}} = value`. */
const destructure = (sink: Sink, pattern: PatternNode, value: Value | undefined, scope: Scope): void => {
  if (value === undefined) return;
  for (const each of pattern.properties) {
    if (each.type === 'RestElement') continue;
    const target = each.value as Node;
    const fallback = target.type === 'AssignmentPattern' ? target.right : undefined;
    const left = target.type === 'AssignmentPattern' ? target.left : target;
    const name = keyOf(sink.context, each.key as Node, each.computed, scope);
    const key: Value | undefined = name === undefined ? sink.context.evaluate(each.key as Node, scope) : { is: 'strings', all: [name] };
    const use: UseDraft = fallback === undefined ? {} : defaultUse(sink.context.evaluate(fallback, scope));
    const before = lengths(sink);
    look(sink, value, key, each as Node, use);
    const binding = left.type === 'Identifier' ? lookUp(scope, left.name) : undefined;
    const fresh = since(sink, before);
    if (binding !== undefined && fresh.length > 0) sink.named.set(binding, fresh);
    if (left.type === 'ObjectPattern' && name !== undefined) {
      const held = alternatives(value).map((part) => (part.is === 'env' ? undefined : memberOf(part, name)));
      for (const part of held) destructure(sink, left, part, scope);
    }
  }
};

const defaultUse = (value: Value | undefined): UseDraft => {
  const literal = value?.is === 'literal' ? value.value : value?.is === 'strings' && value.all.length === 1 ? value.all[0] : undefined;
  return { need: 'optional', because: 'default', ...(literal === undefined ? {} : { default: literal }) };
};

/** `function load({ A, B } = process.env)`. */
const params = (sink: Sink, node: FunctionNode, scope: Scope): void => {
  const fn = sink.context.declared.functions.get(node);
  if (fn === undefined) return;
  node.params.forEach((param, index) => {
    const own = param.type === 'TSParameterProperty' ? param.parameter : param;
    const left = own.type === 'AssignmentPattern' ? own.left : own;
    if (left.type !== 'ObjectPattern') return;
    const fallback = own.type === 'AssignmentPattern' ? sink.context.evaluate(own.right, scope) : undefined;
    if (fallback?.is === 'env') destructure(sink, left, fallback, scope);
    else destructure(sink, left, { is: 'param', fn: fn.id, index, ...(fallback === undefined ? {} : { fallback }) }, scope);
  });
};

const imports = (sink: Sink, node: Extract<Node, { type: 'ImportDeclaration' }>): void => {
  if (node.importKind === 'type') return;
  const from = node.source.value;
  const via: Via | undefined = /^\$env\/static\/(?:private|public)$/.test(from)
    ? '$env'
    : /^astro:env\/(?:client|server)$/.test(from)
      ? 'astro:env'
      : from === '@env'
        ? 'react-native'
        : undefined;
  if (via === undefined) return;
  for (const each of node.specifiers) {
    if (each.type !== 'ImportSpecifier' || each.importKind === 'type' || each.imported.type !== 'Identifier') continue;
    if (from === '@env' && !isUpperName(each.imported.name)) continue;
    if (each.imported.name !== 'getSecret') record(sink, each.imported.name, each.start, via, {});
  }
};

const ENUMERATING = new Set(['keys', 'values', 'entries', 'getOwnPropertyNames']);
const LOOKING = new Set(['get', 'has', 'pick', 'hasOwn', 'hasOwnProperty', 'getOwnPropertyDescriptor']);

const recordCall = (sink: Sink, node: CallNode, scope: Scope, up: readonly Node[]): void => {
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
  if (method === 'hasOwnProperty' && of?.is === 'env') {
    look(sink, of, first, node, asked);
    return;
  }
  // `Object.prototype.hasOwnProperty.call(process.env, "X")`
  if (method === 'call' && first?.is === 'env') {
    look(sink, first, second, node, asked);
    return;
  }
  if (
    first?.is === 'env' &&
    callee.type === 'MemberExpression' &&
    callee.object.type === 'Identifier' &&
    ['Object', 'Reflect'].includes(callee.object.name)
  ) {
    if (ENUMERATING.has(looking)) dynamic(sink, node.start);
    else if (LOOKING.has(looking) && args.length > 1) look(sink, first, second, node, looking === 'get' ? use : asked);
    return;
  }
  // `_.pick(process.env, ["A", "B"])`, `get(process.env, "A")` of a library that is not read here.
  if (
    first?.is === 'env' &&
    LOOKING.has(looking) &&
    (called === undefined || called.is === 'import' || called.is === 'member') &&
    second !== undefined
  ) {
    for (const each of second.is === 'list' ? second.items : [second]) look(sink, first, each, node, use);
    return;
  }
  // `fastify.register(fastifyEnv, { schema })`
  if (method === 'register' && first?.is === 'library' && first.library === 'env-schema') {
    sink.calls.push({ callee: first, args: [second], name: looking, at: position(sink, node.start), use: {} });
    return;
  }
  const schemas = method !== undefined && READING.has(method) ? alternatives(of).filter(({ is }) => is === 'schema') : [];
  const target: Value | undefined =
    schemas.length > 0 && method !== undefined ? oneOf(schemas.map((each) => memberOf(each, method))) : called;
  const name = method ?? plainName ?? '';
  if (target === undefined || !worthKeeping(target, args)) {
    if (target === undefined && helper) unknownHelper(sink, node, name, args, use);
    return;
  }
  for (const each of alternatives(target))
    sink.calls.push({ callee: each, args, name, at: position(sink, node.start), use: withMethods(use, up), ...(helper ? { helper } : {}) });
};

const withMethods = (use: UseDraft, up: readonly Node[]): Use => {
  const chain = envVarChain(up);
  return chain === undefined ? plain(use) : { ...plain(use), ...chain };
};

/** env-var says in methods what others say in schemas: `.required().asPortNumber()`. */
const envVarChain = (up: readonly Node[]): Use | undefined => {
  const use: { -readonly [K in keyof Use]: Use[K] } = {};
  for (let index = up.length - 1; index > 0; index -= 2) {
    const at = up[index];
    if (at?.type !== 'MemberExpression' || up[index - 1]?.type !== 'CallExpression' || at.property.type !== 'Identifier') break;
    const { name } = at.property;
    const [argument] = (up[index - 1] as CallNode).arguments;
    if (name === 'required') Object.assign(use, { need: 'required', because: 'schema' });
    else if (name === 'default')
      Object.assign(use, { need: 'optional', because: 'default', ...(argument?.type === 'Literal' ? { default: argument.value } : {}) });
    else if (/^asPort|^asInt/.test(name)) use.parse = 'integer';
    else if (/^asFloat/.test(name)) use.parse = 'number';
    else if (/^asBool/.test(name)) use.parse = 'boolean';
    else if (/^asUrl/.test(name)) use.parse = 'url';
    else if (/^asJson/.test(name)) use.parse = 'json';
    else if (name === 'asArray' || name === 'asSet') use.parse = 'list';
    else break;
  }
  return Object.keys(use).length === 0 ? undefined : use;
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
