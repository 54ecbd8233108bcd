/** What an expression stands for. Nothing is run: names are followed to what they were given, as far as the text says it. */
import { classFields } from './class-fields.ts';
import type { ClassMember, Context } from './context.ts';
import type { Declared } from './declare.ts';
import { callValue } from './evaluate-call.ts';
import { moduleValue } from './modules.ts';
import { type Binding, type FunctionRecord, lookUp, type Origin, type Scope, type Step } from './scope.ts';
import type { Node } from './syntax.ts';
import { concatenated, elementOf, keysOf, memberOf, oneOf, type Prop, type Spot, type Value } from './value.ts';

const DEEP = 60;

/** A context that evaluates by itself. */
export const newContext = (file: string, declared: Declared, placeOf: Context['placeOf']): Context => {
  const context: Context = {
    file,
    declared,
    placeOf,
    depth: 0,
    fuel: 0,
    cycles: 0,
    kept: new Map(),
    tried: new Set(),
    indexes: new Map(),
    evaluate: (node, scope) => evaluate(context, node, scope),
    answerOf: (fn) => answerOf(context, fn),
  };
  return context;
};

const evaluate = (context: Context, node: Node | null | undefined, scope: Scope): Value | undefined => {
  if (node === null || node === undefined) return undefined;
  // What costs nothing counts for nothing: a list may be long.
  if (node.type === 'Literal') return expression(context, node, scope);
  if (context.depth === 0) context.fuel = FUEL;
  if (context.depth > DEEP || context.fuel-- <= 0) {
    context.cycles++;
    return undefined;
  }
  const keep = KEPT.has(node.type);
  const there = keep ? context.kept.get(node) : undefined;
  if (there !== undefined) return there.known;
  const { cycles } = context;
  context.depth++;
  try {
    const known = expression(context, node, scope);
    if (keep && isFinal(context, cycles, node)) context.kept.set(node, { known });
    return known;
  } finally {
    context.depth--;
  }
};

/** Is an answer there to stay? One that met a cycle may be better another time, but once is enough. */
const isFinal = (context: Context, cycles: number, of: object): boolean => {
  if (context.cycles === cycles || context.depth <= 1 || context.tried.has(of)) return true;
  context.tried.add(of);
  return false;
};

const FUEL = 200;
const KEPT = new Set([
  'CallExpression',
  'NewExpression',
  'MemberExpression',
  'ObjectExpression',
  'ArrayExpression',
  'ClassExpression',
  'TSEnumDeclaration',
  'BinaryExpression',
  'ConditionalExpression',
  'LogicalExpression',
]);

const expression = (context: Context, node: Node, scope: Scope): Value | undefined => {
  switch (node.type) {
    case 'Identifier':
      return identifier(context, node.name, scope);
    case 'Literal':
      if (typeof node.value === 'string') return { is: 'strings', all: [node.value] };
      if ('regex' in node) return node.regex.flags === '' ? { is: 'pattern', source: node.regex.pattern } : undefined;
      return typeof node.value === 'number' || typeof node.value === 'boolean' ? { is: 'literal', value: node.value } : undefined;
    case 'TemplateLiteral':
      return concatenated(
        node.quasis.flatMap((quasi, index) => [
          { is: 'strings', all: [quasi.value.cooked ?? quasi.value.raw] } as const,
          ...(index < node.expressions.length ? [evaluate(context, node.expressions[index], scope)] : []),
        ]),
      );
    case 'MemberExpression':
      return member(context, node, scope);
    case 'MetaProperty':
      return node.meta.name === 'import' ? { is: 'host', name: 'meta' } : undefined;
    case 'TSAsExpression':
    case 'TSSatisfiesExpression':
    case 'TSNonNullExpression':
    case 'TSTypeAssertion':
    case 'TSInstantiationExpression':
    case 'ChainExpression':
    case 'ParenthesizedExpression':
      return evaluate(context, node.expression, scope);
    case 'AwaitExpression':
      return evaluate(context, node.argument, scope);
    case 'SequenceExpression':
      return evaluate(context, node.expressions.at(-1), scope);
    case 'AssignmentExpression':
      return evaluate(context, node.right, scope);
    case 'ConditionalExpression':
      return oneOf([evaluate(context, node.consequent, scope), evaluate(context, node.alternate, scope)]);
    case 'LogicalExpression':
      return logical(evaluate(context, node.left, scope), evaluate(context, node.right, scope), node.operator);
    case 'BinaryExpression':
      if (node.operator !== '+') return undefined;
      return concatenated([evaluate(context, node.left, scope), evaluate(context, node.right, scope)]);
    case 'UnaryExpression': {
      const value = node.operator === '-' || node.operator === '!' ? evaluate(context, node.argument, scope) : undefined;
      if (value?.is !== 'literal') return undefined;
      return { is: 'literal', value: node.operator === '-' ? -Number(value.value) : !value.value };
    }
    case 'ArrayExpression':
      return {
        is: 'list',
        items: node.elements.flatMap((each): (Value | undefined)[] => {
          if (each === null) return [undefined];
          if (each.type !== 'SpreadElement') return [evaluate(context, each, scope)];
          const spread = evaluate(context, each.argument, scope);
          return spread?.is === 'list' ? [...spread.items] : [undefined];
        }),
      };
    case 'ObjectExpression':
      return object(context, node, scope);
    case 'FunctionExpression':
    case 'ArrowFunctionExpression': {
      const fn = context.declared.functions.get(node);
      return fn === undefined ? undefined : { is: 'function', id: fn.id };
    }
    case 'ClassExpression':
      return classValue(context, node, scope);
    case 'ThisExpression':
      return scope.self === undefined ? undefined : selfValue(context, scope.self.node, scope.self.scope);
    case 'NewExpression':
    case 'CallExpression':
      return callValue(context, node, scope);
    case 'ImportExpression': {
      const from = node.source.type === 'Literal' ? node.source.value : undefined;
      return typeof from === 'string' ? moduleValue(context.file, from, '*') : undefined;
    }
    case 'TSEnumDeclaration':
      return {
        is: 'object',
        spread: [],
        props: node.body.members.flatMap((each): Prop[] => {
          const name = each.id.type === 'Identifier' ? each.id.name : each.id.type === 'Literal' ? String(each.id.value) : undefined;
          const value = each.initializer === null ? undefined : evaluate(context, each.initializer, scope);
          return name === undefined || value === undefined ? [] : [[name, value, undefined]];
        }),
      };
    default:
      return undefined;
  }
};

/** `a ?? b`: either. A side that is not known leaves what is known of the other. */
const logical = (left: Value | undefined, right: Value | undefined, operator: string): Value | undefined =>
  operator === '&&' ? (right ?? undefined) : left === undefined && right === undefined ? undefined : oneOf([left, right]);

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

const identifier = (context: Context, name: string, scope: Scope): Value | undefined => {
  const binding = lookUp(scope, name);
  if (binding !== undefined) {
    const known = bindingValue(context, binding);
    return isBare(known) && isConfigService(name) ? CONFIG_SERVICE : known;
  }
  return Object.hasOwn(GLOBALS, name) ? GLOBALS[name] : undefined;
};

/** Nest's service where no type says so: `useFactory: (configService) => ...`. */
const CONFIG_SERVICE: Value = { is: 'library', library: 'nest', path: ['ConfigService'] };
const isConfigService = (name: string): boolean => /^#?_?config(?:uration)?Service$/i.test(name);
const isBare = (value: Value | undefined): boolean => value?.is === 'param' && value.fallback === undefined;

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
      return stepped(context, evaluate(context, origin.node, origin.scope), origin.path, origin.scope);
    case 'element': {
      const of = evaluate(context, origin.of, origin.scope);
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
    const element = elementOf(evaluate(context, fn.elementsOf, fn.outer));
    if (element !== undefined) return element;
  }
  // Nest hands its service in by the parameter's type: that is how it is known.
  const type = typeName === undefined ? undefined : identifier(context, typeName, scope);
  if (type?.is === 'library' && type.library === 'nest' && type.path[0] === 'ConfigService') return type;
  // `env: NodeJS.ProcessEnv` says what it is, whoever calls.
  const typed: Value | undefined = typeName === 'NodeJS.ProcessEnv' ? { is: 'env', via: 'process.env' } : undefined;
  const known = fallback === undefined ? typed : (evaluate(context, fallback, scope) ?? typed);
  return { is: 'param', fn: fn.id, index, ...(known === undefined ? {} : { fallback: known }), ...(rest === true ? { rest } : {}) };
};

const stepped = (context: Context, from: Value | undefined, path: readonly Step[], scope: Scope): Value | undefined => {
  let at = from;
  for (const step of path) {
    if (at === undefined) return undefined;
    if (step.rest === true) continue;
    const key = step.key ?? onlyText(evaluate(context, step.computed, scope));
    at = key === undefined ? undefined : memberOf(at, key);
    if (at === undefined && step.fallback !== undefined) at = evaluate(context, step.fallback, scope);
  }
  return at;
};

const onlyText = (value: Value | undefined): string | undefined =>
  value?.is === 'strings' && value.all.length === 1 ? value.all[0] : undefined;

const member = (context: Context, node: Extract<Node, { type: 'MemberExpression' }>, scope: Scope): Value | undefined => {
  // Of `this`, only what is asked for: a class knows too much to be looked at whole each time.
  if (node.object.type === 'ThisExpression' && !node.computed && scope.self !== undefined && scope.self.node.type !== 'ObjectExpression') {
    const key = node.property.type === 'PrivateIdentifier' ? `#${node.property.name}` : node.property.name;
    const own: Value = { is: 'object', props: members(context, scope.self.node, scope.self.scope, key), spread: [] };
    const known = memberOf(own, key);
    return (known === undefined || isBare(known)) && isConfigService(key) ? CONFIG_SERVICE : known;
  }
  const of = evaluate(context, node.object, scope);
  if (of === undefined) return undefined;
  if (!node.computed) return memberOf(of, node.property.type === 'PrivateIdentifier' ? `#${node.property.name}` : node.property.name);
  const key = evaluate(context, node.property as Node, scope);
  if (key?.is === 'strings') return oneOf(key.all.map((each) => memberOf(of, each)));
  if (key?.is === 'literal') return memberOf(of, String(key.value));
  // Any of them: a constant table of names, looked into.
  if (of.is === 'object' && of.spread.length === 0) return oneOf(of.props.map(([, value]) => value));
  return elementOf(of);
};

const object = (context: Context, node: Extract<Node, { type: 'ObjectExpression' }>, scope: Scope): Value | undefined => {
  const props: Prop[] = [];
  const spread: Value[] = [];
  for (const each of node.properties) {
    if (each.type === 'SpreadElement') {
      const value = evaluate(context, each.argument, scope);
      if (value !== undefined) spread.push(value);
      continue;
    }
    const key = keyOf(context, each.key as Node, each.computed, scope);
    const value =
      each.kind === 'get'
        ? getterValue(context, each.value as Node)
        : each.kind === 'set'
          ? undefined
          : evaluate(context, each.value, scope);
    if (key !== undefined)
      props.push([key, value ?? OPAQUE, ENV_LIKE.test(key) || key === 'env' ? spotOf(context, each.start) : undefined]);
  }
  // `{...process.env}` is the environment, and a little more.
  const env = spread.find((value) => value.is === 'env');
  return env !== undefined ? env : { is: 'object', props, spread };
};

const OPAQUE: Value = { is: 'opaque' };
const ENV_LIKE = /^[A-Z_][A-Z0-9_]*$/;

export const spotOf = (context: Context, offset: number): Spot => ({ file: context.file, ...context.placeOf(offset) });

export const keyOf = (context: Context, key: Node, computed: boolean, scope: Scope): string | undefined => {
  if (!computed && key.type === 'Identifier') return key.name;
  if (!computed && key.type === 'Literal') return String(key.value);
  if (key.type === 'PrivateIdentifier') return `#${key.name}`;
  return computed ? onlyText(evaluate(context, key, scope)) : undefined;
};

const selfValue = (context: Context, node: Node, scope: Scope): Value | undefined =>
  node.type === 'ObjectExpression' ? evaluate(context, node, scope) : { is: 'object', props: members(context, node, scope), spread: [] };

const classValue = (context: Context, node: Node, scope: Scope): Value => {
  const fields =
    node.type === 'ClassDeclaration' || node.type === 'ClassExpression'
      ? classFields(context, node, context.declared.scopes.get(node) ?? scope, (offset) => spotOf(context, offset))
      : undefined;
  return { is: 'object', props: members(context, node, scope), spread: [], ...(fields === undefined ? {} : { fields }) };
};

/** What a class's instances (and the class itself: static members) hold; only one of it where only one is asked for. */
const members = (context: Context, node: Node, scope: Scope, only?: string): Prop[] => {
  if (node.type !== 'ClassDeclaration' && node.type !== 'ClassExpression') return [];
  const index = membersByKey(context, node, scope);
  const wanted = only === undefined ? [...index] : [[only, index.get(only) ?? []] as const];
  const props = wanted.flatMap(([key, held]) =>
    held.flatMap(({ node: from, scope: at, getter }): Prop[] => {
      const value = getter && from !== null ? getterValue(context, from) : evaluate(context, from, at);
      return value === undefined ? [] : [[key, value, undefined]];
    }),
  );
  if (node.superClass === null || (only !== undefined && props.length > 0)) return props;
  const base = evaluate(context, node.superClass, scope);
  return base?.is === 'object' ? [...base.props, ...props] : props;
};

type ClassNode = Extract<Node, { type: 'ClassDeclaration' | 'ClassExpression' }>;

const membersByKey = (context: Context, node: ClassNode, scope: Scope): ReadonlyMap<string, readonly ClassMember[]> => {
  const there = context.indexes.get(node);
  if (there !== undefined) return there;
  const index = new Map<string, ClassMember[]>();
  const add = (key: string, member: ClassMember): void => {
    const held = index.get(key);
    if (held === undefined) index.set(key, [member]);
    else if (held.length < 8) held.push(member);
  };
  context.indexes.set(node, index);
  const inner = context.declared.scopes.get(node) ?? scope;
  for (const each of node.body.body) {
    if (each.type === 'StaticBlock' || each.type === 'TSIndexSignature') continue;
    const key = keyOf(context, each.key as Node, each.computed, scope);
    const getter = each.type === 'MethodDefinition' && each.kind === 'get';
    if (key !== undefined) add(key, { node: each.value as Node | null, scope: inner, getter });
  }
  for (const { key, node: from, scope: at } of context.declared.fields.get(node) ?? []) add(key, { node: from, scope: at, getter: false });
  return index;
};

const getterValue = (context: Context, node: Node): Value | undefined => {
  const fn = context.declared.functions.get(node);
  return fn === undefined ? undefined : answerOf(context, fn);
};

/** What a function returns, in terms of its parameters. */
const answerOf = (context: Context, fn: FunctionRecord): Value | undefined => {
  if (fn.answer !== undefined) return fn.answer.known;
  if (fn.returns.length === 0 || fn.returns.length > 16) return undefined;
  if (fn.busy) {
    context.cycles++;
    return undefined;
  }
  const { cycles } = context;
  fn.busy = true;
  const known = oneOf(fn.returns.map(({ node, scope }) => evaluate(context, node, scope)));
  fn.busy = false;
  if (isFinal(context, cycles, fn)) fn.answer = { known };
  return known;
};
