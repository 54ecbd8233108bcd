/** What the first walk over a file knows when it is done, and what it keeps on the way. */
import type { Binding, FunctionRecord, Origin, Scope } from './scope.ts';
import type { Node } from './syntax.ts';

export interface ExportRecord {
  readonly name: string;
  /** A declared name with all that is ever assigned to it, or an expression. */
  readonly from: Binding | Origin;
}

export interface Declared {
  readonly root: Scope;
  /** The scope that a node opens. */
  readonly scopes: ReadonlyMap<Node, Scope>;
  readonly functions: ReadonlyMap<Node, FunctionRecord>;
  readonly exports: readonly ExportRecord[];
  /** `export * from`. */
  readonly stars: readonly string[];
  /** Every module that is imported for its values. */
  readonly imports: readonly string[];
  /** `this.key = value`, by the class or object. */
  readonly fields: ReadonlyMap<Node, readonly { readonly key: string; readonly node: Node; readonly scope: Scope }[]>;
}

export interface Walk {
  readonly file: string;
  readonly scopes: Map<Node, Scope>;
  readonly functions: Map<Node, FunctionRecord>;
  readonly exports: ExportRecord[];
  readonly stars: string[];
  readonly imports: string[];
  readonly fields: Map<Node, { key: string; node: Node; scope: Scope }[]>;
  /** Assignments wait until every name is declared. */
  readonly assignments: { readonly left: Node; readonly right: Node; readonly scope: Scope }[];
}
