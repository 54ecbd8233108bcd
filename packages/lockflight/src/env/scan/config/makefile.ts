/**
 * Makefiles: `$(NAME)` and `${NAME}` of a name in capitals that nothing in the file sets, `NAME ?= default`, and `$$NAME` in the shell lines. Where another makefile is
 * read in, what it sets is not known, and only `?=` and the shell lines count.
 */
import type { FileSummary } from '../code/summary.ts';
import { shellReads } from './shell.ts';
import { type Mention, matches, placesIn, summaryOf } from './summary-of.ts';

/** Of make itself, and what its rules and packagers' habits hand over. */
const OWN =
  /^(?:MAKE|MAKE(?:FLAGS|CMDGOALS|FILES|FILE_LIST|LEVEL)|MAKE_(?:COMMAND|VERSION|HOST|TERMOUT|TERMERR|RESTARTS)|MFLAGS|CURDIR|SHELL|SUFFIXES|VPATH|CC|CXX|CPP|AR|AS|LD|FC|LEX|YACC|RM|INSTALL(?:_(?:PROGRAM|DATA|SCRIPT|DIR|EXEC|BIN|LIB|MAN|HEADER))?|LN_S|DESTDIR|PREFIX|(?:C|CXX|CPP|LD|AR|AS|F|L|Y|GO)FLAGS|LDLIBS|LOADLIBES|OUTPUT_OPTION|COMPILE|LINK|V|Q|D|F|ARGS|ARGUMENTS)$/;

const ASSIGNED =
  /^[ ]*(?:[^\t\n#:=][^\n#:=]*::?[ \t]*)?(?:(?:export|override|private|unexport)[ \t]+)*([A-Za-z_][\w.-]*)[ \t]*(\?|:{1,3}|\+|!)?=[ \t]*([^\n]*)/gm;

export const summariseMakefile = (file: string, text: string): FileSummary => {
  const plain = text.replace(/\\\r?\n/g, (mark) => `${' '.repeat(mark.length - 1)}\ue000`).replace(/^(?!\t)[ ]*#[^\n]*/gm, blank);
  // Continued lines keep their length, so that every place is that of the text.
  const placeOf = placesIn(text);
  const at = (offset: number): number => placeOf(offset).line;
  const rules = withoutRecipes(plain);
  const set = new Set<string>();
  const asked = new Set<string>();
  const mentions: Mention[] = [];
  for (const match of rules.matchAll(ASSIGNED)) {
    const [whole, name = '', operator, value = ''] = match;
    if (operator !== '?') {
      // `X := $(if $(X),$(X),other)`: what it is given from outside, or else ...
      if (
        /^:/.test(operator ?? '') &&
        new RegExp(`^\\$[({](?:if|or)[ \\t]+\\$[({]${name}[)}]`).test(value) &&
        isUpper(name) &&
        !OWN.test(name) &&
        !set.has(name)
      ) {
        mentions.push({ name, line: at(match.index + whole.search(/\S/)), need: 'optional' });
        asked.add(name);
      }
      set.add(name);
      continue;
    }
    const fallback = value.replace(/\s+#.*$/, '').trim();
    // A default that make works out is make's own business; a plain one is there to be overridden.
    const worked = /[$\ue000]/.test(fallback);
    if (!worked) asked.add(name);
    if (!worked && isUpper(name) && !OWN.test(name) && !set.has(name))
      mentions.push({
        name,
        line: at(match.index + whole.search(/\S/)),
        need: 'optional',
        ...(fallback === '' ? {} : { default: fallback }),
      });
    set.add(name);
  }
  for (const [, name = ''] of rules.matchAll(/^[ ]*(?:override[ \t]+)?define[ \t]+(\w+)/gm)) set.add(name);
  for (const [, name = ''] of plain.matchAll(/\$[({]eval[ \t]+(?:(?:export|override)[ \t]+)?([A-Za-z_][\w.-]*)[ \t]*(?::{1,3}|[+!])?=/g))
    set.add(name);
  for (const [, name = ''] of plain.matchAll(/\$\((?:foreach|let)[ \t]+(\w+),/g)) set.add(name);
  const open = !/^[ ]*[-s]?include[ \t]+(?!\S*\.env)/m.test(rules);
  if (open)
    for (const match of plain.matchAll(
      /(?<!\$)(?:\$\$)*\$[({]([A-Z_][A-Z0-9_]*)(?:[:][^)}\n]*)?[)}]|^[ ]*ifn?def[ \t]+([A-Z_][A-Z0-9_]*)/gm,
    )) {
      const name = match[1] ?? match[2] ?? '';
      if (!set.has(name) && !OWN.test(name)) mentions.push({ name, line: at(match.index) });
    }
  for (const { script, at: from, own } of shellCalls(rules))
    mentions.push(
      ...shellReads(shellsOwn(script), new Set([...set].filter((name) => name !== own))).map((each) => ({
        ...each,
        line: at(from) + each.line - 1,
      })),
    );
  for (const { match } of matches(plain, /^\t[ \t]*[-@+]*([^\n]*)/gm).filter(
    ({ match }) => rules[match.index] === ' ' && rules.slice(match.index, match.index + match[0].length).trim() === '',
  )) {
    const line = at(match.index);
    mentions.push(...shellReads(shellsOwn(match[1] ?? ''), set).map((each) => ({ ...each, line: line + each.line - 1 })));
  }
  return {
    ...summaryOf(file, 'makefile', mentions),
    exports: [...set].filter((name) => !asked.has(name)).map((name) => [name, { is: 'opaque' }] as const),
  };
};

/** A line behind a tabulator is the shell's where a rule stands above it, and make's own elsewhere (`\tX = 1` within a condition). */
const withoutRecipes = (plain: string): string => {
  let rule = false;
  return plain
    .split('\n')
    .map((line) => {
      if (line.startsWith('\t')) return rule ? blank(line) : line.replace(/^\t+/, blank);
      if (!/^[ ]*(?:ifn?def|ifn?eq|else|endif|$)/.test(line)) rule = /^[^=]*?:(?![:=])/.test(line) || /^[^=]*::(?!=)/.test(line);
      return line;
    })
    .join('\n');
};

/** What make replaces is gone before the shell sees it; `$$` is the shell's dollar. */
const shellsOwn = (line: string): string =>
  line.replaceAll('\ue000', '\n').replace(/\$\$|\$\([^)\n]*\)|\$\{[^}\n]*\}|\$./g, (mark) => (mark === '$$' ? '$' : ' '));

/** `$(shell ...)` that names something by `$$`, with the variable that is set to what it prints: that name is the one that make was started with. */
const shellCalls = (rules: string): readonly { readonly script: string; readonly at: number; readonly own: string | undefined }[] =>
  [...rules.matchAll(/\$\(shell[ \t]+([^\n]*)/g)].flatMap((match) => {
    const text = match[1] ?? '';
    let open = 1;
    let end = 0;
    for (; end < text.length && open > 0; end++) open += text[end] === '(' ? 1 : text[end] === ')' ? -1 : 0;
    const line = rules.slice(rules.lastIndexOf('\n', match.index) + 1, match.index);
    const script = text.slice(0, open > 0 ? end : end - 1);
    return script.includes('$$') ? [{ script, at: match.index, own: /^\s*(?:export\s+)?(\w+)\s*[:?+!]*=/.exec(line)?.[1] }] : [];
  });

const isUpper = (name: string): boolean => /^[A-Z_][A-Z0-9_]*$/.test(name);
const blank = (words: string): string => words.replace(/[^\n]/g, ' ');
