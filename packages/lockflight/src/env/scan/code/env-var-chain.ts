/** env-var says in methods what others say in schemas: `.required().asPortNumber()`. What stands behind a call, read from the inside out. */
import type { Use } from '../read.ts';
import type { CallNode, Context } from './context.ts';
import type { Scope } from './scope.ts';
import type { Call } from './summary.ts';
import type { Node } from './syntax.ts';

type Chain = NonNullable<Call['chain']>;

/** Undefined: no method that is one of its own. `up`: the nodes around the call, the nearest last. */
export const envVarChain = (
  context: Context,
  up: readonly Node[],
  scope: Scope,
): { readonly use: Use; readonly chain: Chain } | undefined => {
  const use: { -readonly [K in keyof Use]: Use[K] } = {};
  const chain: Chain[number][] = [];
  for (let index = up.length - 1; index > 0; index -= 2) {
    const at = up[index];
    const around = up[index - 1];
    if (at?.type !== 'MemberExpression' || around?.type !== 'CallExpression' || at.property.type !== 'Identifier') break;
    const { name } = at.property;
    if (!/^(?:required|default|example|convertFromBase64|as[A-Z]\w*)$/.test(name)) break;
    said(context, use, name, around, scope);
    const values = name === 'asEnum' ? textsOf(context, around, scope) : undefined;
    chain.push(values === undefined ? { name } : { name, values });
  }
  return chain.length === 0 ? undefined : { use, chain };
};

const said = (context: Context, use: { -readonly [K in keyof Use]: Use[K] }, name: string, call: CallNode, scope: Scope): void => {
  const [argument] = call.arguments;
  if (name === 'required') {
    if (argument?.type !== 'Literal' || argument.value !== false) Object.assign(use, { need: 'required', because: 'schema' });
    return;
  }
  if (name === 'default') {
    const value = argument === undefined || argument.type === 'SpreadElement' ? undefined : context.evaluate(argument, scope);
    const held = value?.is === 'literal' ? value.value : value?.is === 'strings' && value.all.length === 1 ? value.all[0] : undefined;
    Object.assign(use, { need: 'optional', because: 'default', ...(held === undefined ? {} : { default: held }) });
    return;
  }
  const parse = PARSES.find(([pattern]) => pattern.test(name))?.[1];
  if (parse !== undefined) use.parse = parse;
};

const PARSES: readonly (readonly [RegExp, NonNullable<Use['parse']>])[] = [
  [/^as(?:Port|Int)/, 'integer'],
  [/^asFloat/, 'number'],
  [/^asBool/, 'boolean'],
  [/^asUrl/, 'url'],
  [/^asJson/, 'json'],
  [/^as(?:Array|Set)$/, 'list'],
];

const textsOf = (context: Context, call: CallNode, scope: Scope): readonly string[] | undefined => {
  const [argument] = call.arguments;
  const list = argument === undefined || argument.type === 'SpreadElement' ? undefined : context.evaluate(argument, scope);
  if (list?.is !== 'list') return undefined;
  const texts = list.items.flatMap((each) => (each?.is === 'strings' && each.all.length === 1 ? each.all : []));
  return texts.length === list.items.length ? texts : undefined;
};
