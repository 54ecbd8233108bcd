/** What the instances of a class hold, and the class itself: fields, getters, what is assigned to `this`. */
import { classFields } from './class-fields.ts';
import type { ClassMember, Context } from './context.ts';
import { keyOf, spotOf } from './keys.ts';
import type { FunctionRecord, Scope } from './scope.ts';
import type { Node } from './syntax.ts';
import { injectedNode } from './type-names.ts';
import type { Prop, Value } from './value.ts';

export const selfValue = (context: Context, node: Node, scope: Scope): Value | undefined =>
  node.type === 'ObjectExpression' ? context.evaluate(node, scope) : { is: 'object', props: members(context, node, scope), spread: [] };

export const classValue = (context: Context, node: Node, scope: Scope): Value => {
  const fields =
    node.type === 'ClassDeclaration' || node.type === 'ClassExpression'
      ? classFields(context, node, context.declared.scopes.get(node) ?? scope, (offset) => spotOf(context, offset))
      : undefined;
  return { is: 'object', props: members(context, node, scope), spread: [], ...(fields === undefined ? {} : { fields }) };
};

/** What a class's instances (and the class itself: static members) hold; only one of it where only one is asked for. */
export const members = (context: Context, node: Node, scope: Scope, only?: string): Prop[] => {
  if (node.type !== 'ClassDeclaration' && node.type !== 'ClassExpression') return [];
  const index = membersByKey(context, node, scope);
  const wanted = only === undefined ? [...index] : [[only, index.get(only) ?? []] as const];
  const props = wanted.flatMap(([key, held]) =>
    held.flatMap(({ node: from, scope: at, getter }): Prop[] => {
      const value = getter && from !== null ? getterValue(context, from) : context.evaluate(from, at);
      return value === undefined ? [] : [[key, value, undefined]];
    }),
  );
  if (node.superClass === null || (only !== undefined && props.length > 0)) return props;
  const base = context.evaluate(node.superClass, scope);
  return base?.is === 'object' ? [...base.props, ...props] : props;
};

type ClassNode = Extract<Node, { type: 'ClassDeclaration' | 'ClassExpression' }>;

const membersByKey = (context: Context, node: ClassNode, scope: Scope): ReadonlyMap<string, readonly ClassMember[]> => {
  const there = context.indexes.get(node);
  if (there !== undefined) return there;
  const index = new Map<string, ClassMember[]>();
  const add = (key: string, member: ClassMember): void => {
    if (isOwnInstance(node, member.node)) return;
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
    if (key !== undefined) add(key, { node: (each.value as Node | null) ?? injectedNode(each), scope: inner, getter });
  }
  for (const { key, node: from, scope: at } of context.declared.fields.get(node) ?? []) add(key, { node: from, scope: at, getter: false });
  return index;
};

export const getterValue = (context: Context, node: Node): Value | undefined => {
  const fn = context.declared.functions.get(node);
  return fn === undefined ? undefined : context.answerOf(fn);
};

/** `static instance = new Settings()` in Settings: to look at it would be to look at the class again. */
const isOwnInstance = ({ id }: ClassNode, held: Node | null): boolean => {
  if (id === null || held === null) return false;
  const name = held.type === 'NewExpression' ? held.callee : held;
  return name.type === 'Identifier' && name.name === id.name;
};

/** What a class hands out as its one instance: `return Settings.instance`, which somebody gave a value somewhere. */
export const singleton = (context: Context, { outer, returns }: FunctionRecord): Value | undefined => {
  const { self } = outer;
  if (self === undefined || (self.node.type !== 'ClassDeclaration' && self.node.type !== 'ClassExpression')) return undefined;
  const isIt = ({ node }: { readonly node: Node }): boolean =>
    node.type === 'TSNonNullExpression'
      ? isIt({ node: node.expression })
      : node.type === 'MemberExpression' &&
        /^#?_*(?:instance|singleton|shared)$/i.test('name' in node.property ? String(node.property.name) : '');
  return returns.some(isIt) ? classValue(context, self.node, self.scope) : undefined;
};
