/**
 * A row of a table cut at the bars that stand outside of code spans. GFM cuts at every bar that is not escaped, inside of code too; a writer who
 * put `a|b` between backticks meant one cell. Linear.
 */

const MAX_ROW = 20_000;

/** Does this piece of a row open a code span that it does not close? */
export const isCutInCode = (raw: string): boolean => raw.length < MAX_ROW && (raw.match(/`/g)?.length ?? 0) % 2 === 1;

/** The cells' source, a bar in a code span unescaped. */
export const cutRow = (row: string): readonly string[] => {
  const cells: string[] = [];
  let cell = '';
  let inCode = false;
  const line = row.trim().replace(/^\|/, '').replace(/\|$/, '').slice(0, MAX_ROW);
  for (let at = 0; at < line.length; at++) {
    const character = line.charAt(at);
    if (character === '\\' && line.charAt(at + 1) === '|') {
      cell += inCode ? '|' : '\\|';
      at++;
    } else if (character === '|' && !inCode) {
      cells.push(cell.trim());
      cell = '';
    } else {
      if (character === '`') inCode = !inCode;
      cell += character;
    }
  }
  return [...cells, cell.trim()];
};
