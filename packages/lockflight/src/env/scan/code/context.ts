/** What is known of the file that is being read. Evaluation is handed in, so that who needs it need not know its rooms. */
import type { Declared } from './declared.ts';
import type { FunctionRecord, Scope } from './scope.ts';
import type { Node } from './syntax.ts';
import type { Value } from './value.ts';

export interface Context {
  readonly file: string;
  readonly declared: Declared;
  /** Line and column (both from 1) of an offset. */
  readonly placeOf: (offset: number) => { readonly line: number; readonly column: number };
  /** What an expression stands for. */
  readonly evaluate: (node: Node | null | undefined, scope: Scope) => Value | undefined;
  /** What a function returns, in terms of its parameters. */
  readonly answerOf: (fn: FunctionRecord) => Value | undefined;
  /** How deep the present question is. */
  depth: number;
  /** Steps that the present question may still take: a bundle can be written so that every answer needs all others. */
  fuel: number;
  /** How often a definition in terms of itself was met: an answer found on the way to one is kept only the second time. */
  cycles: number;
  readonly tried: Set<object>;
  /** The members of a class by their names. */
  readonly indexes: Map<Node, ReadonlyMap<string, readonly ClassMember[]>>;
  readonly kept: Map<Node, { readonly known: Value | undefined }>;
}

/** What stands under a key of a class: a node, evaluated there, or a getter. */
export interface ClassMember {
  readonly node: Node | null;
  readonly scope: Scope;
  readonly getter: boolean;
}

export type CallNode = Extract<Node, { type: 'CallExpression' | 'NewExpression' }>;

/** The first arguments of a call; what is spread is not known. */
export const argumentsOf = (context: Context, node: CallNode, scope: Scope): readonly (Value | undefined)[] =>
  node.arguments.slice(0, 6).map((each) => (each.type === 'SpreadElement' ? undefined : context.evaluate(each, scope)));

export const functionOf = (context: Context, id: string): FunctionRecord | undefined => {
  for (const fn of context.declared.functions.values()) if (fn.id === id) return fn;
  return undefined;
};
