/** `exports.NAMES` where the file itself asks for what it hands out, as CommonJS does. */
import { originValue } from './bindings.ts';
import type { Context } from './context.ts';
import { lookUp, type Scope } from './scope.ts';
import type { Node } from './syntax.ts';
import { oneOf, type Value } from './value.ts';

/** As many as one name is given values in one file; compilers first write `exports.NAMES = void 0`. */
const MOST = 8;

/** Undefined: the expression is something else, or nothing is known of it. */
export const ownExport = (context: Context, node: Extract<Node, { type: 'MemberExpression' }>, scope: Scope): Value | undefined => {
  const { object, property } = node;
  if (object.type !== 'Identifier' || object.name !== 'exports' || node.computed || property.type !== 'Identifier') return undefined;
  if (lookUp(scope, 'exports') !== undefined) return undefined;
  const known = context.declared.exports
    .filter(({ name }) => name === property.name)
    .slice(0, MOST)
    .flatMap(({ from }) => ('kind' in from ? (originValue(context, from) ?? []) : []));
  return oneOf(known);
};
