/** What the rows of all matrices say, by variable and environment. The first place that speaks is kept; one that contradicts it is told. Pure. */
import { readCell } from '../cells/read-cell.ts';
import type { CellContext, CellReading } from '../cells/reading.ts';
import { environmentsOf, type Fact } from '../heads/column.ts';
import { plain } from '../heads/plain.ts';
import { EMPTY_CELL, type MarkdownCell } from '../markdown/document.ts';
import type { NamesCell } from '../names/read-names.ts';
import type { Matrix, MatrixRow } from '../tables/matrix.ts';

export interface Said {
  readonly environment: string;
  readonly line: number;
  readonly reading: CellReading;
  /** The cell as written, for reasons; secrets are taken out where it is shown. */
  readonly text: string;
}

/** One row, read: the unit that variables, groups and families are made of. */
export interface ReadRow {
  readonly line: number;
  readonly names: NamesCell;
  readonly said: readonly Said[];
  readonly facts: ReadonlyMap<Fact, MarkdownCell>;
}

export const readRows = (matrix: Matrix, context: CellContext): readonly ReadRow[] =>
  matrix.rows.map((row) => readRow(row, matrix, context));

const readRow = (row: MatrixRow, matrix: Matrix, context: CellContext): ReadRow => {
  const said: Said[] = [];
  for (const { environment, cell, line } of row.cells) {
    const written = cell.text === '' && row.everywhere !== undefined ? row.everywhere : cell;
    const own = ownShare(readCell(written, context), row, cell, environment);
    const same = own.same === undefined ? undefined : other(own.same.as, said, row, matrix, context);
    said.push({ environment, line, reading: own.same === undefined ? own : (same ?? { unsure: true }), text: written.text });
  }
  return { line: row.line, names: row.names, said: required(row, said), facts: row.facts };
};

/** `staging` / `production` under a head of two environments: to each its own. */
const ownShare = (reading: CellReading, row: MatrixRow, cell: MarkdownCell, environment: string): CellReading => {
  const sharing = row.cells.filter((each) => each.cell === cell && cell.text !== '').map((each) => each.environment);
  const { values, ...rest } = reading;
  const value = sharing.length > 1 && values?.length === sharing.length ? values[sharing.indexOf(environment)] : undefined;
  return value === undefined ? reading : { ...rest, literal: { value } };
};

/** What "same" stands for: the column that it names, else the one before. */
const other = (
  as: string | undefined,
  before: readonly Said[],
  row: MatrixRow,
  matrix: Matrix,
  context: CellContext,
): CellReading | undefined => {
  if (as === undefined) return before.at(-1)?.reading;
  const named = environmentsOf(as)[0]?.name ?? matrix.environments.find(({ title }) => plain(title) === plain(as))?.name;
  const cell = row.cells.find(({ environment }) => environment === named)?.cell ?? EMPTY_CELL;
  const reading = before.find(({ environment }) => environment === named)?.reading ?? readCell(cell, context);
  return reading.same === undefined && reading.unsaid !== true ? reading : undefined;
};

/** The column `Required` speaks for every environment that says no need of its own. */
const required = (row: MatrixRow, said: readonly Said[]): readonly Said[] => {
  const cell = row.facts.get('required');
  const stated = row.names.need;
  if (cell === undefined && stated === undefined) return said;
  const text = plain(cell?.text ?? '');
  const only = environmentsOf((cell?.text ?? '').replace(/\b(?:only|uniquement|seulement|nur|solo)\b/gi, '').trim()).map(
    ({ name }) => name,
  );
  const reading = cell === undefined ? {} : readCell(cell, { legend: new Map(), footnotes: new Map() });
  const need =
    stated ??
    reading.need ??
    (reading.tick === undefined ? undefined : reading.tick ? ('required' as const) : ('optional' as const)) ??
    (/^(?:conditional|depends|selon)/.test(text) ? 'optional' : undefined);
  return said.map((each) => {
    if (each.reading.need !== undefined || each.reading.tick !== undefined) return each;
    const here = only.length > 0 ? (only.includes(each.environment) ? ('required' as const) : ('optional' as const)) : need;
    if (here === undefined) return each;
    const { unsaid: _, ...rest } = each.reading;
    return {
      ...each,
      reading: { ...rest, need: here, ...(reading.when === undefined || rest.when !== undefined ? {} : { when: reading.when }) },
    };
  });
};
