/**
 * A file of variables, statement by statement, to find what a loader passes over in silence: a line that sets nothing, a quote that is never closed, a value
 * that a `#` cuts short, a name that is set twice. Loaders differ there (the first or the last wins, a line is dropped or swallowed), so the file would not mean the same everywhere.
 *
 * In: the text of one file, without its byte order mark. Out: line numbers, from 1, and names; never a value, and never a name where a broken quote
 * may have made one out of a piece of a value.
 */
import { parse } from 'dotenv';

export interface Statements {
  /** Lines that are neither blank, nor a comment, nor one whole NAME=value. */
  readonly malformed: readonly number[];
  /** Lines on which a value opens a quote that nothing closes. */
  readonly unclosed: readonly number[];
  /** Lines on which a `#` inside of a value without quotes cuts it short, though no blank stands before it. */
  readonly cut: readonly number[];
  /** Names that get two different values, with the lines of each. */
  readonly repeated: readonly { readonly name: string; readonly lines: readonly number[] }[];
}

const BLANK = /^\s*(?:#.*)?$/;
const CUT = /^\s*(?:export\s+)?[\w.-]+(?:\s*=|:\s)\s*[^\s'"`#](?:[^#]*[^\s#])?#/;
const OPENING = /^\s*(?:export\s+)?[\w.-]+(?:\s*=|:\s)\s*(['"`])/;

/** Linear in the text: each line is looked at once. */
export const statementsOf = (text: string): Statements => {
  const lines = text.split(/\r\n|\r|\n/);
  const malformed: number[] = [];
  const unclosed: number[] = [];
  const cut: number[] = [];
  const set = new Map<string, { readonly values: Set<string>; readonly lines: number[] }>();
  for (let at = 0; at < lines.length; ) {
    const line = lines[at] ?? '';
    if (BLANK.test(line)) {
      at += 1;
      continue;
    }
    const end = endOf(lines, at);
    if (end === undefined) unclosed.push(at + 1);
    const [entry, ...more] = Object.entries(parse(lines.slice(at, end ?? at + 1).join('\n')));
    if (end !== undefined && (entry === undefined || more.length > 0 || keepsItsQuote(entry[1], line))) malformed.push(at + 1);
    else if (end !== undefined && entry !== undefined) {
      const known = set.get(entry[0]) ?? { values: new Set(), lines: [] };
      set.set(entry[0], known);
      known.values.add(entry[1]);
      known.lines.push(at + 1);
      if (CUT.test(line)) cut.push(at + 1);
    }
    at = end ?? at + 1;
  }
  const repeated = [...set].filter(([, { values }]) => values.size > 1).map(([name, { lines: on }]) => ({ name, lines: on }));
  return { malformed, unclosed, cut, repeated };
};

/** The line after the statement that begins at `at`; undefined where its quote is never closed. */
const endOf = (lines: readonly string[], at: number): number | undefined => {
  const line = lines[at] ?? '';
  const opening = OPENING.exec(line);
  const quote = opening?.[1];
  if (opening === null || quote === undefined) return at + 1;
  if (closes(line, quote, opening[0].length)) return at + 1;
  for (let next = at + 1; next < lines.length; next += 1) if (closes(lines[next] ?? '', quote, 0)) return next + 1;
  return undefined;
};

const closes = (line: string, quote: string, from: number): boolean => {
  for (let at = line.indexOf(quote, from); at !== -1; at = line.indexOf(quote, at + 1)) if (line[at - 1] !== '\\') return true;
  return false;
};

/** `A="x" y`: text after the closing quote makes the quotes themselves part of the value. */
const keepsItsQuote = (value: string, line: string): boolean => {
  const quote = OPENING.exec(line)?.[1];
  return quote !== undefined && value.startsWith(quote);
};
