/** Commits are written as objects only: no branch, no index and no working tree is touched. */

import type { Variables } from './child-environment.ts';
import type { NewCommit } from './port.ts';
import { ask, type Repository } from './repository.ts';

export const writeCommit = async (repository: Repository, commit: NewCommit, extra: Variables = {}): Promise<string> => {
  const parents = commit.parents.flatMap((parent) => ['-p', parent]);
  const call = { input: commit.message, extra: { ...identity(commit.by), ...extra } };
  return (await ask(repository, ['commit-tree', ...parents, '-F', '-', '--end-of-options', commit.tree], call)).stdout.trim();
};

const identity = (by: NewCommit['by']): Variables => {
  if (by === undefined) return {};
  const date = by.time === undefined ? undefined : `@${Math.trunc(by.time)} +0000`;
  return {
    GIT_AUTHOR_NAME: by.name,
    GIT_AUTHOR_EMAIL: by.email,
    GIT_AUTHOR_DATE: date,
    GIT_COMMITTER_NAME: by.name,
    GIT_COMMITTER_EMAIL: by.email,
    GIT_COMMITTER_DATE: date,
  };
};

export const writeEmptyTree = async (repository: Repository): Promise<string> =>
  (await ask(repository, ['hash-object', '-t', 'tree', '-w', '--stdin'])).stdout.trim();
