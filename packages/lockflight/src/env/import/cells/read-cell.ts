/**
 * One cell of a matrix to what it says: the document's legend first, then signs, code, values and words. Input: a cell and what stands beside it;
 * output: a `CellReading`. Invariant: what is not understood stays in `words`, and is no rule. Total; at most 2,000 characters are read.
 */
import { plain } from '../heads/plain.ts';
import type { MarkdownCell } from '../markdown/document.ts';
import { readNotes } from './notes.ts';
import { readCoded } from './read-coded.ts';
import { readWords } from './read-words.ts';
import type { CellContext, CellReading } from './reading.ts';
import { looksLikeValue, readValueText } from './value.ts';
import { CAUTION, CROSS, DASH, PROVIDED, SAME, TICK, UNSURE } from './vocabulary.ts';

const MAX_CELL = 2000;

export const readCell = (cell: MarkdownCell, context: CellContext): CellReading => {
  const text = cell.text
    .slice(0, MAX_CELL)
    .replaceAll('（', ' (')
    .replaceAll('）', ')')
    .replace(/(?<=[^\s*])[*†‡¹²³⁴]+$/u, '')
    .trim();
  if (text === '') return { unsaid: true };
  const beside = [text, ...cell.footnotes.map((id) => context.footnotes.get(id) ?? '')].join('\n');
  const notes = readNotes(beside);
  // A condition that names a variable is written as one; only the others are left to a person.
  const { depends, ...whole } = readOwn(cell, text, notes, context);
  return { ...whole, ...(depends === undefined || notes.when !== undefined ? {} : { depends }), ...notes };
};

const readOwn = (cell: MarkdownCell, text: string, notes: ReturnType<typeof readNotes>, context: CellContext): CellReading => {
  // `X` in "if `X`" is a variable, and no value.
  const named = [notes.when?.variable, ...(notes.differsFrom ?? [])];
  const codes = cell.codes.filter((code) => !named.some((name) => name !== undefined && (code === name || code.startsWith(`${name}=`))));
  return readWhole(codes.length === cell.codes.length ? cell : { ...cell, codes }, text, context);
};

const readWhole = (cell: MarkdownCell, text: string, context: CellContext): CellReading => {
  const said = plain(text);
  const sign = context.legend.get(said.replace(/\ufe0f/g, ''));
  if (sign !== undefined) return { need: sign };
  if (UNSURE.test(said)) return { unsure: true };
  if (cell.codes.length === 0) {
    if (DASH.test(text)) return { need: 'optional' };
    if (SAME.test(said.replace(/^\((.*)\)$/, '$1'))) return { same: sameAs(said), words: text };
  }
  if (TICK.test(said)) return { tick: true };
  if (CROSS.test(said)) return { tick: false };
  if (CAUTION.test(said)) return { need: 'recommended' };
  if (cell.codes.length > 0) return readCoded(cell, text, context);
  const unquoted = /^(["'])(.+)\1$/.exec(text)?.[2] ?? text;
  if (/^["“«][^"“”«»]{2,200}["”»]$/u.test(text)) return readValueText(text.slice(1, -1).trim());
  if (looksLikeValue(unquoted)) return readValueText(unquoted);
  if (PROVIDED.test(said)) return { provided: true, words: text };
  const [, opened = '', aside = ''] = /^(\S+)\s*(\([^()]*\))$/u.exec(text) ?? [];
  if (looksLikeValue(opened)) return readCoded({ ...cell, codes: [opened], words: aside }, text, context);
  const leading = /^(true|false)\s+(?!(?:or|ou|oder|o|y|and|et|und)(?!\p{L}))[(\p{L}—–-]/iu.exec(text)?.[1];
  if (leading !== undefined) return { literal: { value: leading.toLowerCase() }, words: text };
  return readWords(text, context);
};

/** "same as staging" names another column; a bare "same" means the one before. */
const sameAs = (said: string): { readonly as?: string } => {
  const as =
    /(?<!\p{L})(?:as|als|que|de|a|au|en|like|comme|wie|come|seperti|=|with)\s+(?:en |in |l[ae]s? |the )?([\p{L}\p{N}-]{2,30})(?:$|[ .,;(])/u.exec(
      said,
    )?.[1];
  return as === undefined || /^(?:above|left|before|here)$/.test(as) ? {} : { as };
};
