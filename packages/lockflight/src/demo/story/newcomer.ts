import { execFile } from 'node:child_process';
import { cp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { examplesFolder } from '../../own-package.ts';
import type { Tale } from '../tale.ts';

const KHADAMAT = join(examplesFolder(), 'khadamat');

/** In a checkout, what npm and a first start put there. */
const INSTALLED = /[\\/](node_modules|dist|uploads|[^\\/]*\.db[^\\/]*)$/;

/** A whole project in somebody's folder, as it was cloned. */
export const cloneKhadamat = async (tale: Tale, who: string): Promise<string> => {
  const dir = tale.stage.cloneOf(who);
  await cp(KHADAMAT, dir, { recursive: true, filter: (path) => !INSTALLED.test(path) });
  return dir;
};

const commitAll = async (cwd: string): Promise<void> => {
  const git = (...argv: readonly string[]) =>
    promisify(execFile)('git', ['-c', 'user.name=nadia', '-c', 'user.email=nadia@khadamat.example', ...argv], { cwd });
  await git('init', '--quiet', '-b', 'main');
  await git('add', '--all');
  await git('commit', '--quiet', '--no-gpg-sign', '-m', 'Khadamat');
};

/** Nobody begins in an empty repository: the first minute of a team that has code, samples and workflows, and no contract. */
export const newcomer = async (tale: Tale): Promise<void> => {
  tale.chapter('A project without a contract', 'Un projet sans contrat');
  tale.say(
    'khadamat, a marketplace, runs in three environments. Its rules stand in samples of variables, in workflows and in the code. Here is its repository before it had a contract.',
    "khadamat, une place de marché, tourne dans trois environnements. Ses règles sont dans des fichiers d'exemple, dans des workflows et dans le code. Voici son dépôt, avant qu'il ait un contrat.",
  );
  const dir = await cloneKhadamat(tale, 'nadia');
  await rm(join(dir, 'lockflight.yaml'));
  await commitAll(dir);
  await tale.lockflight('nadia', 'init');
  await tale.lockflight('nadia', 'check');
  await tale.lockflight('nadia', 'env scan');
};
