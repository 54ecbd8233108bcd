/**
 * A Markdown text as far as an import needs it: its tables with their lines, the words around them, its footnotes. Purpose: nothing after this
 * file knows of Markdown. Input: any text; output: plain data. Invariant: total, no input throws; what stands in a code block is no table.
 */

/** A cell as a reader sees it: links are their words, `<br>` is a line break, footnote marks are taken out. */
export interface MarkdownCell {
  readonly text: string;
  /** What stood in code spans, in order, without the backticks. */
  readonly codes: readonly string[];
  /** The words outside of code spans. */
  readonly words: string;
  /** Ids of the footnotes that it refers to. */
  readonly footnotes: readonly string[];
}

export interface MarkdownRow {
  /** From 1. */
  readonly line: number;
  readonly cells: readonly MarkdownCell[];
  /** The line of each cell, where they stand on several: a table that was turned. */
  readonly lines?: readonly number[];
}

export interface MarkdownTable {
  readonly line: number;
  readonly head: readonly MarkdownCell[];
  readonly rows: readonly MarkdownRow[];
  /** The headings that it stands under, outermost first. */
  readonly headings: readonly string[];
  /** The paragraph right before it, if any. */
  readonly lead: string;
}

export interface MarkdownNote {
  readonly line: number;
  readonly text: string;
}

export interface MarkdownDocument {
  readonly tables: readonly MarkdownTable[];
  /** Paragraphs and list items, in order: where legends stand. */
  readonly notes: readonly MarkdownNote[];
  readonly footnotes: ReadonlyMap<string, string>;
  /** Lines of tables that are written in HTML: told, and not read. */
  readonly htmlTables: readonly number[];
  /** The first heading. */
  readonly title: string | undefined;
  /** Everything that stands in a code span outside of tables, or in a code block, with its line. */
  readonly codes: readonly MarkdownNote[];
}

export const EMPTY_CELL: MarkdownCell = { text: '', codes: [], words: '', footnotes: [] };
