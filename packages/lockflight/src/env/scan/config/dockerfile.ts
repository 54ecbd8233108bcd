/** Dockerfiles: `ARG NAME` asks the build for it, `$NAME` reads it unless the file set it before. `ENV` sets. */
import type { FileSummary } from '../code/summary.ts';
import { references } from './interpolation.ts';
import { isShellsOwn } from './shell.ts';
import { type Mention, summaryOf } from './summary-of.ts';

export const summariseDockerfile = (file: string, text: string): FileSummary => {
  const given = new Set<string>();
  const mentions: Mention[] = [];
  for (const { words, line } of instructions(text)) {
    const [head = ''] = words.split(/\s/, 1);
    const rest = words.slice(head.length);
    const kind = head.toUpperCase();
    for (const each of references(kind === 'RUN' || kind === 'CMD' || kind === 'ENTRYPOINT' ? withoutSingleQuotes(rest) : rest, line)) {
      const local = given.has(each.name) || (assignedIn(rest, each.name) && !extendsItself(rest, each.name)) || isShellsOwn(each.name);
      if (!local && isUpper(each.name)) mentions.push(each);
    }
    if (kind === 'ARG') {
      for (const match of rest.matchAll(/(?:^|\s)([A-Za-z_]\w*)(?:=("[^"]*"|'[^']*'|\S*))?/g)) {
        const [, name = '', value] = match;
        if (!given.has(name)) {
          const fallback = value?.replace(/^(["'])(.*)\1$/, '$2');
          mentions.push({
            name,
            line,
            ...(fallback === undefined || fallback === '' || fallback.includes('$')
              ? {}
              : { default: fallback, need: 'optional' as const }),
          });
        }
        given.add(name);
      }
    }
    if (kind === 'ENV') {
      const [first] = rest.trim().split(/\s/, 1);
      if (first !== undefined && !first.includes('=')) given.add(first);
      for (const match of rest.matchAll(/(?:^|\s)([A-Za-z_]\w*)=/g)) if (match[1] !== undefined) given.add(match[1]);
    }
  }
  return summaryOf(file, 'dockerfile', mentions);
};

/** Instructions with their continuation lines, without comments. */
const instructions = (text: string): readonly { readonly words: string; readonly line: number }[] => {
  const out: { words: string; line: number }[] = [];
  let open: { words: string; line: number } | undefined;
  text.split('\n').forEach((raw, index) => {
    const line = raw.replace(/\r$/, '');
    if (/^\s*#/.test(line)) {
      if (open !== undefined) open.words += '\n';
      return;
    }
    if (open === undefined) {
      if (line.trim() === '') return;
      open = { words: line.trimStart(), line: index + 1 };
    } else open.words += `\n${line}`;
    if (/\\\s*$/.test(line)) open.words = open.words.replace(/\\\s*$/, '');
    else {
      out.push(open);
      open = undefined;
    }
  });
  if (open !== undefined) out.push(open);
  return out;
};

const withoutSingleQuotes = (words: string): string => words.replace(/'[^']*'/g, (quoted) => quoted.replace(/[^\n]/g, ' '));

/** `X=1 && echo $X`, `for X in ...`, `read X` in the same instruction. */
const assignedIn = (words: string, name: string): boolean =>
  new RegExp(`(?:^|[\\s;&|({])(?:export\\s+|local\\s+)?${name}=|\\bfor\\s+${name}\\b|\\bread\\s+(?:-\\w+\\s+)*${name}\\b`).test(words);

/** `PATH=/opt/bin:$PATH`: read, then set. */
const extendsItself = (words: string, name: string): boolean => new RegExp(`\\b${name}="?\\S*\\$\\{?${name}\\b`).test(words);

const isUpper = (name: string): boolean => /^[A-Z_][A-Z0-9_]*$/.test(name);
