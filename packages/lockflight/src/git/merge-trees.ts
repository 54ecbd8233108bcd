/**
 * Three-way merge of trees without a trace: new objects go to a temporary folder that reads the repository's own objects as
 * alternates, and the folder is removed. git 2.39 takes no base for `merge-tree`, so two made-up commits with a common made-up parent give it one.
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { MergeOutcome } from './port.ts';
import { ask, type Repository } from './repository.ts';
import { writeCommit } from './write-objects.ts';

const NOBODY = { name: 'lockflight', email: 'lockflight@invalid', time: 0 };

export const mergeTrees = async (repository: Repository, base: string, ours: string, theirs: string): Promise<MergeOutcome> => {
  const folder = await mkdtemp(join(tmpdir(), 'lockflight-merge-'));
  try {
    const extra = { GIT_OBJECT_DIRECTORY: folder, GIT_ALTERNATE_OBJECT_DIRECTORIES: JSON.stringify(repository.objectsDir) };
    const commit = (tree: string, parents: readonly string[]) =>
      writeCommit(repository, { tree, parents, message: 'merge', by: NOBODY }, extra);
    const root = await commit(base, []);
    const [left, right] = [await commit(ours, [root]), await commit(theirs, [root])];
    const args = ['merge-tree', '--write-tree', '-z', '--name-only', '--no-messages', '--end-of-options', left, right];
    const { code, stdout } = await ask(repository, args, { extra, fine: [1] });
    const [tree = '', ...names] = stdout.split('\0').filter((field) => field !== '');
    return code === 0 ? { clean: true, tree, conflicts: [] } : { clean: false, conflicts: [...new Set(names)] };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
};
