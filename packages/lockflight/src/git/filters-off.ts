/**
 * Settings under which git starts no filter of a repository's own configuration (`filter.NAME.clean`, `filter.NAME.process`). Git asks a filter wherever it compares a
 * file with the index by what is in it; there is no switch for all of them, so each is named. A filter that is not one is better than a program of somebody who
 * handed over a folder: with these settings git takes more files for changed, and none for unchanged that is not.
 */
import type { Setting } from './child-environment.ts';
import { runGit } from './run-git.ts';

/** `dir`: somewhere in the repository. Undefined: git cannot say which there are. Errors: `git-missing`. */
export const filtersOff = async (dir: string): Promise<readonly Setting[] | undefined> => {
  const { code, stdout } = await runGit(['-C', dir, 'config', '-z', '--name-only', '--get-regexp', '^filter\\.']);
  // 1: there is none.
  if (code > 1) return undefined;
  const drivers = new Set(stdout.split('\0').flatMap((key) => /^filter\.(.+)\.[^.]+$/s.exec(key)?.[1] ?? []));
  // An empty `process` stands before `clean`, and is no program; a filter that is required and not there would end the call.
  return [...drivers].flatMap((driver): Setting[] => [
    [`filter.${driver}.process`, ''],
    [`filter.${driver}.required`, 'false'],
  ]);
};
