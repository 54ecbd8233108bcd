/**
 * Effect's `Config.string('HOST').pipe(Config.nested('DB'))` reads `DB_HOST`: what stands around a reader says what its names begin with. Forms: `pipe` as a method and as
 * a function, `Config.nested(config, 'DB')`, and groups of several (`Config.all({...})`) that are nested as a whole. Pure.
 */
import type { Context } from './context.ts';
import type { Scope } from './scope.ts';
import type { Node } from './syntax.ts';
import { concatenated, type Value } from './value.ts';

/** The name that a reader is given, with all that it is nested in. `up`: the nodes around its call, the nearest last. */
export const nestedName = (context: Context, node: Node, up: readonly Node[], scope: Scope, name: Value | undefined): Value | undefined => {
  let at = node;
  let full = name;
  for (const around of up.toReversed()) {
    if (/^(?:ArrowFunctionExpression|FunctionExpression|FunctionDeclaration)$/.test(around.type)) break;
    if (around.type === 'CallExpression')
      for (const prefix of prefixesOf(context, around, at, scope))
        full = prefix === undefined ? undefined : concatenated([prefix, UNDER, full]);
    at = around;
  }
  return full;
};

const UNDER: Value = { is: 'strings', all: ['_'] };

/** The innermost first; undefined: a name that is not known. */
const prefixesOf = (
  context: Context,
  call: Extract<Node, { type: 'CallExpression' }>,
  inner: Node,
  scope: Scope,
): readonly (Value | undefined)[] => {
  const { callee, arguments: args } = call;
  if (isNested(callee) && args.length === 2) return args[0] === inner ? [textOf(context, args[1], scope)] : [];
  const piped =
    callee === inner && callee.type === 'MemberExpression' && callee.property.type === 'Identifier' && callee.property.name === 'pipe'
      ? args
      : callee.type === 'Identifier' && callee.name === 'pipe' && args[0] === inner
        ? args.slice(1)
        : [];
  return piped.flatMap((each) =>
    each.type === 'CallExpression' && isNested(each.callee) && each.arguments.length === 1
      ? [textOf(context, each.arguments[0], scope)]
      : [],
  );
};

const isNested = (callee: Node): boolean =>
  callee.type === 'MemberExpression' && !callee.computed && callee.property.type === 'Identifier' && callee.property.name === 'nested';

const textOf = (context: Context, node: Node | undefined, scope: Scope): Value | undefined => {
  const value = node === undefined ? undefined : context.evaluate(node, scope);
  return value?.is === 'strings' ? value : undefined;
};
