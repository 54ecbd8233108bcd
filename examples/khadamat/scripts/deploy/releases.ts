/** The folders of an environment's releases: made whole before anything runs in them, never changed afterwards, the last few kept. */
import { execFileSync } from 'node:child_process';
import { existsSync, rmSync } from 'node:fs';
import { copyFile, cp, mkdir, readdir, readFile, readlink, rename, rm, symlink } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { CLIENT_BUILD, PROJECT } from '../project.ts';
import { git, STAMP } from './built-from.ts';
import { modulesFor } from './modules.ts';

const KEPT = 5;

/** Throws what is missing: a build of this tree, the environment's file. */
export const newRelease = async (folder: string, tree: string, environment: 'staging' | 'production'): Promise<string> => {
  const built = (await readFile(join(CLIENT_BUILD, STAMP), 'utf8').catch(() => 'nothing')).trim();
  if (built !== tree) throw new Error(`the build is of ${built}, and HEAD of ${tree}: npm run build`);
  const file = environment === 'production' ? '.env.production' : '.env';
  const source = join(PROJECT, 'backend', file);
  if (!existsSync(source)) throw new Error(`there is no backend/${file} for it to start with`);

  const time = new Date()
    .toISOString()
    .replaceAll(/[-:]|\..*$/g, '')
    .replace('T', '-');
  const release = join(folder, 'releases', `${time}-${tree.slice(0, 12)}`);
  await mkdir(release, { recursive: true });
  layOut(tree, release);
  await cp(CLIENT_BUILD, join(release, 'frontend/dist'), { recursive: true });
  await copyFile(source, join(release, 'backend', file));
  await symlink(await modulesFor(folder, release), join(release, 'node_modules'));
  return release;
};

/** The files of the tree and no others: through an index of its own, so that nobody's is touched. */
const layOut = (tree: string, release: string): void => {
  const index = join(release, '.index');
  const directory = git('rev-parse', '--absolute-git-dir');
  const run = (...words: readonly string[]) =>
    execFileSync('git', ['--git-dir', directory, '--work-tree', release, ...words], {
      cwd: release,
      env: { ...process.env, GIT_INDEX_FILE: index },
      stdio: 'pipe',
    });
  run('read-tree', tree);
  run('checkout-index', '--all');
  rmSync(index);
};

export const currentRelease = (folder: string): Promise<string | undefined> => readlink(join(folder, 'current')).catch(() => undefined);

/** From one moment to the next: whoever follows the link meets the old release or the new one. */
export const makeCurrent = async (folder: string, release: string): Promise<void> => {
  const link = join(folder, `current-${process.pid}`);
  await symlink(release, link);
  await rename(link, join(folder, 'current'));
};

export const removeOld = async (folder: string): Promise<void> => {
  const releases = (await readdir(join(folder, 'releases'))).toSorted();
  const current = basename((await currentRelease(folder)) ?? '');
  for (const name of releases.slice(0, -KEPT)) {
    if (name !== current) await rm(join(folder, 'releases', name), { recursive: true, force: true });
  }
};
