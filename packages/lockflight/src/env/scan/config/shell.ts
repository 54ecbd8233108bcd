/**
 * Shell scripts: `$NAME` of a name in capitals that nothing in the script sets. A script that reads another one in (`source`, `.`) may get its names there: those
 * of every script of that base name count as set; the link says which.
 */
import type { FileSummary } from '../code/summary.ts';
import { references } from './interpolation.ts';
import { type Mention, matches, summaryOf } from './summary-of.ts';

const OWN =
  /^(?:BASH\w*|FUNCNAME|RANDOM|SECONDS|LINENO|IFS|PWD|OLDPWD|PPID|UID|EUID|OPTARG|OPTIND|OPTERR|REPLY|PIPESTATUS|HOSTNAME|HOSTTYPE|MACHTYPE|OSTYPE|SHLVL|SHELLOPTS|DIRSTACK|GROUPS|COLUMNS|LINES|COMP_\w+|COMPREPLY|ZSH_\w+|PS[0-4]|_)$/;

/** Set by the shell itself. */
export const isShellsOwn = (name: string): boolean => OWN.test(name);

const ASSIGNED = /(?:^|[\s;&|({`])(?:(?:export|local|readonly|declare|typeset)\s+(?:-\w+\s+)*)?([A-Za-z_]\w*)(?:\[[^\]]*\])?\+?=/gm;
const BOUND =
  /\b(?:for|select)\s+([A-Za-z_]\w*)|\bread\s+((?:-\w+\s+(?:-?\d+\s+)?)*)([A-Za-z_][\w \t]*)|\bprintf\s+-v\s+([A-Za-z_]\w*)|\b(?:mapfile|readarray)\s+(?:-\w+\s+)*([A-Za-z_]\w*)|\bgetopts\s+\S+\s+([A-Za-z_]\w*)/g;

export const summariseShell = (file: string, text: string): FileSummary => ({
  ...summaryOf(file, 'shell', shellReads(text)),
  exports: [...assignedNames(cleaned(text))].map((name) => [name, { is: 'opaque' }] as const),
  stars: [...text.matchAll(/(?:^|[\s;&|])(?:source|\.)\s+([^\n;&|]+)/gm)].flatMap(
    (match) => /([\w.-]+)["']?\s*(?:#.*)?$/.exec(match[1] ?? '')?.[1] ?? [],
  ),
});

/** The reads of a script, or of one command line. */
export const shellReads = (text: string): readonly Mention[] => {
  const words = cleaned(text);
  const assigned = assignedNames(words);
  const own = selfDefaults(words);
  const printed = matches(words, /\bprintenv\s+([A-Z_][A-Z0-9_]*)/g).map(({ match, line, column }) => ({
    name: match[1] ?? '',
    line,
    column,
    indirect: false,
  }));
  return [...references(words), ...printed].filter(
    ({ name, indirect }) => !indirect && /^[A-Z_][A-Z0-9_]*$/.test(name) && (!assigned.has(name) || own.has(name)) && !isShellsOwn(name),
  );
};

/** `: "${NAME:=default}"`, `NAME="${NAME:-default}"`: set, and read from outside first. */
const selfDefaults = (words: string): ReadonlySet<string> => {
  const names = new Set<string>();
  for (const match of words.matchAll(/\b([A-Za-z_]\w*)=["']?\$\{?\1\b/g)) if (match[1] !== undefined) names.add(match[1]);
  return names;
};

const assignedNames = (words: string): ReadonlySet<string> => {
  const names = new Set<string>();
  for (const match of words.matchAll(ASSIGNED)) {
    // `X=1 command` sets X for the command; here it is set all the same.
    if (match[1] !== undefined) names.add(match[1]);
  }
  for (const match of words.matchAll(BOUND)) {
    for (const name of [match[1], match[4], match[5], match[6], ...(match[3]?.split(/\s+/) ?? [])])
      if (name !== undefined && name !== '') names.add(name);
  }
  return names;
};

/** Without comments, single-quoted text and here-documents whose mark is quoted; lines stay where they are. */
const cleaned = (text: string): string => {
  const withoutDocuments = text.replace(/<<-?\s*(['"])(\w+)\1[^\n]*\n[\s\S]*?\n\s*\2(?=\n|$)/g, blank);
  let out = '';
  let at = 0;
  let double = false;
  while (at < withoutDocuments.length) {
    const c = withoutDocuments[at] ?? '';
    if (c === '\\') {
      out += withoutDocuments.slice(at, at + 2).replace(/\\\$/, '  ');
      at += 2;
    } else if (c === '"') {
      double = !double;
      out += c;
      at++;
    } else if (c === "'" && !double) {
      const end = withoutDocuments.indexOf("'", at + 1);
      const quoted = withoutDocuments.slice(at, end === -1 ? undefined : end + 1);
      // `sh -c '...'` is a script again.
      out += /\b(?:ba|da|z|k)?sh\s+(?:-\w+\s+)*-\w*c\s*$/.test(out.slice(-40)) ? quoted.replaceAll("'", ' ') : blank(quoted);
      at += quoted.length;
    } else if (c === '#' && !double && /(?:^|[\s;&|(])$/.test(out.slice(-1))) {
      const end = withoutDocuments.indexOf('\n', at);
      const comment = withoutDocuments.slice(at, end === -1 ? undefined : end);
      out += blank(comment);
      at += comment.length;
    } else {
      out += c;
      at++;
    }
  }
  return out;
};

const blank = (words: string): string => words.replace(/[^\n]/g, ' ');
