/**
 * A `.env.schema` (the @env-spec format that varlock reads) to items with their decorators. Source: the published @env-spec reference and varlock's
 * reference of item and root decorators. Data only: functions are kept as their text and never run. Total; a line that is none of the format's is told.
 */

export interface Decorator {
  readonly name: string;
  /** As written, quotes taken off; undefined for a bare `@name`. */
  readonly value: string | undefined;
}

export interface SchemaItem {
  readonly name: string;
  readonly line: number;
  /** Undefined: no value. A call such as `exec(...)` stays as it is written. */
  readonly value: string | undefined;
  readonly quoted: boolean;
  readonly decorators: readonly Decorator[];
  readonly comment: string;
}

export interface EnvSchema {
  readonly root: readonly Decorator[];
  readonly items: readonly SchemaItem[];
  readonly unread: readonly number[];
}

export const parseEnvSchema = (text: string): EnvSchema => {
  const lines = text.replace(/^\ufeff/, '').split(/\r?\n/);
  const items: SchemaItem[] = [];
  const root: Decorator[] = [];
  const unread: number[] = [];
  let decorators: Decorator[] = [];
  let comment: string[] = [];
  const settle = (): void => {
    if (items.length === 0) root.push(...decorators);
    decorators = [];
    comment = [];
  };
  for (let at = 0; at < lines.length; at++) {
    const line = lines[at] ?? '';
    const said = /^[ \t]*#[ \t]?(.*)$/.exec(line)?.[1];
    const item = /^[ \t]*(?:export[ \t]+)?([A-Za-z_][A-Za-z0-9_]*)[ \t]*=(.*)$/.exec(line);
    if (line.trim() === '' || (said !== undefined && /^(?:---|===)/.test(said))) settle();
    else if (said !== undefined) {
      const whole = said.startsWith('@') ? continued(lines, at, said) : undefined;
      if (whole === undefined) comment.push(said.trim());
      else {
        decorators.push(...decoratorsIn(whole.text));
        at = whole.end;
      }
    } else if (item !== null) {
      const { value, quoted, trailing, end } = valueBehind(lines, at, item[2] ?? '');
      items.push({
        name: item[1] ?? '',
        line: at + 1,
        value,
        quoted,
        decorators: [...decorators, ...(trailing.startsWith('@') ? decoratorsIn(trailing) : [])],
        comment: comment.join(' ').trim(),
      });
      decorators = [];
      comment = [];
      at = end;
    } else unread.push(at + 1);
  }
  settle();
  return { root, items, unread };
};

/** A decorator whose bracket is still open goes on in the comment lines below. */
const continued = (lines: readonly string[], from: number, first: string): { readonly text: string; readonly end: number } => {
  let text = first;
  let end = from;
  while (openBrackets(text) > 0 && end - from < 200) {
    const next = /^[ \t]*#[ \t]?(.*)$/.exec(lines[end + 1] ?? '')?.[1];
    if (next === undefined) break;
    text += ` ${next}`;
    end++;
  }
  return { text, end };
};

/** A function whose bracket is still open goes on in the lines below: `if(`. Undefined: it is closed, or never. */
const calledBelow = (
  lines: readonly string[],
  from: number,
  first: string,
): { readonly text: string; readonly end: number } | undefined => {
  if (!/^[A-Za-z][A-Za-z0-9_]*\(/.test(first) || openBrackets(first) <= 0) return undefined;
  let text = first;
  for (let end = from + 1; end < lines.length && end - from < 200; end++) {
    const next = (lines[end] ?? '').trim();
    if (next === '' || /^[A-Za-z_][A-Za-z0-9_]*\s*=/.test(next)) return undefined;
    if (!next.startsWith('#')) text += ` ${next}`;
    if (openBrackets(text) <= 0) return { text, end };
  }
  return undefined;
};

const openBrackets = (text: string): number => (text.match(/[([{]/g)?.length ?? 0) - (text.match(/[)\]}]/g)?.length ?? 0);

/** `@a @b=c @d(e, f) # words`: one after the other, until a comment. */
export const decoratorsIn = (text: string): readonly Decorator[] => {
  const found: Decorator[] = [];
  let rest = text.slice(0, 20_000).trim();
  for (let match = /^@([A-Za-z][A-Za-z0-9_]*)(=?)/.exec(rest); match !== null; match = /^@([A-Za-z][A-Za-z0-9_]*)(=?)/.exec(rest)) {
    const after = rest.slice(match[0].length);
    const called = match[2] === '' && !after.startsWith('(');
    const length = called ? 0 : tokenLength(after);
    const value = after.slice(0, length).trim();
    found.push({ name: match[1] ?? '', value: called ? undefined : unquoted(value) });
    rest = after.slice(length).trim();
  }
  return found;
};

/** How far one value goes: to a blank outside of quotes and brackets. */
const tokenLength = (text: string): number => {
  let depth = 0;
  let quote = '';
  for (let at = 0; at < text.length; at++) {
    const character = text.charAt(at);
    if (quote !== '') {
      if (character === '\\') at++;
      else if (character === quote) quote = '';
    } else if (character === '"' || character === "'" || character === '`') quote = character;
    else if (/[([{]/.test(character)) depth++;
    else if (/[)\]}]/.test(character)) depth--;
    else if (/\s/.test(character) && depth <= 0) return at;
  }
  return text.length;
};

const unquoted = (text: string): string => /^(["'`])([\s\S]*)\1$/.exec(text)?.[2] ?? text;

interface ReadValue {
  readonly value: string | undefined;
  readonly quoted: boolean;
  /** The comment behind it, without `#`. */
  readonly trailing: string;
  readonly end: number;
}

const valueBehind = (lines: readonly string[], at: number, raw: string): ReadValue => {
  const text = raw.trim();
  const fence = /^("""|```|"|'|`)/.exec(text)?.[1];
  if (fence !== undefined) {
    let whole = text.slice(fence.length);
    let end = at;
    while (!whole.includes(fence) && end + 1 < lines.length && end - at < 2000) whole += `\n${lines[++end] ?? ''}`;
    const close = whole.indexOf(fence);
    const value = close === -1 ? whole : whole.slice(0, close);
    return {
      value,
      quoted: true,
      trailing: (close === -1 ? '' : whole.slice(close + fence.length)).replace(/^\s*#\s*/, ''),
      end: close === -1 ? at : end,
    };
  }
  const whole = calledBelow(lines, at, text);
  if (whole !== undefined) return { value: whole.text, quoted: false, trailing: '', end: whole.end };
  const cut = /(?:^|\s)#/.exec(text);
  const bare = (cut === null ? text : text.slice(0, cut.index)).trim();
  const trailing = cut === null ? '' : text.slice(cut.index).replace(/^\s*#\s*/, '');
  return { value: bare === '' || bare === 'undefined' ? undefined : bare, quoted: false, trailing, end: at };
};
