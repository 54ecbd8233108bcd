/** All tables of a document: which are matrices, and why the others are not. Pure. */
import type { MarkdownTable } from '../markdown/document.ts';
import { type Recognised, recogniseMatrix } from './recognise-matrix.ts';
import { underHeadings } from './under-headings.ts';

export interface RecognisedTable {
  readonly table: MarkdownTable;
  readonly recognised: Recognised;
}

export const recogniseTables = (tables: readonly MarkdownTable[]): readonly RecognisedTable[] =>
  underHeadings(tables).map(({ table, under }) => ({ table, recognised: recogniseMatrix(table, under) }));
