/**
 * A shell script to what happens to names in it, in the order of the text: where one is read, where one is set and for how long. Quotes, here-documents, comments,
 * substitutions, arithmetic and functions are told apart; nothing is executed. Total: whatever the text is, every character is looked at a bounded number of times.
 */
import { effectsOf, takingOf, type Word } from './shell-commands.ts';
import { arithmetic, assignment, heredocs, isArithmetic, word } from './shell-expansions.ts';
import {
  ASSIGNMENT,
  comment,
  DEEPEST,
  match,
  newReading,
  read,
  type ShellFunction,
  type ShellLoop,
  type ShellReading,
  type ShellSet,
  type ShellText,
  set,
} from './shell-reading.ts';

const FUNCTION = /[A-Za-z_][\w:.-]*[ \t]*\([ \t]*\)/y;
const HEREDOC = /<<(-?)[ \t]*(?:\\(\w+)|(['"])([^'"\n]+)\3|([\w.!-]+))/y;
/** Words behind which a command begins. */
const OPENING = new Set(['then', 'do', 'else', 'elif', 'if', 'while', 'until', 'time', '!', '{', 'function']);

export const readShellText = (text: string): ShellText => {
  const r = newReading(text, commands);
  commands(r, '', 0);
  const { reads, sets, functions, loops, indirect, given, lists, sources } = r;
  return { reads, sets, functions, loops, indirect, arguments: given, lists, sources };
};

/** Commands up to what closes them. */
const commands = (r: ShellReading, stop: string, depth: number): void => {
  if (depth >= DEEPEST) {
    r.at = r.text.length;
    return;
  }
  r.closing.push(stop);
  const open: ('group' | 'function')[] = [];
  const bodies: ShellFunction[] = [];
  const running: ShellLoop[] = [];
  let parens = 0;
  let conditions = 0;
  let cases = 0;
  /** The name of the function whose body comes next. */
  let awaited: string | undefined;
  /** `X=1` before a command holds for its line; before none, from there on. */
  let pending: ShellSet[] = [];
  let passing: ShellSet[] = [];
  let line: Word[] = [];
  let start = true;
  const surely = (made: ShellSet): ShellSet => {
    if (depth === 0 && conditions === 0 && parens === 0 && open.length === 0) made.sure = true;
    return made;
  };
  const ended = (): void => {
    start = true;
    pending = [];
    line = [];
  };
  while (r.at < r.text.length) {
    const c = r.text[r.at] ?? '';
    if (c === '\\' && r.text[r.at + 1] === '\n') r.at += 2;
    else if (c === '\\' && r.text.startsWith('\r\n', r.at + 1)) r.at += 3;
    else if (c === '\n') {
      for (const each of passing) each.until = r.at;
      passing = [];
      r.at++;
      ended();
      heredocs(r, depth);
    } else if (/\s/.test(c)) r.at++;
    else if (c === '#') comment(r);
    else if (c === ')') {
      if (parens > 0) parens--;
      else if (cases === 0 && stop === ')') break;
      r.at++;
      ended();
    } else if (c === '`' && stop === '`') break;
    else if (c === '(' && (start || line[0]?.plain === 'for') && r.text[r.at + 1] === '(' && isArithmetic(r.text, r.at)) {
      r.at += 2;
      arithmetic(r, depth + 1);
      start = false;
    } else if (c === '(') {
      parens++;
      r.at++;
      ended();
    } else if ((c === '<' || c === '>') && r.text[r.at + 1] === '(') {
      r.at += 2;
      r.commands(r, ')', depth + 1);
    } else if (c === '<' && r.text.startsWith('<<<', r.at)) r.at += 3;
    else if (c === '<' && match(r, HEREDOC) !== null) {
      const [whole = '', dash, bare, , inQuotes, mark] = match(r, HEREDOC) ?? [];
      r.documents.push({ mark: bare ?? inQuotes ?? mark ?? '', quoted: mark === undefined, tabs: dash === '-' });
      r.at += whole.length;
    } else if (c === '<' || c === '>') r.at += r.text[r.at + 1] === '&' ? 2 : 1;
    else if (c === '&' && r.text[r.at + 1] === '>') r.at++;
    else if (/[;&|]/.test(c)) {
      r.at++;
      ended();
    } else if (start && match(r, FUNCTION) !== null) {
      const [whole = ''] = match(r, FUNCTION) ?? [];
      r.at += Math.max(1, whole.length);
      awaited = whole.replace(/\W+$/, '');
    } else if (start && /^\{\s/.test(r.text.slice(r.at, r.at + 2))) {
      if (awaited !== undefined) {
        const body = { name: awaited, from: r.at, to: r.text.length };
        r.functions.push(body);
        bodies.push(body);
      }
      open.push(awaited !== undefined ? 'function' : 'group');
      awaited = undefined;
      r.at++;
    } else if (start && c === '}') {
      r.at++;
      if (open.pop() === 'function') {
        const body = bodies.pop();
        if (body !== undefined) body.to = r.at;
      }
      start = false;
    } else if (start && line.length === 0 && match(r, ASSIGNMENT) !== null) pending.push(surely(assignment(r, depth, false)));
    else {
      const taking = line.length > 0 && match(r, ASSIGNMENT) !== null ? takingOf(line) : 'argument';
      if (taking !== 'argument') {
        const made = assignment(r, depth, taking === 'local' && bodies.length > 0);
        if (taking === 'prefix') passing.push(made);
        else surely(made);
        continue;
      }
      const made = word(r, depth);
      if (r.at === made.from) r.at++;
      const [head] = line;
      if (line.length === 0) passing.push(...pending.splice(0));
      const key = made.quotes === 'none' ? made.plain : undefined;
      if (line.length === 0 && key !== undefined) {
        if (/^(?:if|for|while|until|select|case)$/.test(key)) conditions++;
        if (/^(?:fi|done|esac)$/.test(key)) conditions--;
        if (key === 'case') cases++;
        if (key === 'esac') cases = Math.max(0, cases - 1);
        if (key === 'for' || key === 'select' || key === 'while' || key === 'until') {
          const body = { from: made.from, to: r.text.length, words: [] };
          r.loops.push(body);
          running.push(body);
        }
        if (key === 'done') {
          const body = running.pop();
          if (body !== undefined) body.to = r.at;
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
        r.given.push({ command: head.plain, position: line.length - 1, name: made.plain, at: made.from });
      for (const each of effectsOf(line)) {
        if (each.is === 'read') read(r, each.name, made.from);
        else if (each.is === 'set') surely(set(r, each.name, each.local && bodies.length > 0));
        else if (each.is === 'source') r.sources.push(each.path);
        else if (depth < DEEPEST) inner(r, each.is, made);
      }
    }
  }
  for (const each of passing) each.until = r.at;
  r.closing.pop();
  r.at++;
};

/** A text that a shell, or something that expands names, is given. Every character keeps its place. */
const inner = (r: ShellReading, as: 'script' | 'escaped' | 'template', { from, to }: Word): void => {
  const body = r.text.slice(from + 1, to - 1);
  const spaced = (marks: string): string => ' '.repeat(marks.length);
  const script =
    as === 'script'
      ? body
      : as === 'escaped'
        ? body.replace(/\\[$"\\]|\$/g, (mark) => (mark === '\\$' ? ' $' : mark === '\\"' ? ' "' : spaced(mark)))
        : `"${body.replace(/["\\`]|\$\(/g, spaced)}"`;
  const found = readShellText(script);
  const off = from + (as === 'template' ? 0 : 1);
  for (const each of found.reads) r.reads.push({ ...each, at: each.at + off });
  for (const each of found.sets) r.sets.push({ ...each, at: each.at + off, until: (each.until ?? body.length) + off });
};
