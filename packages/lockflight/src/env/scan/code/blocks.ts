/** The code inside components and pages: everything else is blanked, so that lines and columns stay where they are. */

const SCRIPT = /<script\b[^>]*>([\s\S]*?)<\/script\s*>/gi;

/** The file itself, for plain code. */
export const scriptsOf = (file: string, text: string): string => {
  if (/\.(?:vue|svelte)$/.test(file)) return only(text, [...scripts(text), ...(file.endsWith('.svelte') ? markup(text) : [])]);
  if (file.endsWith('.astro')) return only(text, [...frontmatter(text), ...scripts(text), ...markup(text)]);
  return text;
};

interface Span {
  readonly start: number;
  readonly end: number;
}

const scripts = (text: string): readonly Span[] =>
  [...text.matchAll(SCRIPT)].map((match) => {
    const start = match.index + match[0].indexOf('>') + 1;
    return { start, end: start + (match[1]?.length ?? 0) };
  });

const frontmatter = (text: string): readonly Span[] => {
  const match = /^\s*---\r?\n([\s\S]*?)\r?\n---/.exec(text);
  return match === null ? [] : [{ start: match[0].indexOf(match[1] ?? ''), end: match.index + match[0].length - 3 }];
};

/** Expressions of the page that look into the environment: `{import.meta.env.SITE}`. Each becomes a statement of its own. */
const markup = (text: string): readonly Span[] => {
  const outside = text
    .replace(SCRIPT, blank)
    .replace(/<!--[\s\S]*?-->/g, blank)
    .replace(/<style\b[^>]*>[\s\S]*?<\/style\s*>/gi, blank)
    .replace(/^\s*---\r?\n[\s\S]*?\r?\n---/, blank);
  return [...outside.matchAll(/(?<![\w.$'"])(?:import\.meta|process)\.env\??\.[A-Za-z_]\w*/g)]
    .filter(({ index }) => isInBraces(outside, index))
    .map((match) => ({ start: match.index, end: match.index + match[0].length }));
};

/** Text of the page is no code: only what stands in braces is. */
const isInBraces = (text: string, at: number): boolean => {
  const before = text.slice(Math.max(0, at - 2_000), at);
  return before.lastIndexOf('{') > before.lastIndexOf('}');
};

/** As many characters, and the same lines. */
const blank = (words: string): string => words.replace(/[^\r\n]/g, ' ');

const only = (text: string, spans: readonly Span[]): string => {
  let out = '';
  let at = 0;
  for (const { start, end } of [...spans].sort((a, b) => a.start - b.start)) {
    if (start < at) continue;
    // A semicolon in the last blank before a block keeps two of them apart.
    const before = blank(text.slice(at, start));
    out += before === '' ? '' : `${before.slice(0, -1)}${before.endsWith('\n') ? '\n' : ';'}`;
    out += text.slice(start, end);
    at = end;
  }
  return out + blank(text.slice(at)).replace(' ', ';');
};
