/** What git lists below a folder: every tracked path, and new ones that it does not ignore; each with a letter that says how git stands to it (git-ls-files(1), `-v`). */

export interface GitListing {
  /** Every path, from the root, with `/`. */
  readonly files: readonly string[];
  /** Those that a search of tracked files leaves out, or looks for in the index instead of on disk. */
  readonly unsearched: readonly string[];
}

export const LISTING = ['ls-files', '-z', '-v', '--cached', '--others', '--exclude-standard'] as const;

/** `listed`: the output of `git LISTING`. A file in conflict stands there once for each side. */
export const readListing = (listed: string): GitListing => {
  const files = new Set<string>();
  const unsearched = new Set<string>();
  for (let at = 0, end = listed.indexOf('\0'); end !== -1; at = end + 1, end = listed.indexOf('\0', at)) {
    const path = listed.slice(at + 2, end);
    files.add(path);
    if (listed[at] !== 'H') unsearched.add(path);
  }
  return { files: [...files], unsearched: [...unsearched] };
};
