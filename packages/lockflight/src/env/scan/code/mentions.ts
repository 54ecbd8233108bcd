/** `const x = process.env.X`: what is done with `x` later is done with X. */
import { isService } from './handed-bindings.ts';
import { lookUp, type Scope } from './scope.ts';
import { type Lengths, plain, type Sink, since } from './sink.ts';
import type { Node } from './syntax.ts';
import { mergeUse, useOf } from './use.ts';

/** `const x = process.env.X`: what is done with `x` later is done with X. */
export const named = (sink: Sink, before: Lengths, up: readonly Node[], scope: Scope): void => {
  if (sink.reads.length === before.reads && sink.effects.length === before.effects && sink.calls.length === before.calls) return;
  const fresh = since(sink, before);
  const around = up.findLast((each) => !passes(each));
  if (around?.type !== 'VariableDeclarator' || around.id.type !== 'Identifier') return;
  const binding = lookUp(scope, around.id.name);
  if (binding !== undefined) sink.named.set(binding, [...(sink.named.get(binding) ?? []), ...fresh]);
};

/** `.trim()` and its like change nothing that matters here. */
const passes = (node: Node): boolean =>
  PASSING.has(node.type) ||
  (node.type === 'MemberExpression' && isTrim(node)) ||
  (node.type === 'CallExpression' && node.callee.type === 'MemberExpression' && isTrim(node.callee));

const isTrim = (node: Extract<Node, { type: 'MemberExpression' }>): boolean =>
  node.property.type === 'Identifier' && ['trim', 'toLowerCase', 'toUpperCase', 'toString'].includes(node.property.name);

const PASSING = new Set(['TSNonNullExpression', 'TSAsExpression', 'TSSatisfiesExpression', 'ChainExpression', 'ParenthesizedExpression']);

/** A name that a read was given to. */
export const mention = (sink: Sink, node: Extract<Node, { type: 'Identifier' }>, scope: Scope, up: readonly Node[]): void => {
  if (sink.named.size === 0) return;
  const binding = lookUp(scope, node.name);
  const held = binding === undefined ? undefined : sink.named.get(binding);
  if (held === undefined) return;
  const use = plain(useOf(sink.context, node, up, scope));
  for (const { list, index } of held) {
    const there = list[index];
    if (there === undefined) continue;
    list[index] = { ...there, use: mergeUse(there.use, use) };
    if ('via' in there && there.via === 'handed' && 'name' in there && isService(node, up)) sink.bindings.add(String(there.name));
  }
};
