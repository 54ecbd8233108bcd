/**
 * What a platform hands over beside variables, under names that look the same: databases, stores, queues, other services. They are told by what is asked of them, by
 * the type that they are declared with, or by how everybody names them.
 */
import type { Lengths, Sink } from './sink.ts';
import type { Node } from './syntax.ts';

/** What a text has: a member of which something else is asked is no text. */
const OF_TEXTS = new Set([
  ...[
    'length',
    'at',
    'charAt',
    'charCodeAt',
    'codePointAt',
    'concat',
    'endsWith',
    'includes',
    'indexOf',
    'lastIndexOf',
    'localeCompare',
    'match',
  ],
  ...['matchAll', 'normalize', 'padEnd', 'padStart', 'repeat', 'replace', 'replaceAll', 'search', 'slice', 'split', 'startsWith', 'substr'],
  ...[
    'substring',
    'toLocaleLowerCase',
    'toLocaleUpperCase',
    'toLowerCase',
    'toString',
    'toUpperCase',
    'trim',
    'trimEnd',
    'trimStart',
    'valueOf',
  ],
]);

const DECLARED =
  /\b([A-Z][A-Z0-9_]+)\??\s*:\s*(?:Readonly<|z\.custom<)?\w*(?:Database|Namespace|Bucket|Fetcher|Queue|Service|Vectorize\w*|Hyperdrive|Dataset|RateLimit\w*|SendEmail|Browser\w*|Images\w*|Workflow|Binding|KV\w*|R2\w*|D1\w*|Store|Ai)\b(?!\s*\()/g;

const USUAL = /^(?:DB|KV|AI|R2|D1|ASSETS|BUCKET|QUEUE|HYPERDRIVE|VECTORIZE|BROWSER|IMAGES)$|_(?:KV|R2|D1|BUCKET|QUEUE|DO)$/;

/** Names whose declared type says that they are none of a text: in a file that speaks of an environment's type. */
export const declaredBindings = (text: string): readonly string[] =>
  /\b(?:Env|Bindings|\w+Env|\w+Bindings)\b/.test(text) ? [...text.matchAll(DECLARED)].flatMap((match) => match[1] ?? []) : [];

/** Is something asked of it that no text has? `up`: the nodes around, the nearest last. */
export const isService = (node: Node, up: readonly Node[]): boolean => {
  let inner = node;
  for (let index = up.length - 1; index >= 0; index--) {
    const around = up[index];
    if (around === undefined) return false;
    if (PASSING.has(around.type)) inner = around;
    else return around.type === 'MemberExpression' && around.object === inner && !isOfTexts(around);
  }
  return false;
};

const isOfTexts = ({ property, computed }: Extract<Node, { type: 'MemberExpression' }>): boolean =>
  computed
    ? property.type === 'Literal' && typeof property.value === 'number'
    : property.type === 'Identifier' && OF_TEXTS.has(property.name);

const PASSING = new Set(['TSNonNullExpression', 'TSAsExpression', 'ChainExpression', 'ParenthesizedExpression']);

/** Names that were read of a handed environment since. */
export const handedNames = ({ reads }: Sink, since: Lengths): readonly string[] =>
  reads.slice(since.reads).flatMap(({ via, name }) => (via === 'handed' ? [name] : []));

/** Is a member of a handed environment a variable? `bindings`: the names that some file says are none. */
export const isHandedVariable = (name: string, bindings: ReadonlySet<string>): boolean => !bindings.has(name) && !USUAL.test(name);
