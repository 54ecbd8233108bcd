/**
 * A shell script to what happens to names in it, in the order of the text: where one is read, where one is set and for how long. Quotes, here-documents, comments,
 * substitutions, arithmetic and functions are told apart; nothing is executed. Total: whatever the text is, every character is looked at a bounded number of times.
 */
import { effectsOf, takingOf, type Word } from './shell-commands.ts';

export interface ShellRead {
  readonly name: string;
  readonly at: number;
  /** `:-`, `?`, `%` ... as it stands behind the name in braces; empty without one. */
  readonly operator: string;
  readonly default?: string;
}

export interface ShellSet {
  readonly name: string;
  readonly at: number;
  /** `X=1 command`: to the end of its line. */
  until?: number;
  /** `local`: of its function alone. */
  readonly local: boolean;
}

/** From the first character to the one behind the last. */
export interface Range {
  readonly from: number;
  to: number;
}

export interface ShellFunction extends Range {
  readonly name: string;
}

/** `for X in A B`: what it goes through, as far as it is written out. */
export interface ShellLoop extends Range {
  readonly words: string[];
}

/** A word in capitals that a command is given. */
export interface ShellArgument {
  readonly command: string;
  /** From 1. */
  readonly position: number;
  readonly name: string;
  readonly at: number;
}

export interface ShellText {
  readonly reads: readonly ShellRead[];
  readonly sets: readonly ShellSet[];
  readonly functions: readonly ShellFunction[];
  readonly loops: readonly ShellLoop[];
  /** `${!X}`: the variable by the name that X holds. */
  readonly indirect: readonly { readonly name: string; readonly at: number }[];
  readonly arguments: readonly ShellArgument[];
  /** Names of lists, and the words that stand in them. */
  readonly lists: ReadonlyMap<string, readonly string[]>;
  /** Files that are read in (`source`, `.`), as they are written. */
  readonly sources: readonly string[];
}

const DEEPEST = 60;
const NAME = /[A-Za-z_]\w*/y;
const ASSIGNMENT = /[A-Za-z_]\w*(?:\[[^\]\n]*\])?\+?=/y;
const BRACED = /([#!])?([A-Za-z_]\w*|\d+)(\[[^\]\n]*\])?(:?[-=?+]|[%#/^,:@~]+)?/y;
const FUNCTION = /[A-Za-z_][\w:.-]*[ \t]*\([ \t]*\)/y;
const HEREDOC = /<<(-?)[ \t]*(?:\\(\w+)|(['"])([^'"\n]+)\3|([\w.!-]+))/y;
/** Words behind which a command begins. */
const OPENING = new Set(['then', 'do', 'else', 'elif', 'if', 'while', 'until', 'time', '!', '{', 'function']);

export const readShellText = (text: string): ShellText => {
  const reads: ShellRead[] = [];
  const sets: ShellSet[] = [];
  const functions: ShellFunction[] = [];
  const loops: ShellLoop[] = [];
  const indirect: { name: string; at: number }[] = [];
  const given: ShellArgument[] = [];
  const lists = new Map<string, readonly string[]>();
  const sources: string[] = [];
  const documents: { mark: string; quoted: boolean; tabs: boolean }[] = [];
  let at = 0;

  const match = (pattern: RegExp): RegExpExecArray | null => {
    pattern.lastIndex = at;
    return pattern.exec(text);
  };
  const read = (name: string, where: number, operator = '', fallback?: string): void => {
    reads.push({ name, at: where, operator, ...(fallback === undefined ? {} : { default: fallback }) });
  };
  const set = (name: string, local = false): ShellSet => {
    const made: ShellSet = { name, at, local };
    sets.push(made);
    return made;
  };

  const single = (): void => {
    const end = text.indexOf("'", at + 1);
    at = end === -1 ? text.length : end + 1;
  };

  const double = (depth: number): void => {
    for (at++; at < text.length && text[at] !== '"'; ) expand(depth, true);
    at++;
  };

  /** One character or expansion of a text in which only `$`, the back quote and the backslash mean something. */
  const expand = (depth: number, quoted: boolean): void => {
    const c = text[at];
    if (c === '\\') at += 2;
    else if (c === '$') dollar(depth, quoted);
    else if (c === '`') {
      at++;
      commands('`', depth + 1);
    } else at++;
  };

  const dollar = (depth: number, quoted: boolean): void => {
    const from = at;
    const next = text[at + 1];
    if (next === '(' && text[at + 2] === '(' && isArithmetic(text, at + 1)) {
      at += 3;
      arithmetic(depth + 1);
    } else if (next === '(') {
      at += 2;
      commands(')', depth + 1);
    } else if (next === '{') {
      at += 2;
      braced(from, depth + 1, quoted);
    } else if (next === "'" && !quoted) {
      for (at += 2; at < text.length && text[at] !== "'"; ) at += text[at] === '\\' ? 2 : 1;
      at++;
    } else {
      at++;
      const name = match(NAME);
      if (name === null) at += next === '"' ? 0 : 1;
      else {
        at += name[0].length;
        // `$LIST[1]` of zsh apart, what stands behind is text.
        read(name[0], from);
      }
    }
  };

  const braced = (from: number, depth: number, quoted: boolean): void => {
    const found = match(BRACED);
    const [, prefix, name, index, operator = ''] = found ?? [];
    at += found?.[0].length ?? 0;
    const start = at;
    let plain = true;
    while (at < text.length && text[at] !== '}') {
      const c = text[at];
      if (c === '$' || c === '`' || c === '\n') plain = false;
      if (c === '"' && depth < DEEPEST) double(depth);
      else if (c === "'" && !quoted) single();
      else if (depth < DEEPEST) expand(depth, quoted);
      else at++;
    }
    if (name !== undefined && prefix === '!') indirect.push({ name, at: from });
    if (name !== undefined && index === undefined && prefix !== '!') {
      const words = text.slice(start, at).replace(/^(["'])(.*)\1$/, '$2');
      read(name, from, operator, /^:?[-=]$/.test(operator) && plain && words !== '' ? words : undefined);
      if (/^:?=$/.test(operator)) set(name);
    }
    at++;
  };

  /** `((...))` up to its end: a bare name is read, `X=`, `X++` set it too. */
  const arithmetic = (depth: number): void => {
    for (let open = 2; at < text.length && open > 0; ) {
      const c = text[at];
      const name = match(NAME);
      if (name !== null && text[at - 1] !== '#') {
        const own = /^\s*(?:[-+*/%]?=(?!=)|\+\+|--)/.exec(text.slice(at + name[0].length, at + name[0].length + 8));
        if (own === null || !own[0].trim().startsWith('=')) read(name[0], at);
        at += name[0].length;
        if (own !== null) set(name[0]);
      } else if (c === '$' && depth < DEEPEST) dollar(depth, true);
      else {
        if (c === '(') open++;
        if (c === ')') open--;
        at++;
      }
    }
  };

  const heredocs = (depth: number): void => {
    for (const { mark, quoted, tabs } of documents.splice(0)) {
      while (at < text.length) {
        const end = text.indexOf('\n', at);
        const line = text.slice(at, end === -1 ? undefined : end);
        const stop = end === -1 ? text.length : end + 1;
        if ((tabs ? line.replace(/^\t+/, '') : line).trim() === mark) {
          at = stop;
          break;
        }
        if (quoted) at = stop;
        else while (at < stop) expand(depth, true);
      }
    }
  };

  /** One word, with what is expanded in it. `plain`: what it is without quotes, where nothing is expanded. */
  const word = (depth: number): Word => {
    const from = at;
    let plain: string | undefined = '';
    let quotes: Word['quotes'] = 'none';
    while (at < text.length) {
      const c = text[at] ?? '';
      if (/[\s;&|<>()]/.test(c) || (c === '`' && depth > 0 && closing[closing.length - 1] === '`')) break;
      const before = at;
      if (c === "'") {
        single();
        quotes = before === from ? 'single' : 'mixed';
        if (plain !== undefined) plain += text.slice(before + 1, at - 1);
      } else if (c === '"') {
        const known = reads.length;
        double(depth);
        quotes = before === from ? 'double' : 'mixed';
        plain = plain === undefined || reads.length > known ? undefined : plain + text.slice(before + 1, at - 1);
      } else if (c === '$' || c === '`') {
        if (depth < DEEPEST) expand(depth, false);
        else at++;
        plain = undefined;
      } else if (c === '\\') {
        if (plain !== undefined) plain += text[at + 1] ?? '';
        at += 2;
      } else {
        if (plain !== undefined) plain += c;
        at++;
      }
    }
    return { from, to: at, raw: text.slice(from, at), plain, quotes };
  };

  const assignment = (depth: number, local: boolean): ShellSet => {
    const name = match(NAME)?.[0] ?? '';
    at += match(ASSIGNMENT)?.[0].length ?? 1;
    if (text[at] === '(') {
      const items: string[] = [];
      at++;
      while (at < text.length && text[at] !== ')') {
        if (/[\s;&|<>(]/.test(text[at] ?? '')) at++;
        else if (text[at] === '#') comment();
        else items.push(word(depth).plain ?? '');
      }
      at++;
      lists.set(name, items);
    } else lists.set(name, word(depth).plain?.split(/\s+/) ?? []);
    return set(name, local);
  };

  const comment = (): void => {
    const end = text.indexOf('\n', at);
    at = end === -1 ? text.length : end;
  };

  const closing: string[] = [];

  /** Commands up to what closes them. */
  const commands = (stop: string, depth: number): void => {
    if (depth >= DEEPEST) {
      at = text.length;
      return;
    }
    closing.push(stop);
    const open: ('group' | 'function')[] = [];
    const bodies: ShellFunction[] = [];
    const running: ShellLoop[] = [];
    let parens = 0;
    let cases = 0;
    /** The name of the function whose body comes next. */
    let awaited: string | undefined;
    /** `X=1` before a command holds for its line; before none, from there on. */
    let pending: ShellSet[] = [];
    let passing: ShellSet[] = [];
    let line: Word[] = [];
    let start = true;
    const ended = (): void => {
      start = true;
      pending = [];
      line = [];
    };
    while (at < text.length) {
      const c = text[at] ?? '';
      if (c === '\\' && text[at + 1] === '\n') at += 2;
      else if (c === '\\' && text.startsWith('\r\n', at + 1)) at += 3;
      else if (c === '\n') {
        for (const each of passing) each.until = at;
        passing = [];
        at++;
        ended();
        heredocs(depth);
      } else if (/\s/.test(c)) at++;
      else if (c === '#') comment();
      else if (c === ')') {
        if (parens > 0) parens--;
        else if (cases === 0 && stop === ')') break;
        at++;
        ended();
      } else if (c === '`' && stop === '`') break;
      else if (c === '(' && (start || line[0]?.plain === 'for') && text[at + 1] === '(' && isArithmetic(text, at)) {
        at += 2;
        arithmetic(depth + 1);
        start = false;
      } else if (c === '(') {
        parens++;
        at++;
        ended();
      } else if ((c === '<' || c === '>') && text[at + 1] === '(') {
        at += 2;
        commands(')', depth + 1);
      } else if (c === '<' && text.startsWith('<<<', at)) at += 3;
      else if (c === '<' && match(HEREDOC) !== null) {
        const [whole = '', dash, bare, , inQuotes, mark] = match(HEREDOC) ?? [];
        documents.push({ mark: bare ?? inQuotes ?? mark ?? '', quoted: mark === undefined, tabs: dash === '-' });
        at += whole.length;
      } else if (c === '<' || c === '>') at += text[at + 1] === '&' ? 2 : 1;
      else if (c === '&' && text[at + 1] === '>') at++;
      else if (/[;&|]/.test(c)) {
        at++;
        ended();
      } else if (start && match(FUNCTION) !== null) {
        const [whole = ''] = match(FUNCTION) ?? [];
        at += Math.max(1, whole.length);
        awaited = whole.replace(/\W+$/, '');
      } else if (start && /^\{\s/.test(text.slice(at, at + 2))) {
        if (awaited !== undefined) {
          const body = { name: awaited, from: at, to: text.length };
          functions.push(body);
          bodies.push(body);
        }
        open.push(awaited !== undefined ? 'function' : 'group');
        awaited = undefined;
        at++;
      } else if (start && c === '}') {
        at++;
        if (open.pop() === 'function') {
          const body = bodies.pop();
          if (body !== undefined) body.to = at;
        }
        start = false;
      } else if (start && line.length === 0 && match(ASSIGNMENT) !== null) pending.push(assignment(depth, false));
      else {
        const taking = line.length > 0 && match(ASSIGNMENT) !== null ? takingOf(line) : 'argument';
        if (taking !== 'argument') {
          const made = assignment(depth, taking === 'local' && bodies.length > 0);
          if (taking === 'prefix') passing.push(made);
          continue;
        }
        const made = word(depth);
        if (at === made.from) at++;
        const [head] = line;
        if (line.length === 0) passing.push(...pending.splice(0));
        const key = made.quotes === 'none' ? made.plain : undefined;
        if (line.length === 0 && key !== undefined) {
          if (key === 'case') cases++;
          if (key === 'esac') cases = Math.max(0, cases - 1);
          if (key === 'for' || key === 'select' || key === 'while' || key === 'until') {
            const body = { from: made.from, to: text.length, words: [] };
            loops.push(body);
            running.push(body);
          }
          if (key === 'done') {
            const body = running.pop();
            if (body !== undefined) body.to = at;
          }
          if (key === 'function') awaited = '';
          if (OPENING.has(key) && key !== 'function') {
            start = true;
            continue;
          }
        }
        if (head?.plain === 'function' && line.length === 1) {
          awaited = made.plain ?? '';
          ended();
          continue;
        }
        if (head?.plain === 'case' && key === 'in') {
          ended();
          continue;
        }
        line.push(made);
        start = false;
        if (head?.plain === 'for' && line.length > 2) running.at(-1)?.words.push(made.plain ?? made.raw);
        if (head?.plain !== undefined && made.plain !== undefined && /^[A-Z][A-Z0-9_]+$/.test(made.plain))
          given.push({ command: head.plain, position: line.length - 1, name: made.plain, at: made.from });
        for (const each of effectsOf(line)) {
          if (each.is === 'read') read(each.name, made.from);
          else if (each.is === 'set') set(each.name, each.local && bodies.length > 0);
          else if (each.is === 'source') sources.push(each.path);
          else if (depth < DEEPEST) inner(each.is, made);
        }
      }
    }
    for (const each of passing) each.until = at;
    closing.pop();
    at++;
  };

  /** A text in single quotes that a shell, or something that expands names, is given. */
  const inner = (as: 'script' | 'template', { from, to }: Word): void => {
    const body = text.slice(from + 1, to - 1);
    const found = readShellText(as === 'script' ? body : `"${body.replace(/["\\`]|\$\(/g, (marks) => ' '.repeat(marks.length))}"`);
    const off = from + (as === 'script' ? 1 : 0);
    for (const each of found.reads) reads.push({ ...each, at: each.at + off });
    for (const each of found.sets) sets.push({ ...each, at: each.at + off, until: (each.until ?? body.length) + off });
  };

  commands('', 0);
  return { reads, sets, functions, loops, indirect, arguments: given, lists, sources };
};

/** `$((1 + 2))` is arithmetic, `$((a; b) | c)` is not: what closes first tells. */
const isArithmetic = (text: string, from: number): boolean => {
  let open = 0;
  for (let at = from; at < text.length && at < from + 2000; at++) {
    if (text[at] === '(') open++;
    if (text[at] === ')' && --open === 1) return text[at + 1] === ')';
    if (text[at] === '\n' && open === 0) return false;
  }
  return false;
};
