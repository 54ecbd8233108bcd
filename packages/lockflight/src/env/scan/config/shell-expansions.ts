/** What a shell expands in a word: `$NAME`, `${...}`, `$(...)`, `$((...))`, quotes, here-documents; and words and assignments as a whole. */
import type { Word } from './shell-commands.ts';
import { ASSIGNMENT, comment, DEEPEST, match, NAME, read, type ShellReading, type ShellSet, set, single } from './shell-reading.ts';

const BRACED = /([#!])?([A-Za-z_]\w*|\d+)(\[[^\]\n]*\])?(:?[-=?+]|[%#/^,:@~]+)?/y;

export const double = (r: ShellReading, depth: number): void => {
  for (r.at++; r.at < r.text.length && r.text[r.at] !== '"'; ) expand(r, depth, true);
  r.at++;
};

/** One character or expansion of a text in which only `$`, the back quote and the backslash mean something. */
export const expand = (r: ShellReading, depth: number, quoted: boolean): void => {
  const c = r.text[r.at];
  if (c === '\\') r.at += 2;
  else if (c === '$') dollar(r, depth, quoted);
  else if (c === '`') {
    r.at++;
    r.commands(r, '`', depth + 1);
  } else r.at++;
};

export const dollar = (r: ShellReading, depth: number, quoted: boolean): void => {
  const from = r.at;
  const next = r.text[r.at + 1];
  if (next === '(' && r.text[r.at + 2] === '(' && isArithmetic(r.text, r.at + 1)) {
    r.at += 3;
    arithmetic(r, depth + 1);
  } else if (next === '(') {
    r.at += 2;
    r.commands(r, ')', depth + 1);
  } else if (next === '{') {
    r.at += 2;
    braced(r, from, depth + 1, quoted);
  } else if (next === "'" && !quoted) {
    for (r.at += 2; r.at < r.text.length && r.text[r.at] !== "'"; ) r.at += r.text[r.at] === '\\' ? 2 : 1;
    r.at++;
  } else {
    r.at++;
    const name = match(r, NAME);
    if (name === null) r.at += next === '"' ? 0 : 1;
    else {
      r.at += name[0].length;
      // `$LIST[1]` of zsh apart, what stands behind is r.text.
      read(r, name[0], from);
    }
  }
};

export const braced = (r: ShellReading, from: number, depth: number, quoted: boolean): void => {
  const found = match(r, BRACED);
  const [, prefix, name, index, operator = ''] = found ?? [];
  r.at += found?.[0].length ?? 0;
  const start = r.at;
  let plain = true;
  while (r.at < r.text.length && r.text[r.at] !== '}') {
    const c = r.text[r.at];
    if (c === '$' || c === '`' || c === '\n') plain = false;
    if (c === '"' && depth < DEEPEST) double(r, depth);
    else if (c === "'" && !quoted) single(r);
    else if (depth < DEEPEST) expand(r, depth, quoted);
    else r.at++;
  }
  if (name !== undefined && prefix === '!') r.indirect.push({ name, at: from });
  if (name !== undefined && index === undefined && prefix !== '!') {
    const words = r.text.slice(start, r.at).replace(/^(["'])(.*)\1$/, '$2');
    read(r, name, from, operator, /^:?[-=]$/.test(operator) && plain && words !== '' ? words : undefined);
    const made = r.reads.at(-1);
    if (/^:?[=?]$/.test(operator) && made !== undefined) made.outer = true;
    if (/^:?=$/.test(operator)) set(r, name);
  }
  r.at++;
};

/** `((...))` up to its end: a bare name is read, `X=`, `X++` set it too. */
export const arithmetic = (r: ShellReading, depth: number): void => {
  for (let open = 2; r.at < r.text.length && open > 0; ) {
    const c = r.text[r.at];
    const name = match(r, NAME);
    if (name !== null && r.text[r.at - 1] !== '#') {
      const own = /^\s*(?:[-+*/%]?=(?!=)|\+\+|--)/.exec(r.text.slice(r.at + name[0].length, r.at + name[0].length + 8));
      if (own === null || !own[0].trim().startsWith('=')) read(r, name[0], r.at);
      r.at += name[0].length;
      if (own !== null) set(r, name[0]);
    } else if (c === '$' && depth < DEEPEST) dollar(r, depth, true);
    else {
      if (c === '(') open++;
      if (c === ')') open--;
      r.at++;
    }
  }
};

export const heredocs = (r: ShellReading, depth: number): void => {
  for (const { mark, quoted, tabs } of r.documents.splice(0)) {
    while (r.at < r.text.length) {
      const end = r.text.indexOf('\n', r.at);
      const line = r.text.slice(r.at, end === -1 ? undefined : end);
      const stop = end === -1 ? r.text.length : end + 1;
      if ((tabs ? line.replace(/^\t+/, '') : line).trim() === mark) {
        r.at = stop;
        break;
      }
      if (quoted) r.at = stop;
      else while (r.at < stop) expand(r, depth, true);
    }
  }
};

/** One word, with what is expanded in it. `plain`: what it is without quotes, where nothing is expanded. */
export const word = (r: ShellReading, depth: number): Word => {
  const from = r.at;
  let plain: string | undefined = '';
  let quotes: Word['quotes'] = 'none';
  while (r.at < r.text.length) {
    const c = r.text[r.at] ?? '';
    if (/[\s;&|<>()]/.test(c) || (c === '`' && depth > 0 && r.closing[r.closing.length - 1] === '`')) break;
    const before = r.at;
    if (c === "'") {
      single(r);
      quotes = before === from ? 'single' : 'mixed';
      if (plain !== undefined) plain += r.text.slice(before + 1, r.at - 1);
    } else if (c === '"') {
      const known = r.reads.length;
      double(r, depth);
      quotes = before === from ? 'double' : 'mixed';
      plain = plain === undefined || r.reads.length > known ? undefined : plain + r.text.slice(before + 1, r.at - 1);
    } else if (c === '$' || c === '`') {
      if (depth < DEEPEST) expand(r, depth, false);
      else r.at++;
      plain = undefined;
    } else if (c === '\\') {
      if (plain !== undefined) plain += r.text[r.at + 1] ?? '';
      r.at += 2;
    } else {
      if (plain !== undefined) plain += c;
      r.at++;
    }
  }
  return { from, to: r.at, raw: r.text.slice(from, r.at), plain, quotes };
};

export const assignment = (r: ShellReading, depth: number, local: boolean): ShellSet => {
  const name = match(r, NAME)?.[0] ?? '';
  const known = r.reads.length;
  r.at += match(r, ASSIGNMENT)?.[0].length ?? 1;
  if (r.text[r.at] === '(') {
    const items: string[] = [];
    r.at++;
    while (r.at < r.text.length && r.text[r.at] !== ')') {
      if (/[\s;&|<>(]/.test(r.text[r.at] ?? '')) r.at++;
      else if (r.text[r.at] === '#') comment(r);
      else {
        const { plain, from, to } = word(r, depth);
        // A back quote that closes what is around the list ends it as well.
        if (to === from) break;
        items.push(plain ?? '');
      }
    }
    if (r.text[r.at] === ')') r.at++;
    r.lists.set(name, items);
  } else r.lists.set(name, word(r, depth).plain?.split(/\s+/) ?? []);
  for (const each of r.reads.slice(known)) if (each.name === name && /^:?[-=?]$/.test(each.operator)) each.outer = true;
  return set(r, name, local);
};

/** `$((1 + 2))` is arithmetic, `$((a; b) | c)` is not: what closes first tells. */
export const isArithmetic = (text: string, from: number): boolean => {
  let open = 0;
  for (let at = from; at < text.length && at < from + 2000; at++) {
    if (text[at] === '(') open++;
    if (text[at] === ')' && --open === 1) return text[at + 1] === ')';
    if (text[at] === '\n' && open === 0) return false;
  }
  return false;
};
