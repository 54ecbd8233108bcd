/**
 * `process.env.NODE_ENV === "production" ? z.string() : z.string().optional()`: a schema for developers beside the one for everywhere else. Both in one, where the
 * developers' may do without. Pure.
 */
import type { Node } from './syntax.ts';
import type { Value } from './value.ts';

/** Undefined: the condition asks something else, or the branches are not such a pair. */
export const developmentSchema = (test: Node, consequent: Value | undefined, alternate: Value | undefined): Value | undefined => {
  const development = inDevelopment(test);
  if (development === undefined) return undefined;
  const [here, elsewhere] = development ? [consequent, alternate] : [alternate, consequent];
  if (here?.is !== 'schema' || elsewhere?.is !== 'schema' || here.schema.fields !== undefined || elsewhere.schema.fields !== undefined)
    return undefined;
  if (here.schema.facts.optional !== true || elsewhere.schema.facts.optional === true) return undefined;
  const { default: developmentDefault } = here.schema.facts;
  const facts = { ...elsewhere.schema.facts, developmentOptional: true as const };
  return { is: 'schema', schema: { facts: developmentDefault === undefined ? facts : { ...facts, developmentDefault } } };
};

const SAME = new Set(['===', '==']);
const OTHER = new Set(['!==', '!=']);

/** What a comparison of NODE_ENV with `production` or `development` gives where developers work. */
const inDevelopment = (test: Node): boolean | undefined => {
  if (test.type === 'ParenthesizedExpression') return inDevelopment(test.expression);
  if (test.type !== 'BinaryExpression' || !(SAME.has(test.operator) || OTHER.has(test.operator))) return undefined;
  const [word, variable] = isNodeEnv(test.left) ? [test.right, test.left] : [test.left, test.right];
  if (!isNodeEnv(variable) || word.type !== 'Literal' || (word.value !== 'production' && word.value !== 'development')) return undefined;
  return (word.value === 'development') === SAME.has(test.operator);
};

const isNodeEnv = (node: Node): boolean =>
  node.type === 'MemberExpression' && node.property.type === 'Identifier' && node.property.name === 'NODE_ENV' && !node.computed;
