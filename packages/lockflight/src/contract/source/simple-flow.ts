/** The flow style of simple YAML: `[...]` and `{...}`, over as many lines as they like, and quoted texts on one line. */
import { emptyMapping, MAX_DEPTH, type Marks, NotSimple, withoutSpaces, wordOf } from './simple-values.ts';

/** A text between quotes that ends on its line, with no escapes but `\\`, `\"` and `''`; undefined where none begins. */
export const quotedAt = (text: string, at: number): { readonly text: string; readonly after: number } | undefined => {
  const quote = text[at];
  if (quote !== '"' && quote !== "'") return undefined;
  const pattern = quote === '"' ? DOUBLE : SINGLE;
  pattern.lastIndex = at;
  const inside = pattern.exec(text)?.[1];
  if (inside === undefined) throw new NotSimple();
  const unescaped = quote === '"' ? (inside.includes('\\') ? inside.replace(/\\(.)/g, '$1') : inside) : inside.replaceAll("''", "'");
  return { text: unescaped, after: at + inside.length + 2 };
};

const DOUBLE = /"((?:[^"\\\n]|\\["\\])*)"/y;
const SINGLE = /'((?:[^'\n]|'')*)'/y;
/** A colon or a hash inside a word is one of its letters. */
const PLAIN = /(?:[^\s\-?:,[\]{}#&*!|>'"%@`]|[-?:](?=[^\s,[\]{}]))(?:[^,[\]{}\n:#]|:(?=[^\s,[\]{}])|(?<=[^ ])#)*/y;

/** What begins at `from`, and where it ends. `indent`: of the block around it; every further line stands deeper. */
export const flowValue = (
  text: string,
  from: number,
  indent: number,
  marks: Marks,
): { readonly value: unknown; readonly after: number } => {
  let at = from;
  let depth = 0;

  /** To the next character that is no space; a comment is not simple. */
  const skip = (): void => {
    for (;;) {
      while (text[at] === ' ') at++;
      if (text[at] !== '\n') break;
      const begins = at + 1;
      at = begins;
      while (text[at] === ' ') at++;
      if (text[at] !== '\n' && at - begins <= indent) throw new NotSimple();
    }
    if (at >= text.length || text[at] === '#') throw new NotSimple();
  };

  const value = (): unknown => {
    if (text[at] === '[') return list();
    if (text[at] === '{') return mapping();
    return scalar();
  };

  const scalar = (): string | number | boolean => {
    const quoted = quotedAt(text, at);
    if (quoted !== undefined) {
      at = quoted.after;
      return quoted.text;
    }
    PLAIN.lastIndex = at;
    const found = PLAIN.exec(text)?.[0];
    if (found === undefined) throw new NotSimple();
    const word = withoutSpaces(found);
    at += word.length;
    return wordOf(word);
  };

  /** Past a comma, or up to the end. */
  const separate = (end: ']' | '}'): void => {
    skip();
    if (text[at] === ',') {
      at++;
      skip();
    } else if (text[at] !== end) throw new NotSimple();
  };

  const list = (): unknown[] => {
    if (++depth > MAX_DEPTH) throw new NotSimple();
    const start = at++;
    const made: unknown[] = [];
    const entries: { key: undefined; value: number }[] = [];
    skip();
    while (text[at] !== ']') {
      entries.push({ key: undefined, value: at });
      made.push(value());
      separate(']');
    }
    at++;
    depth--;
    marks.set(made, { start, entries });
    return made;
  };

  const mapping = (): object => {
    if (++depth > MAX_DEPTH) throw new NotSimple();
    const start = at++;
    const made = emptyMapping();
    const entries = new Map();
    skip();
    while (text[at] !== '}') {
      const key = at;
      const name = scalar();
      if (typeof name !== 'string' || name === '__proto__' || name === '<<' || name.length > 128 || entries.has(name))
        throw new NotSimple();
      if (text[at] !== ':' || text[at + 1] !== ' ') throw new NotSimple();
      at += 2;
      skip();
      entries.set(name, { key, value: at });
      made[name] = value();
      separate('}');
    }
    at++;
    depth--;
    marks.set(made, { start, entries });
    return made;
  };

  const read = value();
  return { value: read, after: at };
};
