/** What stands under a key: of an object, of `this`, of what a class takes from another. */
import { CONFIG_SERVICE, isBare, isConfigService } from './bindings.ts';
import { members } from './class-members.ts';
import type { Context } from './context.ts';
import { isHandedMember, withHanded } from './handed-environment.ts';
import { ownExport } from './own-export.ts';
import type { Scope } from './scope.ts';
import type { Node } from './syntax.ts';
import { elementOf, memberOf, oneOf, partOf, type Value } from './value.ts';

export const memberValue = (context: Context, node: Extract<Node, { type: 'MemberExpression' }>, scope: Scope): Value | undefined => {
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

/** The class that the one around extends. */
export const baseOf = (context: Context, { self }: Scope): Value | undefined =>
  isDerived(self?.node) ? context.evaluate(self?.node.superClass, self?.scope as Scope) : undefined;

type ClassNode = Extract<Node, { type: 'ClassDeclaration' | 'ClassExpression' }>;

const isDerived = (node: Node | undefined): node is ClassNode =>
  (node?.type === 'ClassDeclaration' || node?.type === 'ClassExpression') && node.superClass !== null;

const memberOfValue = (context: Context, node: Extract<Node, { type: 'MemberExpression' }>, scope: Scope): Value | undefined => {
  const of = context.evaluate(node.object, scope);
  if (of === undefined) return undefined;
  if (!node.computed) return memberOf(of, node.property.type === 'PrivateIdentifier' ? `#${node.property.name}` : node.property.name);
  const key = context.evaluate(node.property as Node, scope);
  if (key?.is === 'strings') return oneOf(key.all.map((each) => memberOf(of, each)));
  if (key?.is === 'literal') return memberOf(of, String(key.value));
  // Any of them: a constant table of names, looked into.
  if (of.is === 'object' && of.spread.length === 0) return oneOf(of.props.map(([, value]) => value));
  return of.is === 'param' ? elementOf(of) : partOf(of, 'element');
};
