/**
 * Is this table a matrix of environment variables? It is one when a column holds names of variables, at least one column is an environment, and the
 * cells between say needs or values. Everything else is refused with what was seen; nothing is read in part. Pure, total.
 */
import type { Text } from '../../../contract/text.ts';
import { isServiceTable } from '../draft/services.ts';
import { type Column, columnOf, type Fact, type HeadEnvironment } from '../heads/column.ts';
import { plain } from '../heads/plain.ts';
import type { ImportCode } from '../import-codes.ts';
import { EMPTY_CELL, type MarkdownCell, type MarkdownRow, type MarkdownTable } from '../markdown/document.ts';
import { isStrongName, isWeakName, type NamesCell, readNames, SECRET_KIND } from '../names/read-names.ts';
import { isObservation, isOfProgram, isUsualName, namesOtherThings, speaksOfOtherThings, speaksOfVariables } from './evidence.ts';
import type { Matrix, MatrixRow } from './matrix.ts';
import { turned } from './turn.ts';

export type Recognised = { readonly matrix: Matrix } | { readonly code: ImportCode; readonly message: Text };

/** `under`: the environment of its heading, where that stands at the head of its values. */
export const recogniseMatrix = (written: MarkdownTable, under?: HeadEnvironment): Recognised => {
  const table = turned(written);
  const columns = table.head.map(
    (head): Column => (under !== undefined && head.text === under.title ? { kind: 'environments', environments: [under] } : columnOf(head)),
  );
  const environments = distinct(columns.flatMap((column) => (column.kind === 'environments' ? column.environments : [])));
  if (environments.length === 0) return refuse('table-without-environments', heads(table));
  const at = nameColumn(table, columns);
  // Services, with a column for the variables of each: the cells speak of the service.
  if (at > 0 && isServiceTable(table)) return refuse('table-of-something-else', heads(table));
  const named = columns[at]?.kind === 'names';
  if (environments.length === 1 && environments[0]?.sure !== true && under === undefined)
    return refuse('table-without-environments', heads(table));
  const adorned = isAdorned(table, at);
  const rows = table.rows.map((row) => {
    const names = heldNames(readNames(row.cells[at] ?? EMPTY_CELL), named);
    return { row, names: adorned ? { ...names, secret: SECRET_KIND.test(plain(names.written)) } : names };
  });
  const filled = rows.filter(({ row, names }) => isVariableRow(names) || !isSection(row, at));
  const strong = filled.filter(({ names }) => isVariableRow(names) && (names.wildcards.length > 0 || names.names.some(isStrongName)));
  const rowOf = new Map(filled.flatMap(({ row, names }) => (names.names.length === 1 ? [[names.names[0] ?? '', row] as const] : [])));
  const good = filled.filter(({ row, names }) => isVariableRow(names) && !repeats(row.cells[at], names, rowOf));
  if (at < 0 || good.length === 0 || good.length * 2 < filled.length) return refuse('table-without-variables', heads(table));
  if (isOfProgram(table)) return refuse('table-of-something-else', heads(table));
  if (!named && (namesOtherThings(table.head[at]) || speaksOfOtherThings(table))) return refuse('table-of-something-else', heads(table));
  if (
    strong.length === 0 &&
    !(named && environments.length > 1 && (speaksOfVariables(table) || good.some(({ names }) => names.names.some(isFamiliar))))
  ) {
    return refuse('table-without-variables', heads(table));
  }
  const usual = good.filter(({ names }) => names.wildcards.length > 0 || names.names.some(isUsualName)).length;
  if (!named && !(speaksOfVariables(table) || usual * 3 >= good.length)) return refuse('table-of-something-else', heads(table));
  if (!named && usual * 5 < good.length) return refuse('table-of-something-else', heads(table));
  const cells = good.flatMap(({ row }) =>
    columns.flatMap((column, index) => (column.kind === 'environments' ? [row.cells[index] ?? EMPTY_CELL] : [])),
  );
  const said = cells.filter(({ text }) => text !== '');
  // A checklist with empty boxes says neither where a variable is needed, nor where it is not.
  if (said.length > 0 && said.every(({ text }) => /^\[ ?\]$|^☐$/u.test(text))) return refuse('table-without-rules', heads(table));
  if (said.length === 0 && !columns.some(({ kind }) => kind === 'fact')) return refuse('table-without-rules', heads(table));
  if (said.filter(isObservation).length * 5 > said.length * 2) return refuse('table-of-something-else', heads(table));
  return {
    matrix: {
      line: table.line,
      environments,
      under: under !== undefined,
      rows: good.map(({ row, names }) => toRow(row, names, columns)),
      ignored: columns.flatMap((column, index) => (column.kind === 'other' && index !== at && column.words !== '' ? [column.words] : [])),
      unread: filled.filter(({ names }) => !isVariableRow(names)).map(({ row }) => ({ line: row.line, words: row.cells[at]?.text ?? '' })),
    },
  };
};

/** The column that says so, else the first whose rows are names in their majority. */
const nameColumn = (table: MarkdownTable, columns: readonly Column[]): number => {
  const said = columns.findIndex(({ kind }) => kind === 'names');
  const count = (index: number): number => table.rows.filter((row) => isVariableRow(readNames(row.cells[index] ?? EMPTY_CELL))).length;
  const candidates = columns.flatMap((column, index) => (column.kind === 'environments' || column.kind === 'everywhere' ? [] : [index]));
  if (said >= 0 && count(said) > 0) return said;
  const best = candidates.find((index) => count(index) * 2 >= Math.max(1, table.rows.length));
  return best ?? said;
};

/** Where nearly every row begins with a picture of its own, a lock is one of them and no mark of a secret. */
const isAdorned = (table: MarkdownTable, at: number): boolean => {
  const pictures = table.rows.flatMap((row) => /^\p{Extended_Pictographic}/u.exec(row.cells[at]?.text ?? '')?.[0] ?? []);
  return pictures.length * 2 > table.rows.length && new Set(pictures).size > 2;
};

/** "HTTPS" under "Aspect" is a word; under "Variable", in code, or where every program has it, it is a name. */
const heldNames = (names: NamesCell, named: boolean): NamesCell =>
  named ? names : { ...names, names: names.names.filter((name) => !isWeakName(name) || isFamiliar(name) || names.coded.includes(name)) };

/** Names, and hardly a word that is none. */
const isVariableRow = (names: NamesCell): boolean =>
  (names.names.length > 0 || names.wildcards.length > 0) &&
  (names.rest === '' ? 0 : names.rest.split(' ').length) <= 3 + names.names.length;

/** `**cache** (`REDIS_URL`, `MOCK_REDIS`)`: a heading for variables that all have a row of their own. */
const repeats = (cell: MarkdownCell | undefined, names: NamesCell, rowOf: ReadonlyMap<string, MarkdownRow>): boolean =>
  /^\p{Ll}[\p{L}\p{N} -]*\(/u.test(cell?.text ?? '') &&
  names.names.every((name) => rowOf.has(name)) &&
  names.wildcards.every(({ prefix }) => [...rowOf.keys()].some((name) => name.startsWith(prefix)));

/** `**Database**` and nothing beside it: a heading inside the table. */
const isSection = (row: MarkdownRow, at: number): boolean => row.cells.every((cell, index) => index === at || cell.text === '');

const isFamiliar = (name: string): boolean =>
  isWeakName(name) && /^(?:PORT|HOST|DEBUG|TZ|LANG|DOMAIN|REGION|DSN|SECRET|ENV|NODE)$/.test(name);

const toRow = (row: MarkdownRow, names: NamesCell, columns: readonly Column[]): MatrixRow => {
  const facts = new Map<Fact, MarkdownCell>();
  for (const [index, column] of columns.entries()) {
    const cell = row.cells[index];
    if (column.kind === 'fact' && cell !== undefined && cell.text !== '' && !facts.has(column.fact)) facts.set(column.fact, cell);
  }
  return {
    line: row.line,
    names,
    facts,
    everywhere: columns.flatMap((column, index) => (column.kind === 'everywhere' ? [row.cells[index] ?? EMPTY_CELL] : []))[0],
    cells: columns.flatMap((column, index) =>
      column.kind === 'environments'
        ? column.environments.map(({ name }) => ({
            environment: name,
            cell: row.cells[index] ?? EMPTY_CELL,
            line: row.lines?.[index] ?? row.line,
          }))
        : [],
    ),
  };
};

const distinct = (environments: readonly HeadEnvironment[]): readonly HeadEnvironment[] =>
  environments.filter(({ name }, index) => environments.findIndex((other) => other.name === name) === index);

const heads = (table: MarkdownTable): string =>
  table.head
    .map(({ text }) => text.slice(0, 40))
    .filter((text) => text !== '')
    .slice(0, 8)
    .join(' | ');

const WHY: Readonly<Record<string, (heads: string) => Text>> = {
  'table-without-environments': (heads) => ({
    en: `no column of this table is an environment: ${heads}`,
    fr: `aucune colonne de ce tableau n'est un environnement : ${heads}`,
  }),
  'table-without-variables': (heads) => ({
    en: `no column of this table holds the names of environment variables: ${heads}`,
    fr: `aucune colonne de ce tableau ne contient des noms de variables d'environnement : ${heads}`,
  }),
  'table-of-something-else': (heads) => ({
    en: `this table has environments, but its rows are no environment variables: ${heads}`,
    fr: `ce tableau a des environnements, mais ses lignes ne sont pas des variables d'environnement : ${heads}`,
  }),
  'table-without-rules': (heads) => ({
    en: `the cells of this table say neither a need nor a value: ${heads}`,
    fr: `les cellules de ce tableau ne disent ni un besoin ni une valeur : ${heads}`,
  }),
};

const refuse = (code: ImportCode, said: string): Recognised => ({
  code,
  message: (WHY[code] ?? WHY['table-without-rules'] ?? ((words) => ({ en: words, fr: words })))(said),
});
