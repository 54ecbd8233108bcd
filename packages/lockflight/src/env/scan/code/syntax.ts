/**
 * Text to syntax tree. oxc-parser, by measurement (docs/decisions/0019-scan-parser.md): its raw transfer hands the tree over without JSON; where the platform
 * has none (32 bits, big endian, WebAssembly) the same tree comes the ordinary way. No code of the file is executed.
 */
import {
  type ArrowFunctionExpression,
  type Node,
  type ParserOptions,
  type Function as PlainFunction,
  type Program,
  parseSync,
  rawTransferSupported,
  visitorKeys,
} from 'oxc-parser';

export type { Node, Program } from 'oxc-parser';

export type FunctionNode = ArrowFunctionExpression | PlainFunction;

const RAW = rawTransferSupported();

/** `line` (from 1): where the text stops making sense. */
export type Parsed = { readonly program: Program; readonly errorAt?: number } | { readonly program: undefined; readonly errorAt: number };

/** `path` names the dialect. A script that is no module (`return` at the top, `with`) is tried as one. */
export const parseCode = (path: string, text: string): Parsed => {
  const lang = langOf(path);
  const first = attempt(path, text, { lang });
  if (first.errorAt === undefined) return first;
  // A `.ts` file may hold JSX-less generics that a `.js` with Flow does not: the other dialects are tried before giving up.
  for (const options of otherWays(lang)) {
    const again = attempt(path, text, options);
    if (again.errorAt === undefined) return again;
  }
  return first;
};

type Dialect = NonNullable<ParserOptions['lang']>;

export const langOf = (path: string): Dialect => {
  if (/\.[mc]?tsx?$/.test(path)) return path.endsWith('x') ? 'tsx' : 'ts';
  return /\.(?:vue|svelte|astro)$/.test(path) ? 'tsx' : 'jsx';
};

const otherWays = (lang: Dialect): readonly ParserOptions[] =>
  lang === 'jsx'
    ? [{ lang: 'jsx', sourceType: 'commonjs' }, { lang: 'tsx' }, { lang: 'ts' }]
    : [{ lang: lang === 'tsx' ? 'ts' : 'tsx' }, { lang, sourceType: 'commonjs' }];

const attempt = (path: string, text: string, options: ParserOptions): Parsed => {
  const result = parseSync(path, text, {
    ...options,
    preserveParens: false,
    ...(RAW ? { experimentalRawTransfer: true } : {}),
  } as ParserOptions);
  const { program } = result;
  const [error] = result.errors;
  if (error === undefined) return { program };
  const at = error.labels[0]?.start ?? 0;
  return program.body.length === 0 ? { program: undefined, errorAt: at } : { program, errorAt: at };
};

/** Types never run: nothing below them is looked at. */
const TYPE_KEYS = new Set([
  'typeAnnotation',
  'typeParameters',
  'typeArguments',
  'returnType',
  'superTypeArguments',
  'implements',
  'thisParam',
]);
const RUNNING_TS = new Set([
  'TSAsExpression',
  'TSSatisfiesExpression',
  'TSNonNullExpression',
  'TSTypeAssertion',
  'TSInstantiationExpression',
  'TSParameterProperty',
  'TSEnumDeclaration',
  'TSEnumBody',
  'TSEnumMember',
  'TSModuleDeclaration',
  'TSModuleBlock',
  'TSExportAssignment',
  'TSImportEqualsDeclaration',
  'TSExternalModuleReference',
  'TSAbstractPropertyDefinition',
]);

const KEYS: ReadonlyMap<string, readonly string[]> = new Map(
  Object.entries(visitorKeys).map(([type, keys]) => [
    type,
    type.startsWith('TS') && !RUNNING_TS.has(type) ? [] : keys.filter((key) => !TYPE_KEYS.has(key)),
  ]),
);

/** Calls `visit` on every child that can run. */
export const eachChild = (node: Node, visit: (child: Node) => void): void => {
  for (const key of KEYS.get(node.type) ?? []) {
    const held = (node as unknown as Readonly<Record<string, unknown>>)[key];
    if (Array.isArray(held)) {
      for (const each of held) if (isNode(each)) visit(each);
    } else if (isNode(held)) visit(held);
  }
};

const isNode = (value: unknown): value is Node => typeof value === 'object' && value !== null && 'type' in value;
