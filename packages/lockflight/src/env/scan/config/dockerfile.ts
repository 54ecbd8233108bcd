/**
 * Dockerfiles: `ARG NAME` asks the build for it, `$NAME` reads it unless the file set it before, `--mount=type=secret` takes what the build is handed. `ENV` sets. What
 * runs (`RUN`, `CMD`, `ENTRYPOINT`, `HEALTHCHECK`) is a shell script; in a list of words nothing is expanded but by a shell that stands in it.
 */
import type { FileSummary } from '../code/summary.ts';
import { references } from './interpolation.ts';
import { isShellsOwn, shellReads } from './shell.ts';
import { type Mention, summaryOf } from './summary-of.ts';
import { powershellReads } from './workflow-shells.ts';

/** Set by the images that most files start from. */
const OF_IMAGES =
  /^(?:NODE_VERSION|YARN_VERSION|BUN_INSTALL_BIN|DENO_VERSION|PYTHON_VERSION|PYTHON_PIP_VERSION|PHP_INI_DIR|PHP_VERSION|PHPIZE_DEPS|RUBY_VERSION|GEM_HOME|GOLANG_VERSION|GOPATH|JAVA_HOME|JAVA_VERSION|NGINX_VERSION|APACHE_CONFDIR|APACHE_ENVVARS|RUST_VERSION|CARGO_HOME|RUSTUP_HOME|PG_VERSION|PGDATA|DEBIAN_FRONTEND)$/;
const RUNS = new Set(['RUN', 'CMD', 'ENTRYPOINT', 'HEALTHCHECK']);

export const summariseDockerfile = (file: string, text: string): FileSummary => {
  const given = new Set<string>();
  const mentions: Mention[] = [];
  /** `SHELL ["powershell", ...]`: what runs is a script of PowerShell. */
  let windows = false;
  for (const { words: whole, line } of instructions(text)) {
    const words = whole.replace(/^ONBUILD\s+/i, '');
    const [head = ''] = words.split(/\s/, 1);
    const rest = words.slice(head.length);
    const kind = head.toUpperCase();
    const reads = RUNS.has(kind)
      ? windows
        ? powershellReads(rest)
        : runReads(rest, given)
      : rest.includes('<<')
        ? shellReads(rest, given)
        : references(rest);
    for (const each of reads) {
      const { name } = each;
      if (!given.has(name) && !isShellsOwn(name) && !OF_IMAGES.test(name) && isUpper(name))
        mentions.push({ ...each, line: line + each.line - 1 });
    }
    if (kind === 'SHELL') windows = /powershell|pwsh/i.test(rest);
    if (kind === 'FROM') windows = false;
    if (kind === 'RUN') mentions.push(...secrets(rest).map((name) => ({ name, line })));
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

const runReads = (rest: string, given: ReadonlySet<string>): readonly Mention[] => {
  const list = /^(?:\s*--\S+)*\s*(?:CMD\s+)?(\[[\s\S]*\])\s*$/.exec(rest)?.[1];
  if (list === undefined) return shellReads(rest.replace(/^(\s*--\S+)+/, blank), given);
  const words = listed(list);
  const at = words.findIndex((word) => /^-\w*c$/.test(word));
  return at > 0 && /(?:^|\/)(?:ba|da|z|k|a)?sh$/.test(words[at - 1] ?? '') ? shellReads(words[at + 1] ?? '', given) : [];
};

const listed = (text: string): readonly string[] => {
  try {
    const words: unknown = JSON.parse(text);
    return Array.isArray(words) ? words.map(String) : [];
  } catch {
    return [];
  }
};

/** `--mount=type=secret,id=NPM_TOKEN` and `,env=NPM_TOKEN`: a secret by the name of a variable is that variable's. */
const secrets = (rest: string): readonly string[] =>
  [...rest.matchAll(/--mount=(\S*\btype=secret\b\S*)/g)].flatMap(([, options = '']) => [
    ...new Set([...options.matchAll(/(?:^|,)(?:id|env)=["']?([A-Z][A-Z0-9]*_[A-Z0-9_]*)(?=["',]|$)/g)].map(([, name = '']) => name)),
  ]);

/** Instructions with their continuation lines and here-documents, without comments. */
const instructions = (text: string): readonly { readonly words: string; readonly line: number }[] => {
  const out: { words: string; line: number }[] = [];
  let open: { words: string; line: number } | undefined;
  let marks: string[] = [];
  text.split('\n').forEach((raw, index) => {
    const line = raw.replace(/\r$/, '');
    if (marks.length > 0 && open !== undefined) {
      open.words += `\n${line}`;
      if (line.trim() === marks[0]) marks = marks.slice(1);
      if (marks.length > 0) return;
      out.push(open);
      open = undefined;
      return;
    }
    if (/^\s*#/.test(line)) {
      if (open !== undefined) open.words += '\n';
      return;
    }
    if (open === undefined) {
      if (line.trim() === '') return;
      open = { words: line.trimStart(), line: index + 1 };
    } else open.words += `\n${line}`;
    if (/\\\s*$/.test(line)) {
      open.words = open.words.replace(/\\\s*$/, '');
      return;
    }
    marks = /^(?:RUN|COPY|ADD)\b/i.test(open.words) ? [...open.words.matchAll(HEREDOC)].map(([, , mark = '']) => mark) : [];
    if (marks.length > 0) {
      open.words = scriptOf(open.words);
      return;
    }
    out.push(open);
    open = undefined;
  });
  if (open !== undefined) out.push(open);
  return out;
};

const HEREDOC = /<<-?(["']?)(\w+)\1/g;

/** `RUN <<EOF`: the document is the script, whether or not its mark is quoted. */
const scriptOf = (words: string): string =>
  /^RUN\s+(?:--\S+\s+)*<<-?["']?\w+["']?\s*$/i.test(words) ? words.replace(HEREDOC, blank) : words;

const blank = (words: string): string => words.replace(/[^\n]/g, ' ');

const isUpper = (name: string): boolean => /^[A-Z_][A-Z0-9_]*$/.test(name);
