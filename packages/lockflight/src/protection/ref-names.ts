/** Does a ruleset's list of patterns name a ref? Pure. */
import { refMatches } from '../forge/ref-pattern.ts';

/** `ref` is a full one (`refs/heads/main`). A pattern that is none matches nothing. */
export const matchesOne = (ref: string, patterns: readonly string[], defaultBranch: string): boolean =>
  patterns.some((pattern) => (pattern === '~DEFAULT_BRANCH' ? ref === `refs/heads/${defaultBranch}` : refMatches(ref, pattern) === true));
