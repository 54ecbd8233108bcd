/**
 * Tables that stand under a heading for each environment: "## Staging", then names and values. Where at least two of a document's tables do, each
 * gets its environment as the head of its column of values, so that one reader does for all; any other table comes back as it is. Pure.
 */
import { columnOf, environmentsOf, type HeadEnvironment } from '../heads/column.ts';
import { wordsOf } from '../heads/plain.ts';
import { EMPTY_CELL, type MarkdownCell, type MarkdownTable } from '../markdown/document.ts';
import { isStrongName, readNames } from '../names/read-names.ts';

export interface PlacedTable {
  readonly table: MarkdownTable;
  /** The environment that its heading names, where that is what its values are of. */
  readonly under: HeadEnvironment | undefined;
}

const VALUE_HEAD = /^(?:values?|valeurs?|valor(?:es)?|valor[ei]|werte?|waarden?|setting|set to|значени[ея]|値|設定値|值|设定值|값|설정값)$/;

export const underHeadings = (tables: readonly MarkdownTable[]): readonly PlacedTable[] => {
  const placed = tables.map((table) => ({ table, under: placeOf(table) }));
  const environments = new Set(placed.flatMap(({ under }) => (under === undefined ? [] : [under.environment.name])));
  if (environments.size < 2) return tables.map((table) => ({ table, under: undefined }));
  return placed.map(({ table, under }): PlacedTable => {
    if (under === undefined) return { table, under: undefined };
    const head = table.head.map((cell, index) => (index === under.column ? headOf(under.environment.title) : cell));
    return { table: { ...table, head }, under: under.environment };
  });
};

interface Place {
  readonly environment: HeadEnvironment;
  readonly column: number;
}

/** Names, one column of values, nothing that says its own environments, and a heading that names exactly one. */
const placeOf = (table: MarkdownTable): Place | undefined => {
  const columns = table.head.map(columnOf);
  if (columns.some((column) => column.kind === 'environments' || column.kind === 'everywhere')) return undefined;
  if (columns.some((column) => column.kind === 'fact' && column.fact === 'default')) return undefined;
  const values = table.head.flatMap(({ text }, index) => (VALUE_HEAD.test(wordsOf(text)) ? [index] : []));
  const needs = columns.flatMap((column, index) => (column.kind === 'fact' && column.fact === 'required' ? [index] : []));
  const [column, ...others] = values.length > 0 ? values : needs;
  if (column === undefined || others.length > 0 || !holdsNames(table, column)) return undefined;
  const environment = environmentAbove(table);
  return environment === undefined ? undefined : { environment, column };
};

const holdsNames = (table: MarkdownTable, values: number): boolean =>
  table.head.some((_, index) => {
    if (index === values) return false;
    const strong = table.rows.filter((row) => readNames(row.cells[index] ?? EMPTY_CELL).names.some(isStrongName));
    return strong.length * 2 > table.rows.length;
  });

/** The nearest that speaks: the line right above, then the headings from the inside out. */
const environmentAbove = (table: MarkdownTable): HeadEnvironment | undefined => {
  for (const words of [table.lead, ...table.headings.toReversed()]) {
    const named = environmentsOf(words.replace(/^\s*\d+(?:\.\d+)*[.)]?\s+/, '').replace(/\s*:\s*$/, ''));
    if (named.length > 0) return named.length === 1 ? named[0] : undefined;
  }
  return undefined;
};

const headOf = (text: string): MarkdownCell => ({ text, codes: [], words: text, footnotes: [] });
