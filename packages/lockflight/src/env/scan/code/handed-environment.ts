/**
 * Environments that a platform hands to the code: the `env` of a Worker's handler, `c.env` of Hono, `platform.env` of SvelteKit. Who calls stands in no file, so they are
 * told by their names, and their members count where they are written as people write variables. What else such an object holds (databases, queues) is told by use.
 */
import type { Context } from './context.ts';
import type { Binding } from './scope.ts';
import type { Node } from './syntax.ts';
import { alternatives, oneOf, type Value } from './value.ts';

export const HANDED: Value = { is: 'env', via: 'handed' };

const NAMED = /^_?env$/i;
const TYPES = /^(?:Env|(?:Cloudflare|Worker)(?:Env|Bindings)|Bindings)$/;
/** What holds the environment as its `env`. */
const HOLDERS = /^(?:c|ctx|context|platform|cloudflare|runtime)$/;
const ASKED = /^(?:get|use)\w*(?:Context|Platform|PlatformProxy)$/;
/** The command line of a bundler is handed over under the same name. */
const BUNDLERS = /(?:^|\/)(?:webpack|rspack|rollup)[\w.-]*\.[mc]?[jt]s$/;

export const hasEnv = (value: Value | undefined): boolean => alternatives(value).some(({ is }) => is === 'env');

/** `(env: Env)`, whatever the parameter is called. */
export const isHandedType = (typeName: string | undefined): boolean => typeName !== undefined && TYPES.test(typeName);

/** What is told of a name, and besides that it may be a handed environment; something of the code's own stays what it is. */
export const withHanded = (told: Value | undefined): Value | undefined =>
  alternatives(told).every(isOpen) ? oneOf([HANDED, ...(told === undefined ? [] : [told])]) : told;

const isOpen = ({ is }: Value): boolean => is === 'param' || is === 'member' || is === 'call';

/** A parameter `env`, or an `env` taken out of one, or out of what holds such. */
export const isHandedBinding = (context: Context, { name, origins }: Binding): boolean =>
  origins.length > 0 &&
  !BUNDLERS.test(context.file) &&
  origins.every((origin) => {
    if (origin.kind !== 'param' && origin.kind !== 'node') return false;
    const last = origin.path.at(-1);
    if (last === undefined) return origin.kind === 'param' && origin.rest !== true && NAMED.test(name);
    return last.key === 'env' && (origin.kind === 'param' || isHolder(origin.node));
  });

/** `context.env`, `getRequestContext().env`; of `this`, where the class says nothing of it and extends another. */
export const isHandedMember = (node: Extract<Node, { type: 'MemberExpression' }>): boolean =>
  !node.computed && node.property.type === 'Identifier' && node.property.name === 'env' && isHolder(node.object);

const isHolder = (node: Node): boolean => {
  switch (node.type) {
    case 'Identifier':
      return HOLDERS.test(node.name);
    case 'MemberExpression':
      return !node.computed && node.property.type === 'Identifier' && HOLDERS.test(node.property.name);
    case 'CallExpression':
      return node.callee.type === 'Identifier' && ASKED.test(node.callee.name);
    case 'AwaitExpression':
      return isHolder(node.argument);
    case 'TSAsExpression':
    case 'TSNonNullExpression':
    case 'ChainExpression':
    case 'ParenthesizedExpression':
      return isHolder(node.expression);
    default:
      return false;
  }
};
