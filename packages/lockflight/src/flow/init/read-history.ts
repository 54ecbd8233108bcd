/**
 * What git knows of a folder, for a draft: long-lived branches (of remotes too), which is merged into which along first parents, and the files of variables
 * that it keeps. Only reads, only local. Without git or without a repository everything is empty.
 */
import type { Branch, MergeCount } from '../../env/import/repository/facts.ts';
import { LONG_LIVED, RELEASES } from '../../env/import/repository/places/find-branches.ts';
import { askGit } from './ask-git.ts';

export interface History {
  readonly branches: readonly Branch[];
  readonly merges: readonly MergeCount[];
  /** Branches that keep one release each, newest name last. */
  readonly releases: readonly string[];
  /** From the folder, with `/`. */
  readonly keptEnvFiles: readonly string[];
}

const MOST_LINES = 12;
const MOST_COMMITS = 3000;

export const readHistory = async (directory: string): Promise<History> => {
  const [refs, head, kept] = await Promise.all([
    askGit(directory, ['for-each-ref', '--format=%(refname)%00%(objectname)', 'refs/heads', 'refs/remotes']),
    askGit(directory, ['symbolic-ref', '-q', 'refs/remotes/origin/HEAD']),
    askGit(directory, ['ls-files', '-z', '--cached', '--', '*.env*', '*env.*', '.env*', '*.dev.vars*']),
  ]);
  const main = /^refs\/remotes\/[^/]+\/(.+)$/.exec(head.trim())?.[1];
  const tips = new Map<string, string>();
  for (const line of refs.split('\n')) {
    const [ref = '', commit = ''] = line.split('\0');
    const remote = /^refs\/remotes\/[^/]+\/(.+)$/.exec(ref)?.[1];
    const name = remote ?? /^refs\/heads\/(.+)$/.exec(ref)?.[1];
    // A remote's branch is what others see; it speaks before a local one that lags behind.
    if (name !== undefined && name !== 'HEAD' && commit !== '' && (remote !== undefined || !tips.has(name))) tips.set(name, commit);
  }
  const branches = [...tips.keys()].filter((name) => LONG_LIVED.test(name) || name === main).slice(0, 100);
  const lines = await Promise.all(
    branches.slice(0, MOST_LINES).map(async (name) => {
      const text = await askGit(directory, [
        'log',
        '--first-parent',
        `--max-count=${MOST_COMMITS}`,
        '--format=%H %P%x09%s',
        tips.get(name) ?? '',
        '--',
      ]);
      return { name, commits: text.split('\n').map(commitOf) };
    }),
  );
  return {
    branches: branches.map((name) => ({ name, isDefault: name === main })),
    merges: mergesAmong(lines),
    releases: [...tips.keys()]
      .filter((name) => RELEASES.test(name))
      .toSorted((a, b) => a.localeCompare(b, 'en', { numeric: true }))
      .slice(0, 100),
    keptEnvFiles: kept.split('\0').filter((path) => path !== ''),
  };
};

interface LineCommit {
  readonly commit: string;
  readonly others: readonly string[];
  /** The branch that the subject names, as git and forges write it. */
  readonly merged: string | undefined;
}

const commitOf = (line: string): LineCommit => {
  const [words = '', subject = ''] = line.split('\t');
  const [commit = '', , ...others] = words.split(' ');
  const merged =
    /^Merge (?:remote-tracking )?branch '(?:origin\/)?([^']+)'/.exec(subject)?.[1] ??
    /^Merge pull request #\d+ from [\w.-]+\/(\S+)/.exec(subject)?.[1];
  return { commit, others, merged };
};

/** A merge came from the line that its second parent stands on, or that its subject names. */
const mergesAmong = (lines: readonly { readonly name: string; readonly commits: readonly LineCommit[] }[]): readonly MergeCount[] => {
  const on = new Map<string, Set<string>>(lines.map(({ name, commits }) => [name, new Set(commits.map(({ commit }) => commit))]));
  return lines.flatMap(({ name: into, commits }) => {
    const own = on.get(into) ?? new Set();
    const merges = commits.filter(({ others }) => others.length > 0);
    return lines.flatMap(({ name: from }) => {
      if (from === into) return [];
      const times = merges.filter(
        ({ others, merged }) => merged === from || others.some((parent) => !own.has(parent) && on.get(from)?.has(parent) === true),
      ).length;
      return times === 0 ? [] : [{ from, into, times }];
    });
  });
};
