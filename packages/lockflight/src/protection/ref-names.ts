/**
 * Does a ruleset's list of patterns name a ref? Pure. GitHub takes no backslash and no complemented set in them ("Creating rulesets for a repository"): what such a pattern
 * names is not known, so that it protects nothing, and takes out everything.
 */
import { refMatches } from '../forge/ref-pattern.ts';

const isUnclear = (pattern: string): boolean => /\\|\[[!^]/.test(pattern);

const names = (ref: string, pattern: string, defaultBranch: string): boolean | undefined => {
  if (pattern === '~DEFAULT_BRANCH') return ref === `refs/heads/${defaultBranch}`;
  return isUnclear(pattern) ? undefined : refMatches(ref, pattern);
};

/** `ref` is a full one (`refs/heads/main`). A pattern that is none matches nothing. */
export const matchesOne = (ref: string, patterns: readonly string[], defaultBranch: string): boolean =>
  patterns.some((pattern) => names(ref, pattern, defaultBranch) === true);

/** The same for what is left out: a pattern that is none may leave out anything. */
export const excludesOne = (ref: string, patterns: readonly string[], defaultBranch: string): boolean =>
  patterns.some((pattern) => names(ref, pattern, defaultBranch) !== false);
