/**
 * A Markdown document to a draft. Input: its text and what it is called; output: the draft and its YAML, what is undecided, the secrets found by
 * place and kind, and why a table was not read. Invariants: pure and total; without one matrix of variables there is no draft at all; no character of
 * anything that looks like a secret comes out; the YAML is read by the contract's own reader without an error.
 */
import type { Language, Text } from '../../contract/text.ts';
import { legendOf } from './cells/legend.ts';
import { draftCommands } from './draft/commands.ts';
import { relate } from './draft/conditions.ts';
import { draftEnvironments, withSelector } from './draft/environments.ts';
import { readRows } from './draft/gather.ts';
import { groupRows } from './draft/groups.ts';
import type { Draft, Spot, Undecided } from './draft/model.ts';
import { draftServices } from './draft/services.ts';
import { draftVariable } from './draft/variables.ts';
import { writeDraft } from './draft/write-draft.ts';
import { wordsOf } from './heads/plain.ts';
import { secretIn } from './infer/secret.ts';
import type { MarkdownDocument, MarkdownTable } from './markdown/document.ts';
import { parseMarkdown } from './markdown/parse-markdown.ts';
import { isStrongName } from './names/read-names.ts';
import { refusedDocument, refusedTable } from './tables/advice.ts';
import type { Matrix } from './tables/matrix.ts';
import { recogniseTables } from './tables/recognise-tables.ts';
import type { Refusal } from './tables/refusal.ts';

export interface ImportOptions {
  /** Relative to the repository's root: what reasons and places say. */
  readonly file: string;
  readonly language: Language;
  /** The project's name; else the document's title. */
  readonly project?: string;
  /** Names of variables that are known from elsewhere (samples, code): what wildcards may stand for. */
  readonly known?: readonly string[];
}

export interface FoundSecret {
  readonly at: Spot;
  readonly kind: Text;
}

export interface MarkdownDraft {
  /** Undefined exactly when the document is refused. */
  readonly draft: Draft | undefined;
  readonly yaml: string | undefined;
  readonly undecided: readonly Undecided[];
  readonly secrets: readonly FoundSecret[];
  /** Tables that were not read; where there is no draft, the document itself is the first of them. */
  readonly refused: readonly Refusal[];
}

export const MAX_DOCUMENT = 4 * 1024 * 1024;

export const draftFromMarkdown = (text: string, options: ImportOptions): MarkdownDraft => {
  if (text.length > MAX_DOCUMENT || text.includes('\u0000'))
    return { draft: undefined, yaml: undefined, undecided: [], secrets: [], refused: [tooLarge(options.file)] };
  const document = parseMarkdown(text.replace(/^\ufeff/, ''));
  const judged = recogniseTables(document.tables);
  const matrices = judged.flatMap(({ recognised }) => ('matrix' in recognised ? [recognised.matrix] : []));
  const others = judged.flatMap(({ table, recognised }) => ('matrix' in recognised ? [] : [{ table, recognised }]));
  const secrets = document.tables.flatMap((table) => secretsOf(table, options.file));
  const refusals = others.map(({ table, recognised }) => refusedTable(options.file, table, recognised));
  if (matrices.length === 0)
    return { draft: undefined, yaml: undefined, undecided: [], secrets, refused: [refusedDocument(options.file, document), ...refusals] };
  const { draft, used } = draftOf(
    document,
    matrices,
    others.map(({ table }) => table),
    options,
  );
  const refused = refusals.filter(({ at }) => !used.has(at.line));
  return { draft, yaml: writeDraft(draft), undecided: draft.undecided, secrets, refused };
};

const draftOf = (
  document: MarkdownDocument,
  matrices: readonly Matrix[],
  others: readonly MarkdownTable[],
  options: ImportOptions,
): { readonly draft: Draft; readonly used: ReadonlySet<number> } => {
  const { file, language } = options;
  const found = draftEnvironments(matrices, file);
  const scene = { file, environments: found.map(({ name, facts }) => ({ name, kind: facts.kind })) };
  const rows = matrices.flatMap((matrix) => readRows(matrix, { legend: legendOf(document.notes), footnotes: document.footnotes }));
  const grouped = groupRows(rows, knownNames(document, options.known ?? []), scene);
  const drafted = grouped.named.map((named) => draftVariable(named, scene));
  const related = relate(
    drafted.map(({ variable }) => variable),
    rows,
    file,
  );
  const selected = withSelector(found, related.variables);
  const services = draftServices(others, scene, related.variables);
  const commands = draftCommands(others, scene);
  const draft: Draft = {
    project: projectName(options.project ?? document.title ?? 'project'),
    language,
    select: selected.select,
    environments: selected.environments,
    variables: related.variables,
    groups: grouped.groups,
    services: services.services,
    commands: commands.commands,
    undecided: once([
      ...matrices.flatMap((matrix) => unread(matrix, file)),
      ...grouped.undecided,
      ...drafted.flatMap(({ undecided }) => undecided),
      ...related.undecided,
      ...services.undecided,
      ...commands.undecided,
    ]).toSorted((a, b) => a.at.line - b.at.line),
  };
  return { draft, used: new Set([...services.read, ...commands.read]) };
};

/** What two cells of one line ask in the same words is one question. */
const once = (all: readonly Undecided[]): readonly Undecided[] => [
  ...new Map(all.map((each) => [`${each.at.line} ${each.environment ?? ''} ${each.message.en}`, each] as const)).values(),
];

/** Names that stand in code, in the document or elsewhere: what a wildcard can stand for. */
const knownNames = (document: MarkdownDocument, known: readonly string[]): readonly string[] => [
  ...new Set([
    ...known,
    ...document.codes
      .flatMap(({ text }) => text.slice(0, 20_000).match(/(?<![A-Za-z0-9_*])[A-Z][A-Z0-9]*(?:_[A-Z0-9]+)+(?![A-Za-z0-9_*])/g) ?? [])
      .filter((name) => isStrongName(name)),
  ]),
];

const projectName = (words: string): string =>
  wordsOf(words)
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '')
    .slice(0, 60)
    .replace(/-+$/, '') || 'project';

const secretsOf = (table: MarkdownTable, file: string): readonly FoundSecret[] =>
  table.rows.flatMap((row) =>
    row.cells.flatMap((cell): readonly FoundSecret[] => {
      const kind = secretIn(cell.text);
      return kind === undefined ? [] : [{ at: { file, line: row.line }, kind }];
    }),
  );

const unread = (matrix: Matrix, file: string): readonly Undecided[] => [
  ...matrix.ignored.map(
    (words): Undecided => ({
      code: 'import-undecided',
      at: { file, line: matrix.line },
      message: {
        en: `the column "${words.slice(0, 60)}" was not read: is it an environment?`,
        fr: `la colonne « ${words.slice(0, 60)} » n'a pas été lue : est-ce un environnement ?`,
      },
    }),
  ),
  ...matrix.unread.map(
    ({ line, words }): Undecided => ({
      code: 'import-undecided',
      at: { file, line },
      message: {
        en: `this row names no variable: "${words.slice(0, 60)}"`,
        fr: `cette ligne ne nomme aucune variable : « ${words.slice(0, 60)} »`,
      },
    }),
  ),
];

const tooLarge = (file: string): Refusal => ({
  code: 'document-too-large',
  at: { file, line: 1, column: 1 },
  message: { en: `${file} is larger than 4 MB, or no plain text`, fr: `${file} dépasse 4 Mo, ou n'est pas du texte simple` },
  fix: { en: 'put the matrix into a file of its own', fr: 'mettez la matrice dans un fichier à part' },
});
