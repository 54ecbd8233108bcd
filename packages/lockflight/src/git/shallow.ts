/**
 * A shallow clone shows its oldest commits as if they had no parents. Every answer that would rest on such a cut is refused:
 * nobody gets a class that the missing history would change.
 */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { LockflightError } from '../errors.ts';
import { codedFailure } from './failure.ts';
import { ask, type Repository } from './repository.ts';

/** The commits whose parents were not fetched; empty in a complete clone. */
export const shallowBoundary = async (repository: Repository): Promise<ReadonlySet<string>> => {
  const text = await readFile(join(repository.commonDir, 'shallow'), 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return '';
    throw error;
  });
  return new Set(text.split('\n').filter((line) => line !== ''));
};

/** Fails when one of the commits is cut off from parents that it really has (the raw object still names them). */
export const refuseCut = async (repository: Repository, commits: Iterable<string>): Promise<void> => {
  const boundary = await shallowBoundary(repository);
  if (boundary.size === 0) return;
  for (const commit of commits) if (boundary.has(commit) && (await hasParents(repository, commit))) throw await cut(repository, commit);
};

const hasParents = async (repository: Repository, commit: string): Promise<boolean> => {
  const raw = (await ask(repository, ['cat-file', 'commit', commit])).stdout;
  return /^parent /m.test(raw.slice(0, raw.indexOf('\n\n')));
};

const cut = async (repository: Repository, commit: string): Promise<LockflightError> => {
  const remotes = (await ask(repository, ['remote'])).stdout.split('\n').filter((name) => name !== '');
  const remote = remotes.includes('origin') ? 'origin' : remotes[0];
  const command = `git -C ${quoted(repository.dir)} fetch --unshallow${remote === undefined ? '' : ` ${remote}`}`;
  return codedFailure(
    'shallow-clone',
    {
      en: `the history before ${commit.slice(0, 12)} was not fetched: this is a shallow clone`,
      fr: `l'historique avant ${commit.slice(0, 12)} n'a pas été récupéré : ce clone est superficiel`,
    },
    {
      hint: {
        en: `${command} (in GitHub Actions: actions/checkout with fetch-depth: 0)`,
        fr: `${command} (dans GitHub Actions : actions/checkout avec fetch-depth: 0)`,
      },
    },
  );
};

/** For a shell, where the folder's name needs it. */
const quoted = (dir: string): string => (/^[\w./:@%+-]+$/.test(dir) ? dir : `'${dir.replaceAll("'", "'\\''")}'`);
