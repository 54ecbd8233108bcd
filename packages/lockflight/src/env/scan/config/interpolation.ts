/** `$NAME`, `${NAME}`, `${NAME:-default}`, `${NAME:?error}` as compose, Docker and shells write them. `$$` and `\$` are a dollar sign, `${NAME[@]}` a list of the script's own. */
import { type Mention, matches } from './summary-of.ts';

const REFERENCE = /(\\\$|\$\$)|\$(?:([A-Za-z_]\w*)|\{(?:([#!])?)([A-Za-z_]\w*)(?![\w[])(:?[-=?+]|[%#/^,:@])?)/g;

/** References in a text; `line` is that of its first line. */
export const references = (text: string, line = 1): readonly (Mention & { readonly indirect: boolean; readonly braced: boolean })[] =>
  matches(text, REFERENCE).flatMap(({ match, line: down, column }) => {
    const name = match[2] ?? match[4];
    if (match[1] !== undefined || name === undefined) return [];
    const operator = match[5] ?? '';
    const rest = /^[:]?[-=]$/.test(operator) ? defaultAfter(text, match.index + match[0].length) : undefined;
    const need = /^:?\?$/.test(operator) ? ('required' as const) : /^:?[-=+]$/.test(operator) ? ('optional' as const) : undefined;
    return [
      {
        name,
        line: line + down - 1,
        column,
        indirect: match[3] === '!',
        braced: match[4] !== undefined,
        ...(rest === undefined ? {} : { default: rest }),
        ...(need === undefined ? {} : { need }),
      },
    ];
  });

/** What stands up to the closing brace, when it is plain text. */
const defaultAfter = (text: string, from: number): string | undefined => {
  const end = text.indexOf('}', from);
  const words = end === -1 ? '' : text.slice(from, end);
  return words === '' || /[$`\n]/.test(words) ? undefined : words.replace(/^(["'])(.*)\1$/, '$2');
};
