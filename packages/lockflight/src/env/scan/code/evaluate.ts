/** What an expression stands for. Nothing is run: names are followed to what they were given, as far as the text says it. */
import { CONFIG_SERVICE, identifier, isBare, isConfigService } from './bindings.ts';
import { classValue, getterValue, members, selfValue, singleton } from './class-members.ts';
import type { Context } from './context.ts';
import { isFinal } from './cycles.ts';
import type { Declared } from './declared.ts';
import { developmentSchema } from './development-schema.ts';
import { callValue } from './evaluate-call.ts';
import { isHandedMember, withHanded } from './handed-environment.ts';
import { keyOf, spotOf } from './keys.ts';
import { moduleValue } from './modules.ts';
import { ownExport } from './own-export.ts';
import type { FunctionRecord, Scope } from './scope.ts';
import type { Node } from './syntax.ts';
import { concatenated, elementOf, memberOf, oneOf, type Prop, partOf, type Value } from './value.ts';

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
    case 'ConditionalExpression': {
      const [consequent, alternate] = [evaluate(context, node.consequent, scope), evaluate(context, node.alternate, scope)];
      return developmentSchema(node.test, consequent, alternate) ?? oneOf([consequent, alternate]);
    }
    case 'LogicalExpression':
      return logical(evaluate(context, node.left, scope), evaluate(context, node.right, scope), node.operator);
    case 'BinaryExpression':
      return binary(node.operator, evaluate(context, node.left, scope), evaluate(context, node.right, scope));
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
          return spread?.is === 'list' ? [...spread.items] : [elementOf(spread)];
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
    case 'Super':
      return baseOf(context, scope);
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

/** `24 * 60 * 60`, and texts side by side. */
const binary = (operator: string, left: Value | undefined, right: Value | undefined): Value | undefined => {
  if (left?.is === 'literal' && right?.is === 'literal' && typeof left.value === 'number' && typeof right.value === 'number') {
    const value = computed(operator, left.value, right.value);
    return value === undefined || !Number.isFinite(value) ? undefined : { is: 'literal', value };
  }
  return operator === '+' ? concatenated([left, right]) : undefined;
};

const computed = (operator: string, left: number, right: number): number | undefined => {
  switch (operator) {
    case '+':
      return left + right;
    case '-':
      return left - right;
    case '*':
      return left * right;
    case '/':
      return left / right;
    case '**':
      return left ** right;
    default:
      return undefined;
  }
};

/** `a ?? b`: either. A side that is not known leaves what is known of the other. */
const logical = (left: Value | undefined, right: Value | undefined, operator: string): Value | undefined =>
  operator === '&&' ? (right ?? undefined) : left === undefined && right === undefined ? undefined : oneOf([left, right]);

const member = (context: Context, node: Extract<Node, { type: 'MemberExpression' }>, scope: Scope): Value | undefined => {
  // Of `this`, only what is asked for: a class knows too much to be looked at whole each time.
  if (node.object.type === 'ThisExpression' && !node.computed && scope.self !== undefined && scope.self.node.type !== 'ObjectExpression') {
    const key = node.property.type === 'PrivateIdentifier' ? `#${node.property.name}` : node.property.name;
    const own: Value = { is: 'object', props: members(context, scope.self.node, scope.self.scope, key), spread: [] };
    const known = memberOf(own, key);
    if ((known === undefined || isBare(known)) && isConfigService(key)) return CONFIG_SERVICE;
    // `class Room extends DurableObject`: the base holds what the platform hands over.
    return known ?? inherited(context, scope, key);
  }
  const given = ownExport(context, node, scope);
  if (given !== undefined) return given;
  if (isHandedMember(node)) return withHanded(memberOfValue(context, node, scope));
  return memberOfValue(context, node, scope);
};

/** What a class takes from one that another file, or a package, declares. */
const inherited = (context: Context, scope: Scope, key: string): Value | undefined => {
  if (!isDerived(scope.self?.node)) return undefined;
  const base = baseOf(context, scope);
  const known = base !== undefined && (base.is === 'import' || base.is === 'member') ? memberOf(base, key) : undefined;
  return key === 'env' ? withHanded(known) : known;
};

const baseOf = (context: Context, { self }: Scope): Value | undefined =>
  isDerived(self?.node) ? evaluate(context, self?.node.superClass, self?.scope as Scope) : undefined;

type ClassNode = Extract<Node, { type: 'ClassDeclaration' | 'ClassExpression' }>;

const isDerived = (node: Node | undefined): node is ClassNode =>
  (node?.type === 'ClassDeclaration' || node?.type === 'ClassExpression') && node.superClass !== null;

const memberOfValue = (context: Context, node: Extract<Node, { type: 'MemberExpression' }>, scope: Scope): Value | undefined => {
  const of = evaluate(context, node.object, scope);
  if (of === undefined) return undefined;
  if (!node.computed) return memberOf(of, node.property.type === 'PrivateIdentifier' ? `#${node.property.name}` : node.property.name);
  const key = evaluate(context, node.property as Node, scope);
  if (key?.is === 'strings') return oneOf(key.all.map((each) => memberOf(of, each)));
  if (key?.is === 'literal') return memberOf(of, String(key.value));
  // Any of them: a constant table of names, looked into.
  if (of.is === 'object' && of.spread.length === 0) return oneOf(of.props.map(([, value]) => value));
  return of.is === 'param' ? elementOf(of) : partOf(of, 'element');
};

const object = (context: Context, node: Extract<Node, { type: 'ObjectExpression' }>, scope: Scope): Value | undefined => {
  const props: Prop[] = [];
  const spread: Value[] = [];
  for (const each of node.properties) {
    if (each.type === 'SpreadElement') {
      const value = evaluate(context, each.argument, scope);
      // What stands behind a condition may be there or not.
      if (value !== undefined)
        spread.push(value.is === 'object' && isConditional(each.argument) ? (oneOf([value, undefined]) ?? value) : value);
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
      props.push([
        key,
        value ?? unknown(key, each.value as Node),
        ENV_LIKE.test(key) || key === 'env' ? spotOf(context, each.start) : undefined,
      ]);
  }
  // `{...process.env}` is the environment, and a little more.
  const env = spread.find((value) => value.is === 'env');
  return env !== undefined ? env : { is: 'object', props, spread };
};

const OPAQUE: Value = { is: 'opaque' };
const NOTHING: Value = { is: 'opaque', nothing: true };
const CONSTRUCTORS = new Set(['String', 'Number', 'Boolean', 'Array', 'Object', 'RegExp']);

/** `default: null` is known to be nothing; convict's `format: String` is as good as its name. */
const unknown = (key: string, node: Node): Value => {
  if (node.type === 'Literal' && node.raw === 'null') return NOTHING;
  if (node.type !== 'Identifier') return OPAQUE;
  if (node.name === 'undefined') return NOTHING;
  return key === 'format' && CONSTRUCTORS.has(node.name) ? { is: 'strings', all: [node.name] } : OPAQUE;
};

const isConditional = (node: Node): boolean =>
  node.type === 'ParenthesizedExpression'
    ? isConditional(node.expression)
    : node.type === 'ConditionalExpression' || (node.type === 'LogicalExpression' && node.operator === '&&');

const ENV_LIKE = /^[A-Z_][A-Z0-9_]*$/;

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
  const known = oneOf(fn.returns.map(({ node, scope }) => evaluate(context, node, scope))) ?? singleton(context, fn);
  fn.busy = false;
  if (isFinal(context, cycles, fn)) fn.answer = { known };
  return known;
};
