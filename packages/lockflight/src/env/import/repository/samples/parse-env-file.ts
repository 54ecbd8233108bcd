/**
 * A file of variables, line by line: every `NAME=value`, also commented out, with the comment above it. Input: the text; output: entries in their order.
 * Invariants: total and linear; what a value is worth is not judged here. Values of several lines end with their quote, or with their own line where
 * the quote is never closed.
 */

export interface EnvEntry {
  readonly name: string;
  /** From 1. */
  readonly line: number;
  /** Without quotes and trailing comment; empty where nothing stands behind `=`. */
  readonly value: string;
  /** The whole assignment is a comment. */
  readonly off: boolean;
  /** Only its name stands there, in a comment of its own. */
  readonly bare: boolean;
  /** The lines of comment right above, and the one behind the value. */
  readonly comment: readonly string[];
  /** The last heading of the file above it (`--- smtp ---`), where it is set off by dashes. */
  readonly heading: EnvHeading | undefined;
}

export interface EnvHeading {
  readonly line: number;
  readonly words: string;
}

const ASSIGNMENT = /^[ \t]*(#+[ \t]*)?(?:export[ \t]+)?([A-Za-z_][A-Za-z0-9_]*)[ \t]*=(.*)$/;
const COMMENT = /^[ \t]*#+[ \t]?(.*)$/;
const MOST_LINES = 20_000;

export const parseEnvFile = (text: string): readonly EnvEntry[] => {
  const lines = text.replace(/^\ufeff/, '').split(/\r?\n/, MOST_LINES);
  const entries: EnvEntry[] = [];
  let comment: string[] = [];
  let heading: EnvHeading | undefined;
  for (let at = 0; at < lines.length; at++) {
    const line = (lines[at] ?? '').slice(0, 5000);
    const assigned = ASSIGNMENT.exec(line);
    const off = assigned?.[1] !== undefined;
    if (assigned !== null && (!off || isCommentedOut(assigned[2] ?? '', assigned[3] ?? ''))) {
      const { value, words, end } = off ? { ...firstLine(assigned[3] ?? ''), end: at } : valueAt(lines, at, assigned[3] ?? '');
      entries.push({ name: assigned[2] ?? '', line: at + 1, value, off, bare: false, comment: [...comment, ...words], heading });
      comment = [];
      at = end;
      continue;
    }
    const said = COMMENT.exec(line)?.[1]?.trim();
    if (said === undefined || said === '') {
      comment = [];
      continue;
    }
    const title = /^-{2,}[ \t]*(\S.*?)[ \t]*-{2,}$/.exec(said)?.[1];
    if (title !== undefined) {
      heading = { line: at + 1, words: title };
      comment = [];
    } else if (/^[A-Z][A-Z0-9]*(?:_[A-Z0-9]+)+$/.test(said) && !/^[ \t]*#/.test(lines[at + 1] ?? '')) {
      entries.push({ name: said, line: at + 1, value: '', off: true, bare: true, comment, heading });
      comment = [];
    } else comment.push(said);
  }
  return entries;
};

/** `# MODE=fast` is an assignment; `# set a=b when ...` is prose. */
const isCommentedOut = (name: string, rest: string): boolean =>
  /^[A-Z][A-Z0-9_]*$/.test(name) &&
  name.length > 1 &&
  (/^\s*$/.test(rest) || /^\s*["'`]/.test(rest) || !/^\s*\S+\s+[a-z]+\s+[a-z]+\s/.test(rest));

interface ReadValue {
  readonly value: string;
  readonly words: readonly string[];
}

const firstLine = (raw: string): ReadValue => {
  const text = raw.trim();
  const quoted = /^(["'`])((?:\\.|(?!\1).)*)\1[ \t]*(?:#+[ \t]*(.*))?$/.exec(text);
  if (quoted !== null) return { value: quoted[2] ?? '', words: wordsOf(quoted[3]) };
  const [, value = '', behind] = /^((?:[^#]|(?<=\S)#)*?)[ \t]*(?:(?:^|[ \t])#+[ \t]*(.*))?$/.exec(text) ?? [];
  return { value: value.trim(), words: wordsOf(behind) };
};

const wordsOf = (behind: string | undefined): readonly string[] => (behind === undefined || behind.trim() === '' ? [] : [behind.trim()]);

const valueAt = (lines: readonly string[], at: number, raw: string): ReadValue & { readonly end: number } => {
  const text = raw.trim();
  const quote = /^["'`]/.exec(text)?.[0];
  if (quote === undefined || text.indexOf(quote, 1) !== -1) return { ...firstLine(raw), end: at };
  for (let end = at + 1; end < lines.length && end - at < 500; end++) {
    const close = (lines[end] ?? '').indexOf(quote);
    if (close === -1) continue;
    const body = [text.slice(1), ...lines.slice(at + 1, end), (lines[end] ?? '').slice(0, close)].join('\n');
    return { value: body, words: [], end };
  }
  return { value: text.slice(1), words: [], end: at };
};
