/**
 * The YAML that contracts are written in, read in one pass: block mappings and lists, `[...]` and `{...}`, words, quoted texts, whole numbers, true and false, and
 * folded or literal texts of plain lines. Whatever else YAML knows (anchors, tags, several documents, tabs, escapes, words over several lines, empty values) and
 * whatever is wrong is not read here: the answer is then undefined, and the whole file goes to the library, which decides.
 *
 * The library stays the definition. Its lexer, parser and composer, cold, cost a third of a whole `check`; a test holds this reader to it, data and places alike.
 */

import type { Offsets } from './positions.ts';
import { flowValue, quotedAt } from './simple-flow.ts';
import { emptyMapping, MAX_DEPTH, type Marks, NotSimple, remembered, withoutSpaces, wordOf } from './simple-values.ts';

/** `text` has passed `checkBounds`. */
export const readSimpleYaml = (text: string): { readonly root: unknown; readonly offsets: Offsets } | undefined => {
  if (!text.endsWith('\n') || /[\t\r\u0085\u2028\u2029]/.test(text)) return undefined;
  try {
    const marks: Marks = new Map();
    const root = readBlocks(text, marks);
    return { root, offsets: remembered(marks) };
  } catch (error) {
    if (error instanceof NotSimple) return undefined;
    throw error;
  }
};

interface Line {
  readonly indent: number;
  /** Where its first character stands. */
  readonly from: number;
}

const readBlocks = (text: string, marks: Marks): unknown => {
  /** Where the next line begins that is not read yet. */
  let next = 0;
  let depth = 0;

  /** The next line that says something: it is only looked at. */
  const peek = (): Line | undefined => {
    while (next < text.length) {
      let from = next;
      while (text[from] === ' ') from++;
      if (text[from] !== '\n' && text[from] !== '#') return { indent: from - next, from };
      next = text.indexOf('\n', from) + 1;
    }
    return undefined;
  };

  const passLine = (from: number): void => {
    next = text.indexOf('\n', from) + 1;
  };

  const pastSpaces = (from: number): number => {
    let at = from;
    while (text[at] === ' ') at++;
    return at;
  };

  /** After a value, only a comment may follow on its line. */
  const endLine = (after: number): void => {
    const at = pastSpaces(after);
    if (text[at] !== '\n' && (text[at] !== '#' || at === after)) throw new NotSimple();
    passLine(at);
  };

  const isItem = ({ from }: Line): boolean => text[from] === '-' && text[from + 1] === ' ';

  const block = (line: Line): unknown => {
    if (++depth > MAX_DEPTH) throw new NotSimple();
    const value = isItem(line) ? list(line) : mapping(line.indent, line.from);
    depth--;
    return value;
  };

  /** `first`: where its first key stands, which may be behind the dash of an item. */
  const mapping = (indent: number, first: number): object => {
    const value = emptyMapping();
    const entries = new Map();
    let at = first;
    for (;;) {
      const key = keyAt(at);
      if (key === undefined || entries.has(key.name)) throw new NotSimple();
      const from = pastSpaces(key.after);
      const nested = text[from] === '\n' || (text[from] === '#' && from > key.after) ? below(indent, from) : undefined;
      entries.set(key.name, { key: at, value: nested?.from ?? from });
      value[key.name] = nested === undefined || FLOW.test(text[nested.from] ?? '') ? inline(nested?.from ?? from, indent) : block(nested);
      const line = peek();
      if (line === undefined || line.indent < indent) break;
      if (line.indent > indent) throw new NotSimple();
      at = line.from;
    }
    marks.set(value, { start: first, entries });
    return value;
  };

  /** What stands below its key: further in, or a list right under it. */
  const below = (indent: number, from: number): Line => {
    passLine(from);
    const line = peek();
    if (line === undefined || line.indent < indent || (line.indent === indent && !isItem(line))) throw new NotSimple();
    return line;
  };

  const list = ({ indent, from: first }: Line): unknown[] => {
    const value: unknown[] = [];
    const entries: { key: undefined; value: number }[] = [];
    let dash = first;
    for (;;) {
      const at = pastSpaces(dash + 1);
      entries.push({ key: undefined, value: at });
      if (keyAt(at) === undefined) value.push(inline(at, indent));
      else value.push(block({ indent: indent + at - dash, from: at }));
      const line = peek();
      if (line === undefined || line.indent < indent || (line.indent === indent && !isItem(line))) break;
      if (line.indent > indent) throw new NotSimple();
      dash = line.from;
    }
    marks.set(value, { start: first, entries });
    return value;
  };

  /** A key and its colon, or undefined where something else stands. */
  const keyAt = (at: number): { readonly name: string; readonly after: number } | undefined => {
    const quoted = quotedAt(text, at);
    if (quoted !== undefined) {
      if (text[quoted.after] !== ':') return undefined;
      if (!/[ \n]/.test(text[quoted.after + 1] ?? '')) throw new NotSimple();
      return { name: ownName(quoted.text), after: quoted.after + 1 };
    }
    KEY.lastIndex = at;
    const name = KEY.exec(text)?.[1];
    if (name === undefined) return undefined;
    if (typeof wordOf(name) !== 'string') throw new NotSimple();
    return { name: ownName(name), after: at + name.length + 1 };
  };

  /** A value that begins on the line of its key or dash; one in flow style also below its key. */
  const inline = (from: number, indent: number): unknown => {
    const first = text[from] ?? '\n';
    if (FLOW.test(first)) {
      const { value, after } = flowValue(text, from, indent, marks);
      endLine(after);
      return value;
    }
    const quoted = quotedAt(text, from);
    if (quoted !== undefined) {
      endLine(quoted.after);
      return quoted.text;
    }
    if (first === '>' || first === '|') return lines(from, indent);
    const end = text.indexOf('\n', from);
    const comment = text.slice(from, end).indexOf(' #');
    const words = withoutSpaces(text.slice(from, comment < 0 ? end : from + comment));
    if (!PLAIN_START.test(words) || words.includes(': ') || words.endsWith(':')) throw new NotSimple();
    passLine(end);
    return wordOf(words);
  };

  /** `>`, `|`, without or with `-`: lines of one indentation, and nothing but the end after an empty one. */
  const lines = (from: number, indent: number): string => {
    const header = withoutSpaces(text.slice(from, text.indexOf('\n', from)));
    if (!/^[>|]-?$/.test(header)) throw new NotSimple();
    passLine(from);
    const own = pastSpaces(next) - next;
    const parts: string[] = [];
    for (;;) {
      const end = text.indexOf('\n', next);
      if (end < 0) break;
      const at = pastSpaces(next);
      if (at === end) {
        if (at > next || !endsAfter(end, own)) throw new NotSimple();
        break;
      }
      const inside = at - next;
      if (inside <= indent) break;
      if (inside !== own || text[end - 1] === ' ') throw new NotSimple();
      parts.push(text.slice(at, end));
      next = end + 1;
    }
    if (parts.length === 0) throw new NotSimple();
    return parts.join(header[0] === '>' ? ' ' : '\n') + (header.length > 1 ? '' : '\n');
  };

  /** Whether a text of lines ends with the empty ones that begin at `at`. Spaces alone may be more of the text. */
  const endsAfter = (at: number, own: number): boolean => {
    let line = at;
    while (text[line] === '\n') line++;
    const from = pastSpaces(line);
    return line === text.length || (text[from] !== '\n' && from - line < own);
  };

  const first = peek();
  if (first === undefined || isItem(first)) throw new NotSimple();
  const root = block(first);
  if (peek() !== undefined) throw new NotSimple();
  return root;
};

const KEY = /([A-Za-z0-9_][A-Za-z0-9_.:/@-]{0,127}?):(?=[ \n])/y;
const FLOW = /[[{]/;
/** No indicator of YAML begins a word, but some of them do where they touch what follows. */
const PLAIN_START = /^(?:[^\s\-?:,[\]{}#&*!|>'"%@`]|[-?:](?=\S))/;

const ownName = (name: string): string => {
  if (name === '__proto__' || name === '<<' || name.length > 128) throw new NotSimple();
  return name;
};
