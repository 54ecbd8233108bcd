/** A table that was recognised as a matrix of variables by environments, before anything is inferred from it. Plain data. */
import type { Fact, HeadEnvironment } from '../heads/column.ts';
import type { MarkdownCell } from '../markdown/document.ts';
import type { NamesCell } from '../names/read-names.ts';

export interface Matrix {
  readonly line: number;
  readonly environments: readonly HeadEnvironment[];
  /** Its environment is told by the heading above, and not by a column. */
  readonly under: boolean;
  readonly rows: readonly MatrixRow[];
  /** Heads of columns that are no part of it, for the list of what was not read. */
  readonly ignored: readonly string[];
  /** Rows that name no variable. */
  readonly unread: readonly { readonly line: number; readonly words: string }[];
}

export interface MatrixRow {
  readonly line: number;
  readonly names: NamesCell;
  /** In the order of the columns; a column of several environments gives one for each. */
  readonly cells: readonly { readonly environment: string; readonly cell: MarkdownCell; readonly line: number }[];
  /** The cell of "all environments", where there is such a column. */
  readonly everywhere: MarkdownCell | undefined;
  readonly facts: ReadonlyMap<Fact, MarkdownCell>;
}
