/**
 * Patterns of rulesets: `~ALL`, `~DEFAULT_BRANCH`, or fnmatch on the full ref, as GitHub's page "Creating rulesets for a repository"
 * describes it (Ruby's, FNM_PATHNAME): `*` stays within one part of the name, a part that is `**` crosses them, and `**` elsewhere is `*`.
 */
const translate = (pattern: string): RegExp => {
  const source = pattern.replaceAll(/(?<=^|\/)\*\*\/|\*+|\?|[.+^${}()|\\]/g, (token) => {
    if (token === '**/') return '(?:.*/)?';
    if (token.startsWith('*')) return '[^/]*';
    return token === '?' ? '[^/]' : `\\${token}`;
  });
  return new RegExp(`^${source}$`);
};

export const refMatches = (pattern: string, ref: string, defaultBranch: string): boolean => {
  if (pattern === '~ALL') return true;
  if (pattern === '~DEFAULT_BRANCH') return ref === `refs/heads/${defaultBranch}`;
  try {
    return translate(pattern).test(ref);
  } catch {
    return pattern === ref;
  }
};
