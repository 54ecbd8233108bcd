/** What is done with a value that was read: told by the expressions around it, from the inside out. */
import type { Use } from '../read.ts';
import type { Context } from './context.ts';
import type { Scope } from './scope.ts';
import type { Node } from './syntax.ts';
import type { Value } from './value.ts';

/** A use whose default may come from a parameter of the function around it. */
export type UseDraft = { -readonly [K in keyof Use]: Use[K] } & { fallback?: Value };

const PARSERS: Readonly<Record<string, Use['parse']>> = {
  parseInt: 'integer',
  'Number.parseInt': 'integer',
  BigInt: 'integer',
  Number: 'number',
  parseFloat: 'number',
  'Number.parseFloat': 'number',
  'JSON.parse': 'json',
  URL: 'url',
};
const ASSERTS = /^(?:assert|invariant|ok|assertDefined|required|ensure|nonNull|must)$/i;
const BOOLEAN_WORDS = new Set(['true', 'false', '1', '0', 'yes', 'no', 'on', 'off']);

/** `up` holds the nodes around `node`, the nearest last. */
export const useOf = (context: Context, node: Node, up: readonly Node[], scope: Scope): UseDraft => {
  const use: UseDraft = {};
  let at = node;
  for (let index = up.length - 1; index >= 0 && index >= up.length - 12; index--) {
    const around = up[index];
    if (around === undefined || !climb(context, use, at, around, up[index - 1], scope)) break;
    at = around;
  }
  return use;
};

/** One step outwards. False: what is further out does not concern the value. */
const climb = (context: Context, use: UseDraft, at: Node, around: Node, beyond: Node | undefined, scope: Scope): boolean => {
  switch (around.type) {
    case 'TSNonNullExpression':
      need(use, 'required', 'non-null');
      return true;
    case 'TSAsExpression':
    case 'TSSatisfiesExpression':
    case 'TSTypeAssertion':
    case 'ChainExpression':
    case 'ParenthesizedExpression':
      return true;
    case 'LogicalExpression':
      return logical(context, use, at, around, beyond, scope);
    case 'ConditionalExpression':
      if (around.test === at) {
        need(use, 'optional', 'tested');
        return false;
      }
      return true;
    case 'UnaryExpression':
      if (around.operator === '+') use.parse ??= 'number';
      if (around.operator === '!') return true;
      return false;
    case 'IfStatement':
      if (around.test !== at) return false;
      if (ends(around.consequent)) need(use, 'required', 'throws');
      else need(use, 'optional', 'tested');
      return false;
    case 'BinaryExpression':
      compared(context, use, at, around, scope);
      return true;
    case 'SwitchStatement':
      if (around.discriminant !== at) return false;
      equals(
        use,
        around.cases.flatMap(({ test }) => textsOf(context, test, scope)),
      );
      return false;
    case 'MemberExpression':
      return around.object === at && method(use, around, beyond);
    case 'CallExpression':
    case 'NewExpression':
      return called(context, use, at, around, scope);
    case 'AssignmentExpression':
      if (around.left === at && (around.operator === '??=' || around.operator === '||=')) fallback(context, use, around.right, scope);
      return false;
    default:
      return false;
  }
};

const need = (use: UseDraft, how: NonNullable<Use['need']>, because: NonNullable<Use['because']>): void => {
  if (use.need !== undefined) return;
  use.need = how;
  use.because = because;
};

type NodeOf<T extends Node['type']> = Extract<Node, { type: T }>;

const logical = (
  context: Context,
  use: UseDraft,
  at: Node,
  around: NodeOf<'LogicalExpression'>,
  beyond: Node | undefined,
  scope: Scope,
): boolean => {
  if (around.operator === '&&') {
    if (around.left === at) need(use, 'optional', 'tested');
    return around.right === at;
  }
  // `!a || !b` is a test of both: what is done about it is told further out.
  if (beyond?.type === 'IfStatement' || at.type === 'UnaryExpression') return true;
  if (around.left === at) fallback(context, use, around.right, scope);
  return true;
};

const fallback = (context: Context, use: UseDraft, node: Node, scope: Scope): void => {
  if (throws(node)) {
    need(use, 'required', 'throws');
    return;
  }
  if (use.need !== undefined || use.default !== undefined) return;
  const value = context.evaluate(node, scope);
  if (value?.is === 'literal') use.default = value.value;
  else if (value?.is === 'strings' && value.all.length === 1 && value.all[0] !== undefined) use.default = value.all[0];
  else if (value?.is === 'param') use.fallback = value;
  else if (value?.is === 'variable') {
    need(use, 'optional', 'tested');
    return;
  }
  if (value?.is !== 'param') need(use, 'optional', 'default');
};

/** `?? fail("...")`, and the like. */
const throws = (node: Node): boolean => {
  if (node.type !== 'CallExpression') return false;
  if (node.callee.type === 'ArrowFunctionExpression' || node.callee.type === 'FunctionExpression') {
    const { body } = node.callee;
    return body !== null && body.type === 'BlockStatement' && body.body.some((each) => each.type === 'ThrowStatement');
  }
  return node.callee.type === 'Identifier' && /^(?:fail|raise|panic|missing|throw)/i.test(node.callee.name);
};

/** Does this statement leave: by a throw, or by ending the process? */
export const ends = (node: Node): boolean => {
  if (node.type === 'ThrowStatement') return true;
  if (node.type === 'BlockStatement') return node.body.some(ends);
  if (node.type !== 'ExpressionStatement' || node.expression.type !== 'CallExpression') return false;
  const { callee } = node.expression;
  return callee.type === 'MemberExpression' && callee.property.type === 'Identifier' && ['exit', 'abort'].includes(callee.property.name);
};

const compared = (context: Context, use: UseDraft, at: Node, around: NodeOf<'BinaryExpression'>, scope: Scope): void => {
  if (!['===', '==', '!==', '!='].includes(around.operator)) return;
  const other = around.left === at ? around.right : around.left;
  const texts = textsOf(context, other, scope);
  if (texts.length === 1 && BOOLEAN_WORDS.has(texts[0]?.toLowerCase() ?? '')) use.parse ??= 'boolean';
  else if (texts.length > 0 && !texts.includes('')) equals(use, texts);
};

const textsOf = (context: Context, node: Node | null, scope: Scope): readonly string[] => {
  const value = node === null ? undefined : context.evaluate(node, scope);
  return value?.is === 'strings' ? value.all : [];
};

const equals = (use: UseDraft, texts: readonly string[]): void => {
  if (texts.length > 0) use.equals = [...new Set([...(use.equals ?? []), ...texts])];
};

/** `value.METHOD(...)`: true where the answer is still the value, more or less. */
const method = (use: UseDraft, around: NodeOf<'MemberExpression'>, beyond: Node | undefined): boolean => {
  if (around.computed || around.property.type !== 'Identifier' || beyond?.type !== 'CallExpression' || beyond.callee !== around)
    return false;
  const { name } = around.property;
  if (name === 'split') use.parse ??= 'list';
  return ['trim', 'toLowerCase', 'toUpperCase', 'toString', 'replace', 'replaceAll'].includes(name);
};

const calleeName = (node: Node): string => {
  if (node.type === 'Identifier') return node.name;
  if (node.type !== 'MemberExpression' || node.property.type !== 'Identifier') return '';
  return node.object.type === 'Identifier' && ['Number', 'JSON'].includes(node.object.name)
    ? `${node.object.name}.${node.property.name}`
    : node.property.name;
};

const called = (context: Context, use: UseDraft, at: Node, around: NodeOf<'CallExpression' | 'NewExpression'>, scope: Scope): boolean => {
  if (around.callee === at) return true;
  const name = calleeName(around.callee);
  const parse = PARSERS[name];
  if (parse !== undefined) {
    use.parse ??= parse;
    return parse !== 'url' && parse !== 'json';
  }
  if (name === 'String') return true;
  if (name === 'includes' && around.callee.type === 'MemberExpression') {
    const list = context.evaluate(around.callee.object, scope);
    if (list?.is === 'list') {
      const texts = list.items.flatMap((each) => (each?.is === 'strings' ? each.all : []));
      if (texts.length > 0 && texts.every((each) => BOOLEAN_WORDS.has(each.toLowerCase()))) use.parse ??= 'boolean';
      else equals(use, texts);
    }
    return false;
  }
  if (ASSERTS.test(name) && around.arguments[0] === at) need(use, 'required', 'throws');
  return false;
};

/** Two looks at one value: what the first does not know, the second may. */
export const mergeUse = (before: Use, more: Use): Use => {
  const required = before.need === 'required' ? before : more.need === 'required' ? more : before.need === undefined ? more : before;
  return {
    ...more,
    ...before,
    ...(required.need === undefined ? {} : { need: required.need }),
    ...(required.because === undefined ? {} : { because: required.because }),
    ...(before.equals === undefined && more.equals === undefined
      ? {}
      : { equals: [...new Set([...(before.equals ?? []), ...(more.equals ?? [])])] }),
  };
};
