/** Which tree this folder holds, as git names it. */
import { execFileSync } from 'node:child_process';
import { PROJECT } from '../project.ts';

/** Beside the client's files. */
export const STAMP = 'tree.txt';

export const git = (...words: readonly string[]): string => execFileSync('git', words, { cwd: PROJECT, encoding: 'utf8' }).trim();

/** The tree of this folder in HEAD; undefined: the files differ from HEAD, or there is no HEAD. */
export const builtFrom = (): string | undefined => {
  try {
    return git('status', '--porcelain', '--', '.') === '' ? git('rev-parse', 'HEAD:./') : undefined;
  } catch {
    return undefined;
  }
};
