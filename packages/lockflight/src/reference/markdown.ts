/**
 * Markdown that stays well-formed whatever the contract says (GitHub Flavored Markdown). A contract may come from a branch that nobody trusts:
 * none of its words may end a table's cell, open a block, start HTML or close a marker of ours.
 */
import { asCode } from '../contract/in-words/texts.ts';

export type Block = readonly string[];

const entity = (character: string): string => `&#${character.codePointAt(0)};`;

/** A value in code. Within a table a pipe would end the cell even here, and only an entity in HTML's own code says it safely. */
export const code = (value: string | number | boolean): string => {
  const shown = String(value).replace(/[\p{Cc}\u2028\u2029]+/gu, ' ');
  return /[|`]/.test(shown) ? `<code>${shown.replace(/[^\p{L}\p{N} ]/gu, entity)}</code>` : asCode(shown);
};

/**
 * A person's words on one line. Their emphasis, links and code spans stay; tags, pipes and control characters do not.
 */
export const inline = (words: string): string =>
  words
    .replace(/[\p{Cc}\u2028\u2029]+/gu, ' ')
    .trim()
    .replace(/(?<!`)(`+)(?!`)(.+?)(?<!`)\1(?!`)|[<|`]/g, (found, fence: string | undefined, inside: string | undefined) =>
      fence === undefined || inside === undefined ? entity(found) : code(unpadded(inside)),
    );

/** A code span that begins or ends with a backtick is written with a blank on either side. */
const unpadded = (inside: string): string => (/^ .*`.* $/.test(inside) ? inside.slice(1, -1) : inside);

/** Words as a paragraph: what would open a block of its own at the start of a line is escaped. */
export const paragraph = (words: string): string => inline(words).replace(/^(\d*)(?=[#>+*=~.)_-])/, '$1\\');

/** The same as a block of its own; words that come to nothing give no block. */
export const prose = (words: string): Block => [paragraph(words)].filter((line) => line !== '');

export const heading = (level: number, words: string): string => `${'#'.repeat(level)} ${inline(words)}`;

/** Items are Markdown already. No item, no list. */
export const list = (items: readonly string[]): Block => items.map((item) => `- ${item}`);

export const numbered = (items: readonly string[]): Block => items.map((item, index) => `${index + 1}. ${item}`);

/** Cells are Markdown already, on one line each; an empty one shows a dash. No row, no table. */
export const table = (head: readonly string[], rows: readonly (readonly string[])[]): Block => {
  if (rows.length === 0) return [];
  const line = (cells: readonly string[]): string => `| ${cells.map((cell) => (cell === '' ? '—' : cell)).join(' | ')} |`;
  return [line(head), `| ${head.map(() => '---').join(' | ')} |`, ...rows.map(line)];
};

/** Several lines within one cell. */
export const stacked = (lines: readonly string[]): string => lines.filter((each) => each !== '').join('<br>');

/** Blocks with a blank line between them; empty ones are left out. */
export const blocks = (...parts: readonly Block[]): Block =>
  parts.filter((part) => part.length > 0).flatMap((part, index) => (index === 0 ? part : ['', ...part]));

/** A heading and what stands below it; nothing where nothing stands below it. */
export const section = (level: number, words: string, ...parts: readonly Block[]): Block => {
  const body = blocks(...parts);
  return body.length === 0 ? [] : blocks([heading(level, words)], body);
};
