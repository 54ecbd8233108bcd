/**
 * Which files a scan has before it. git lists them (tracked, and new ones that it does not ignore) and says at the same time which of the tracked ones hold a word:
 * its search uses every core. (Of new ones its search would leave out what is tracked and ignored as well: they are read to see.) Where there is no repository, or git keeps none of the folder, the folder is walked; links are never followed, so that a loop cannot hold us.
 */
import { readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { CODE_EXTENSIONS, kindOf, MOST_BYTES } from '../../env/scan/kinds.ts';
import { hasCode } from '../../errors.ts';
import { runGit } from '../../git/run-git.ts';
import { type GitListing, LISTING, readListing } from './git-listing.ts';

export interface Listing {
  /** Every path from the root, with `/`. */
  readonly files: readonly string[];
  /** The files of code that may hold one of these words, among those listed. */
  readonly holding: (words: readonly string[]) => Promise<readonly string[]>;
  /** Did git list the files, and answer each time it was asked? */
  readonly byGit: () => boolean;
}

const MOST_WALKED = 200_000;

export const listFiles = async (root: string, firstWords: readonly string[]): Promise<Listing & { readonly first: readonly string[] }> => {
  const [listed, first] = await Promise.all([gitFiles(root), gitHolding(root, firstWords)]);
  if (listed !== undefined && first !== undefined && listed.files.length > 0) {
    const unsearched = listed.unsearched.filter((file) => kindOf(file) === 'code');
    let answered = true;
    const holding = async (words: readonly string[]): Promise<readonly string[]> => {
      const found = await gitHolding(root, words);
      answered &&= found !== undefined;
      return words.length === 0 ? [] : [...(found ?? []), ...unsearched];
    };
    return { files: listed.files, first: [...first, ...unsearched], holding, byGit: () => answered };
  }
  const files: string[] = [];
  await walk(root, '', files);
  const holding = async (words: readonly string[]): Promise<readonly string[]> =>
    files.filter((file) => kindOf(file) === 'code' && words.length > 0);
  return { files, first: await holding(firstWords), holding: (words) => searched(root, files, words), byGit: () => false };
};

/** Undefined: no repository, or no git. */
const gitFiles = async (root: string): Promise<GitListing | undefined> => {
  const told = await gitTells(root, LISTING);
  return told === undefined ? undefined : readListing(told);
};

const gitHolding = async (root: string, words: readonly string[]): Promise<readonly string[] | undefined> => {
  if (words.length === 0) return [];
  const kinds = CODE_EXTENSIONS.map((each) => `*.${each}`);
  const told = await gitTells(
    root,
    ['grep', '-l', '-z', '-a', '-F', '--no-color', '--no-recurse-submodules', '-f', '-', '--', ...kinds],
    patterns(words),
  );
  return told?.split('\0').filter((path) => path !== '');
};

/**
 * One a line. Besides the words, the marks of UTF-16: such a file holds no word that git could find, and is read to see. (`-a`: git takes it for binary.)
 */
const patterns = (words: readonly string[]): Uint8Array =>
  Buffer.concat([Buffer.from(words.map((word) => `${word}\n`).join('')), ...MARKS.flatMap((mark) => [mark, Buffer.from('\n')])]);

const MARKS = [Buffer.from([0xff, 0xfe]), Buffer.from([0xfe, 0xff])];

const gitTells = async (root: string, args: readonly string[], input?: Uint8Array): Promise<string | undefined> => {
  try {
    const answer = await runGit(['-C', root, ...args], {
      extra: { GIT_LITERAL_PATHSPECS: '0' },
      settings: [
        ['grep.fallbackToNoIndex', 'false'],
        ['grep.fullName', 'false'],
        ['submodule.recurse', 'false'],
      ],
      ...(input === undefined ? {} : { input }),
    });
    // 1: nothing was found, which is an answer.
    return answer.code > 1 ? undefined : answer.stdout;
  } catch (error) {
    if (hasCode(error, 'git-missing')) return undefined;
    throw error;
  }
};

const SKIPPED_FOLDERS = new Set([
  'node_modules',
  '.git',
  '.hg',
  '.svn',
  'bower_components',
  'jspm_packages',
  '.yarn',
  '.next',
  '.nuxt',
  '.svelte-kit',
  '.output',
  '.turbo',
  '.vercel',
  'coverage',
  'dist',
]);

const walk = async (root: string, folder: string, into: string[]): Promise<void> => {
  const entries = await readdir(join(root, folder), { withFileTypes: true }).catch(() => []);
  for (const entry of entries) {
    if (into.length >= MOST_WALKED) return;
    const path = folder === '' ? entry.name : `${folder}/${entry.name}`;
    if (entry.isFile()) into.push(path);
    else if (entry.isDirectory() && !SKIPPED_FOLDERS.has(entry.name)) await walk(root, path, into);
  }
};

const searched = async (root: string, files: readonly string[], words: readonly string[]): Promise<readonly string[]> => {
  const found: string[] = [];
  for (const file of files) {
    if (kindOf(file) !== 'code') continue;
    const path = join(root, file);
    const about = await stat(path).catch(() => undefined);
    if (about === undefined || about.size > MOST_BYTES) continue;
    const text = await readFile(path, 'latin1').catch(() => '');
    if (/^(?:\xff\xfe|\xfe\xff)/.test(text) || words.some((word) => text.includes(word))) found.push(file);
  }
  return found;
};
