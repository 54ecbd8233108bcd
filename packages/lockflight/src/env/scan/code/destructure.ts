/** Reads by destructuring: `const { A, B: b = "x" } = process.env`, and the same of a parameter. */
import { keyOf } from './keys.ts';
import { look } from './look.ts';
import { lookUp, type Scope } from './scope.ts';
import { lengths, type Sink, since } from './sink.ts';
import type { FunctionNode, Node } from './syntax.ts';
import type { UseDraft } from './use.ts';
import { alternatives, memberOf, type Value } from './value.ts';

export const declarator = (sink: Sink, node: Extract<Node, { type: 'VariableDeclarator' }>, scope: Scope): void => {
  if (node.id.type === 'ObjectPattern') destructure(sink, node.id, sink.context.evaluate(node.init, scope), scope);
};

type PatternNode = Extract<Node, { type: 'ObjectPattern' }>;

/** `{A, B: b = "x", env: {C}} = value`. */
export const destructure = (sink: Sink, pattern: PatternNode, value: Value | undefined, scope: Scope): void => {
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
export const params = (sink: Sink, node: FunctionNode, scope: Scope): void => {
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
