/** What an expression stands for. Nothing is run: names are followed to what they were given, as far as the text says it. */

import { binary } from './arithmetic.ts';
import { identifier } from './bindings.ts';
import { narrowed } from './chosen-texts.ts';
import { classValue, getterValue, selfValue, singleton } from './class-members.ts';
import type { Context } from './context.ts';
import { isFinal } from './cycles.ts';
import type { Declared } from './declared.ts';
import { developmentSchema } from './development-schema.ts';
import { callValue } from './evaluate-call.ts';
import { baseOf, memberValue } from './evaluate-member.ts';
import { keyOf, spotOf } from './keys.ts';
import { moduleValue } from './modules.ts';
import type { FunctionRecord, Scope } from './scope.ts';
import type { Node } from './syntax.ts';
import { concatenated, elementOf, oneOf, type Prop, type Value } from './value.ts';

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
      return memberValue(context, node, scope);
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
      const chosen = narrowed(context, node, scope);
      const [consequent, alternate] = [
        evaluate(context, node.consequent, chosen?.consequent ?? scope),
        evaluate(context, node.alternate, chosen?.alternate ?? scope),
      ];
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

/** `a ?? b`: either. A side that is not known leaves what is known of the other. */
const logical = (left: Value | undefined, right: Value | undefined, operator: string): Value | undefined =>
  operator === '&&' ? (right ?? undefined) : left === undefined && right === undefined ? undefined : oneOf([left, right]);

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
