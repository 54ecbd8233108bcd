/**
 * Options of command lines and settings that name their variable: `{ description: "...", env: "NAME" }` of a flag, `new Option("--port").env("NAME")`. Who reads the
 * variable is a library that need not be known: the form says enough.
 */
import type { CallNode } from './context.ts';
import { isUpperName } from './summary.ts';
import type { Node } from './syntax.ts';

const BESIDE = new Set([
  'description',
  'help',
  'summary',
  'doc',
  'docs',
  'default',
  'format',
  'required',
  'char',
  'alias',
  'action',
  'describe',
]);
/** Keys that say by themselves that a variable is named. */
const TELLING = /^(?:env|environment)_?(?:key|name|var|variable)(?:_?name)?$/i;
/** Names of environments, which people write under `env` as well. */
const ENVIRONMENTS = /^(?:PROD(?:UCTION)?|DEV(?:ELOPMENT)?|STAGING|TEST(?:ING)?|LOCAL|PREVIEW|UAT|QA|SANDBOX|LIVE)$/;

/** The names of an object such as `{ env: "NAME", default: 1 }`. */
export const optionNames = (
  node: Extract<Node, { type: 'ObjectExpression' }>,
  around: Node | undefined,
): readonly { readonly name: string; readonly at: number }[] => {
  let held: Node | undefined;
  let beside = false;
  for (const each of node.properties) {
    if (each.type !== 'Property' || each.computed || each.key.type !== 'Identifier') continue;
    if (TELLING.test(each.key.name) && isNamedAtLength(each.value)) return [{ name: each.value.value, at: each.value.start }];
    if (each.key.name === 'env') held = each.value;
    else if (BESIDE.has(each.key.name)) beside = true;
  }
  if (held === undefined || !(beside || isFlag(around))) return [];
  const texts = held.type === 'ArrayExpression' ? held.elements : [held];
  return texts.flatMap((each) =>
    each?.type === 'Literal' && typeof each.value === 'string' && isVariable(each.value) ? [{ name: each.value, at: each.start }] : [],
  );
};

/** `Flags.string({ env: "NAME" })`. */
const isFlag = (node: Node | undefined): boolean =>
  node?.type === 'CallExpression' &&
  node.callee.type === 'MemberExpression' &&
  node.callee.object.type === 'Identifier' &&
  /^(?:flags?|args?|options?)$/i.test(node.callee.object.name);

/** The name in `new Option(...).env("NAME")`. */
export const optionCallName = ({ callee, arguments: args }: CallNode): string | undefined => {
  if (callee.type !== 'MemberExpression' || callee.computed || callee.property.type !== 'Identifier' || callee.property.name !== 'env')
    return undefined;
  const [first] = args;
  if (args.length !== 1 || first?.type !== 'Literal' || typeof first.value !== 'string' || !isVariable(first.value)) return undefined;
  let at: Node = callee.object;
  while (at.type === 'CallExpression' && at.callee.type === 'MemberExpression') at = at.callee.object;
  return at.type === 'NewExpression' && at.callee.type !== 'FunctionExpression' ? first.value : undefined;
};

/** `{ envName: "STAGING" }` names an environment: only names of several words are taken at their word. */
const isNamedAtLength = (node: Node): node is Extract<Node, { type: 'Literal' }> & { readonly value: string } =>
  node.type === 'Literal' && typeof node.value === 'string' && isVariable(node.value) && node.value.includes('_');

const isVariable = (text: string): boolean => isUpperName(text) && !ENVIRONMENTS.test(text);
