/**
 * `key.startsWith('APP_') ? key : `APP_${key}``: a condition about a text, put to each text that it may be. What is handed over later keeps the condition until it
 * is told (`kept`); what is never told satisfies nothing. Pure.
 */

import { bindingValue } from './bindings.ts';
import type { Context } from './context.ts';
import { lookUp, newScope, type Scope } from './scope.ts';
import type { Node } from './syntax.ts';
import type { TextTest } from './text-test.ts';
import { alternatives, keptOf } from './value.ts';

type Conditional = Extract<Node, { type: 'ConditionalExpression' }>;

interface Asked {
  readonly name: string;
  readonly test: TextTest;
}

/** The scopes of both branches, with the name that the condition is about narrowed. Undefined: the condition is about something else. */
export const narrowed = (
  context: Context,
  { test }: Conditional,
  scope: Scope,
): { readonly consequent: Scope; readonly alternate: Scope } | undefined => {
  const asked = conditionOf(context, test, scope);
  const binding = asked === undefined ? undefined : lookUp(scope, asked.name);
  if (asked === undefined || binding === undefined) return undefined;
  const value = bindingValue(context, binding);
  if (value === undefined || !alternatives(value).every(({ is }) => is === 'strings' || is === 'param' || is === 'part' || is === 'kept'))
    return undefined;
  const branch = (holds: boolean): Scope => {
    const inner = newScope(scope);
    const known = keptOf(value, holds ? asked.test : { ...asked.test, not: asked.test.not !== true });
    inner.names.set(asked.name, { name: asked.name, origins: [{ kind: 'value', value: known }], busy: false, value: { known } });
    return inner;
  };
  return { consequent: branch(true), alternate: branch(false) };
};

const HOW: Readonly<Record<string, TextTest['how']>> = {
  includes: 'includes',
  startsWith: 'starts',
  endsWith: 'ends',
};

const conditionOf = (context: Context, node: Node, scope: Scope): Asked | undefined => {
  switch (node.type) {
    case 'ParenthesizedExpression':
      return conditionOf(context, node.expression, scope);
    case 'UnaryExpression': {
      const inner = node.operator === '!' ? conditionOf(context, node.argument, scope) : undefined;
      return inner === undefined ? undefined : { ...inner, test: { ...inner.test, not: inner.test.not !== true } };
    }
    case 'CallExpression':
      return called(context, node, scope);
    case 'BinaryExpression':
      return compared(context, node, scope);
    default:
      return undefined;
  }
};

/** `key.includes('X')`, `/^X/.test(key)`. */
const called = (
  context: Context,
  { callee, arguments: args }: Extract<Node, { type: 'CallExpression' }>,
  scope: Scope,
): Asked | undefined => {
  const [first] = args;
  if (callee.type !== 'MemberExpression' || callee.computed || callee.property.type !== 'Identifier' || args.length !== 1) return undefined;
  if (first === undefined || first.type === 'SpreadElement') return undefined;
  const method = callee.property.name;
  if (method === 'test' && first.type === 'Identifier') {
    const pattern = context.evaluate(callee.object, scope);
    const test = pattern?.is === 'pattern' ? testOf(pattern.source) : undefined;
    return test === undefined ? undefined : { name: first.name, test };
  }
  const how = Object.hasOwn(HOW, method) ? HOW[method] : undefined;
  const text = constant(context, first, scope);
  if (how === undefined || text === undefined || callee.object.type !== 'Identifier') return undefined;
  return { name: callee.object.name, test: { how, text } };
};

/** A pattern of plain letters, held at its ends or not. Others are not tried: a stranger's pattern may take for ever. */
const testOf = (source: string): TextTest | undefined => {
  const [, start, text, end] = /^(\^?)([\w-]+)(\$?)$/.exec(source) ?? [];
  if (text === undefined) return undefined;
  return { how: start === '' ? (end === '' ? 'includes' : 'ends') : end === '' ? 'starts' : 'is', text };
};

/** `key === 'X'`, `key.indexOf('X') === 0`, `key.indexOf('X') > -1`. */
const compared = (context: Context, node: Extract<Node, { type: 'BinaryExpression' }>, scope: Scope): Asked | undefined => {
  const { left, operator, right } = node;
  if (left.type === 'PrivateIdentifier') return undefined;
  const equal = /^={2,3}$/.test(operator);
  if (left.type === 'Identifier' && (equal || /^!==?$/.test(operator))) {
    const text = constant(context, right, scope);
    return text === undefined ? undefined : { name: left.name, test: { how: 'is', text, ...(equal ? {} : { not: true }) } };
  }
  if (left.type !== 'CallExpression' || left.callee.type !== 'MemberExpression' || left.callee.object.type !== 'Identifier')
    return undefined;
  const { property, object } = left.callee;
  const [first] = left.arguments;
  if (property.type !== 'Identifier' || property.name !== 'indexOf' || left.arguments.length !== 1) return undefined;
  const text = first === undefined || first.type === 'SpreadElement' ? undefined : constant(context, first, scope);
  const found = POSITIONS[`${operator.replace(/^([!=]=)=$/, '$1')}${numberOf(context, right, scope) ?? ''}`];
  return text === undefined || found === undefined ? undefined : { name: object.name, test: { ...found, text } };
};

const POSITIONS: Readonly<Record<string, Omit<TextTest, 'text'>>> = {
  '>-1': { how: 'includes' },
  '>=0': { how: 'includes' },
  '!=-1': { how: 'includes' },
  '==-1': { how: 'includes', not: true },
  '<0': { how: 'includes', not: true },
  '==0': { how: 'starts' },
  '!=0': { how: 'starts', not: true },
};

const numberOf = (context: Context, node: Node, scope: Scope): number | undefined => {
  const value = context.evaluate(node, scope);
  return value?.is === 'literal' && typeof value.value === 'number' ? value.value : undefined;
};

const constant = (context: Context, node: Node, scope: Scope): string | undefined => {
  const value = context.evaluate(node, scope);
  return value?.is === 'strings' && value.all.length === 1 ? value.all[0] : undefined;
};
