/**
 * The statements at the top of a file, by oxc's lazy nodes: only what is asked for is made, which is a fraction of the whole tree. Lazy nodes are experimental, and name
 * some things otherwise than the ordinary tree: what is not known here makes the answer `undefined`, as an error in the text does, and the file is read whole.
 */
import { type ParserOptions, parseSync, rawTransferSupported } from 'oxc-parser';
import { langOf } from './syntax.ts';

export interface Statement {
  readonly start: number;
  readonly end: number;
  /** `import`: also lists of exports and what else holds for the whole file. `type`: nothing that runs. */
  readonly kind: 'import' | 'type' | 'code';
  /** Names that it declares at the top. */
  readonly names: readonly string[];
  /** They may be given another value later: all but `const`. */
  readonly mutable?: true;
  /** Of an import: from where, and under which names. */
  readonly imported?: { readonly from: string; readonly names: readonly (readonly [local: string, name: string])[] };
}

/** As much of a lazy node as is looked at. */
interface Lazy {
  readonly type: string;
  readonly start: number;
  readonly end: number;
  readonly name?: string;
  readonly value?: string;
  readonly importKind?: string;
  readonly kind?: string;
  readonly id?: Lazy | null;
  readonly local?: Lazy;
  readonly imported?: Lazy;
  readonly source?: Lazy;
  readonly declaration?: Lazy;
  readonly declarations?: readonly Lazy[];
  readonly specifiers?: readonly Lazy[] | null;
}

const LAZY = rawTransferSupported();

export const statementsOf = (path: string, text: string): readonly Statement[] | undefined => {
  if (!LAZY) return undefined;
  const parsed = parseSync(path, text, { lang: langOf(path), experimentalLazy: true } as ParserOptions) as unknown as {
    readonly errors: readonly unknown[];
    readonly program: { readonly body: readonly Lazy[] };
    readonly dispose: () => void;
  };
  try {
    if (parsed.errors.length > 0) return undefined;
    const out: Statement[] = [];
    for (const node of parsed.program.body) {
      const statement = statementOf(node, text, path);
      if (statement === undefined) return undefined;
      out.push(statement);
    }
    return out;
  } finally {
    parsed.dispose();
  }
};

const statementOf = (node: Lazy, text: string, path: string): Statement | undefined => {
  const { start, end } = node;
  if (node.type === 'ImportDeclaration') {
    const names = node.importKind === 'type' ? [] : [...(node.specifiers ?? [])].map(importedName);
    return { start, end, kind: 'import', names: [], imported: { from: node.source?.value ?? '', names } };
  }
  if (WHOLE_FILE.has(node.type)) return { start, end, kind: 'import', names: [] };
  const inner = node.type === 'ExportDeclaration' || node.type === 'ExportDefaultDeclaration' ? node.declaration : node;
  if (inner === undefined || inner === null) return undefined;
  if (TYPES.has(inner.type)) return { start, end, kind: 'type', names: [] };
  const names = declaredNames(inner, text);
  // The default export of an expression declares nothing, whatever it is.
  return names === undefined && node.type !== 'ExportDefaultDeclaration'
    ? undefined
    : { start, end, kind: 'code', names: names ?? [], ...(isMutable(inner, path) ? { mutable: true as const } : {}) };
};

/** TypeScript lets nobody assign to a function or a class. */
const isMutable = ({ type, kind }: Lazy, path: string): boolean =>
  type === 'VariableDeclaration'
    ? kind !== 'const'
    : /\.[mc]?jsx?$/.test(path) && (type === 'FunctionDeclaration' || type === 'ClassDeclaration');

const WHOLE_FILE = new Set([
  'ExportNamedDeclaration',
  'ExportFromDeclaration',
  'ExportAllDeclaration',
  'TSImportEqualsDeclaration',
  'TSExportAssignment',
  'EmptyStatement',
]);
const TYPES = new Set([
  'TSInterfaceDeclaration',
  'TSTypeAliasDeclaration',
  'TSDeclareFunction',
  'TSGlobalDeclaration',
  'TSExternalModuleDeclaration',
]);
const BLOCKS = new Set([
  'BlockStatement',
  'IfStatement',
  'ForStatement',
  'ForInStatement',
  'ForOfStatement',
  'WhileStatement',
  'DoWhileStatement',
  'TryStatement',
  'SwitchStatement',
  'LabeledStatement',
]);

const importedName = (node: Lazy): readonly [string, string] => {
  const local = node.local?.name ?? '';
  if (node.type === 'ImportDefaultSpecifier') return [local, 'default'];
  return [local, node.type === 'ImportSpecifier' ? (node.imported?.name ?? node.imported?.value ?? '') : '*'];
};

const declaredNames = (node: Lazy, text: string): readonly string[] | undefined => {
  switch (node.type) {
    case 'ExpressionStatement':
    case 'ThrowStatement':
      return [];
    case 'VariableDeclaration':
      return [...(node.declarations ?? [])].flatMap(({ id }) => (id === null || id === undefined ? [] : boundNames(id, text)));
    case 'FunctionDeclaration':
    case 'ClassDeclaration':
    case 'TSEnumDeclaration':
      return node.id?.name === undefined ? [] : [node.id.name];
    default:
      // A `var` or a function inside may be a name of the whole file.
      return BLOCKS.has(node.type) && !/\bvar\b|\bfunction\b/.test(text.slice(node.start, node.end)) ? [] : undefined;
  }
};

/** Of a pattern, every word in it: a few names too many do no harm. */
const boundNames = (id: Lazy, text: string): readonly string[] =>
  id.name !== undefined ? [id.name] : (text.slice(id.start, id.end).match(/[A-Za-z_$][\w$]*/g) ?? []);
