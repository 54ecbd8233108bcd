/**
 * A matrix that lies on its side: environments down, variables across. It is turned, so that one reader does for both; any other table comes back
 * as it is. Pure.
 */
import { environmentsOf } from '../heads/column.ts';
import { EMPTY_CELL, type MarkdownCell, type MarkdownTable } from '../markdown/document.ts';
import { isStrongName, readNames } from '../names/read-names.ts';

const NAME_HEAD: MarkdownCell = { text: 'Variable', codes: [], words: 'Variable', footnotes: [] };

export const turned = (table: MarkdownTable): MarkdownTable => {
  const [, ...across] = table.head;
  const variables = across.filter((cell) => {
    const names = readNames(cell);
    return names.rest === '' && (names.wildcards.length > 0 || names.names.some(isStrongName));
  });
  const down = table.rows.filter((row) => environmentsOf(row.cells[0]?.text ?? '').length > 0);
  if (variables.length === 0 || variables.length * 2 < across.length || down.length < 2 || down.length * 4 < table.rows.length * 3)
    return table;
  return {
    ...table,
    head: [NAME_HEAD, ...down.map((row) => row.cells[0] ?? EMPTY_CELL)],
    rows: across.map((name, index) => ({
      line: table.line,
      cells: [name, ...down.map((row) => row.cells[index + 1] ?? EMPTY_CELL)],
      lines: [table.line, ...down.map((row) => row.line)],
    })),
  };
};
