/** The names of a file and where their values come from: one walk that declares everything, so that a use may stand before its declaration. */

import type { Node } from './syntax.ts';
import type { FunctionId, Value } from './value.ts';

/** A step of a destructuring: a key (an expression where it is computed), or the rest. */
export interface Step {
  readonly key?: string;
  readonly computed?: Node;
  readonly rest?: true;
  readonly fallback?: Node;
}

/** Where a binding's value comes from. */
export type Origin =
  | { readonly kind: 'node'; readonly node: Node; readonly scope: Scope; readonly path: readonly Step[] }
  /** An element of a list, or (`keys`) a key of an object. */
  | { readonly kind: 'element'; readonly of: Node; readonly scope: Scope; readonly path: readonly Step[]; readonly keys?: true }
  | {
      readonly kind: 'param';
      readonly fn: FunctionRecord;
      readonly index: number;
      readonly scope: Scope;
      readonly path: readonly Step[];
      readonly fallback?: Node;
      readonly typeName?: string;
      /** All arguments from this one on. */
      readonly rest?: true;
    }
  | { readonly kind: 'value'; readonly value: Value | undefined }
  /** What the type says, where nothing else tells. */
  | { readonly kind: 'typed'; readonly typeName: string; readonly scope: Scope }
  | { readonly kind: 'function'; readonly fn: FunctionRecord }
  | { readonly kind: 'class'; readonly node: Node; readonly scope: Scope };

export interface Binding {
  readonly name: string;
  readonly origins: Origin[];
  /** Being looked at: a definition in terms of itself has no value. */
  busy: boolean;
  value?: { readonly known: Value | undefined };
}

export interface FunctionRecord {
  readonly id: FunctionId;
  readonly node: Node;
  readonly params: number;
  /** `list.forEach(HERE)`: what the first parameter is an element of. */
  readonly elementsOf?: Node;
  /** Which parameter that is. */
  readonly elementAt?: number;
  readonly outer: Scope;
  scope?: Scope;
  readonly returns: { readonly node: Node; readonly scope: Scope }[];
  busy: boolean;
  answer?: { readonly known: Value | undefined };
}

export interface Scope {
  readonly parent: Scope | undefined;
  readonly names: Map<string, Binding>;
  /** The function whose body this is. */
  readonly fn: FunctionRecord | undefined;
  /** What `this` is: a class or an object literal. */
  readonly self: { readonly node: Node; readonly scope: Scope } | undefined;
}

export const newScope = (parent: Scope | undefined, fn = parent?.fn, self = parent?.self): Scope => ({
  parent,
  names: new Map(),
  fn,
  self,
});

export const lookUp = (scope: Scope | undefined, name: string): Binding | undefined => {
  for (let at = scope; at !== undefined; at = at.parent) {
    const found = at.names.get(name);
    if (found !== undefined) return found;
  }
  return undefined;
};

export const bind = (scope: Scope, name: string, origin: Origin | undefined): void => {
  const there = scope.names.get(name);
  if (there === undefined) scope.names.set(name, { name, origins: origin === undefined ? [] : [origin], busy: false });
  else if (origin !== undefined) there.origins.push(origin);
};
