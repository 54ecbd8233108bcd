import { ask, type Repository } from './repository.ts';

/** git-check-ignore(1): which of these paths match a pattern of ignored files. A file that is tracked is not ignored, whatever the patterns say. */
export const ignoredAmong = async (repository: Repository, paths: readonly string[]): Promise<ReadonlySet<string>> => {
  if (paths.length === 0) return new Set();
  // This one command refuses literal pathspecs; `./` keeps a path that begins with a colon from being one with magic.
  const input = paths.map((path) => `./${path}\0`).join('');
  const extra = { GIT_LITERAL_PATHSPECS: '0' };
  // 1: none of them is ignored.
  const answer = await ask(repository, ['check-ignore', '-z', '--stdin'], { input, extra, fine: [1] });
  return new Set(answer.stdout.split('\0').flatMap((path) => (path === '' ? [] : [path.slice(2)])));
};
