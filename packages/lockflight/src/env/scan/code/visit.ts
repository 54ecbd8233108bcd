/** The second walk over a file: every place that looks into the environment, and every call that might. */
import { recordCall } from './calls.ts';
import { declarator, destructure, params } from './destructure.ts';
import { handedNames, isService } from './handed-bindings.ts';
import { imports } from './import-reads.ts';
import { enumerated, isLookedInto, isOpen, look } from './look.ts';
import { mention, named } from './mentions.ts';
import { optionNames } from './option-reads.ts';
import type { Scope } from './scope.ts';
import { lengths, record, type Sink } from './sink.ts';
import { isUpperName } from './summary.ts';
import { eachChild, type Node } from './syntax.ts';
import { useOf } from './use.ts';
import { alternatives, type Value } from './value.ts';

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
      for (const { name, at } of optionNames(node, up.at(-1))) record(sink, name, at, 'option', {});
      break;
    case 'CallExpression':
    case 'NewExpression':
      recordCall(sink, node, scope, up);
      break;
    default:
  }
  up.push(node);
  // The methods of an object know it as `this`; what else is written in it does not.
  const isOwn = (child: Node): boolean =>
    node.type !== 'ObjectExpression' || (child.type === 'Property' && (child.method || child.kind !== 'init'));
  eachChild(node, (child) => visit(sink, child, isOwn(child) ? inner : scope, up));
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
  if (isService(node, up)) for (const name of handedNames(sink, before)) sink.bindings.add(name);
  named(sink, before, up, scope);
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
