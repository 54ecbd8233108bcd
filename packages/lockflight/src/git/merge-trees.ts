/**
 * Three-way merge of trees without a trace: in a bare repository of its own, made in a temporary folder that reads the real one's objects as
 * alternates, and removed. So nothing of a working tree or of the repository's configuration has a say in it: a `.gitattributes` of the candidate could
 * name a merge driver, which is a program, and one that always says "clean". git 2.39 takes no base for `merge-tree`, so two made-up commits with a common
 * made-up parent give it one.
 */

import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { devNull, tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Setting } from './child-environment.ts';
import type { MergeOutcome } from './port.ts';
import { ask, type Repository } from './repository.ts';
import { writeCommit } from './write-objects.ts';

const NOBODY = { name: 'lockflight', email: 'lockflight@invalid', time: 0 };
const NO_ATTRIBUTES: readonly Setting[] = [['core.attributesFile', devNull]];

export const mergeTrees = async (repository: Repository, base: string, ours: string, theirs: string): Promise<MergeOutcome> => {
  const tree = oneSided(base, ours, theirs);
  if (tree !== undefined && (await isTree(repository, tree))) return { clean: true, tree, conflicts: [] };
  const folder = await mkdtemp(join(tmpdir(), 'lockflight-merge-'));
  try {
    await makeBare(folder, base.length === 64 ? 'sha256' : 'sha1');
    const extra = { GIT_DIR: folder, GIT_ALTERNATE_OBJECT_DIRECTORIES: JSON.stringify(repository.objectsDir) };
    const commit = (tree: string, parents: readonly string[]) =>
      writeCommit(repository, { tree, parents, message: 'merge', by: NOBODY }, extra);
    const root = await commit(base, []);
    const [left, right] = [await commit(ours, [root]), await commit(theirs, [root])];
    const args = ['merge-tree', '--write-tree', '-z', '--name-only', '--no-messages', '--end-of-options', left, right];
    const { code, stdout } = await ask(repository, args, { extra, settings: NO_ATTRIBUTES, fine: [1] });
    const [tree = '', ...names] = stdout.split('\0').filter((field) => field !== '');
    return code === 0 ? { clean: true, tree, conflicts: [] } : { clean: false, conflicts: [...new Set(names)] };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
};

/** Where only one side changed something, or both the same, there is nothing to merge: the tree that git would give. */
const oneSided = (base: string, ours: string, theirs: string): string | undefined => {
  if (ours === base || ours === theirs) return theirs;
  return theirs === base ? ours : undefined;
};

const isTree = async (repository: Repository, id: string): Promise<boolean> => {
  const found = await repository.objects.info(id);
  return typeof found === 'object' && found.type === 'tree';
};

/** What git wants to see before it takes a folder for a repository (git's page "gitrepository-layout"). */
const makeBare = async (folder: string, format: 'sha1' | 'sha256'): Promise<void> => {
  await Promise.all(['objects', 'refs'].map((name) => mkdir(join(folder, name))));
  await writeFile(join(folder, 'HEAD'), 'ref: refs/heads/none\n');
  const extensions = format === 'sha256' ? '[extensions]\n\tobjectFormat = sha256\n' : '';
  await writeFile(join(folder, 'config'), `[core]\n\trepositoryformatversion = 1\n\tbare = true\n${extensions}`);
};
