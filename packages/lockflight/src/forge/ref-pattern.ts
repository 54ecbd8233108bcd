/**
 * Patterns of refs in rulesets: Ruby's `File.fnmatch` with FNM_PATHNAME, as GitHub documents it. `*` and `?` stay inside one level, a level that is `**`
 * crosses levels (elsewhere, `**` is `*`), `[a-z]` is one of them, a backslash takes the next character as it is. Pure.
 */
const TOKEN = /\\(.)|(?<=^|\/)\*\*\/|\*+|\?|\[(!|\^)?((?:\\.|[^\]\\])+)\]|[\s\S]/gu;

const literally = (character: string): string => character.replace(/[\\^$.*+?()[\]{}|/]/gu, '\\$&');

function piece(token: string, escaped: string | undefined, not: string | undefined, oneOf: string | undefined): string {
  if (escaped !== undefined) return literally(escaped);
  if (oneOf !== undefined) return `(?!/)[${not === undefined ? '' : '^'}${oneOf.replace(/[\][^&~|]/g, '\\$&')}]`;
  if (token === '**/') return '(?:[^/]+/)*';
  if (token.startsWith('*')) return '[^/]*';
  return token === '?' ? '[^/]' : literally(token);
}

/** Does the full ref (`refs/tags/v1`) match? `~ALL` matches everything. Undefined: no pattern (`[z-a]`). */
export function refMatches(ref: string, pattern: string): boolean | undefined {
  if (pattern === '~ALL') return true;
  const source = [...pattern.matchAll(TOKEN)].map(([token, escaped, not, oneOf]) => piece(token, escaped, not, oneOf)).join('');
  try {
    return new RegExp(`^${source}$`, 'u').test(ref);
  } catch {
    return undefined;
  }
}
