/**
 * What `npm run deploy` carries out, once `lockflight run` has proven the environment, the pipeline and both checks for this very tree: the tree of HEAD, as it was
 * built, becomes a process of its environment. Here an environment is a folder and a process on this machine; a platform's orchestrator does the same elsewhere.
 *
 *     npm run deploy -- --env staging [-- --to FOLDER]
 *
 *     FOLDER/staging/releases/20261122-101500-1a2b3c4d5e6f/   the tree, the client's build, the environment's file, its log, its process
 *     FOLDER/staging/current                                  leads to the release that runs
 *
 * The release's own migrations come first. The new process is started beside the old one. Only once it says that it is healthy does `current` lead to it and the old
 * one stop; else the old one stays.
 */
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { readEnvironment } from '../backend/src/environment.ts';
import { builtFrom } from './deploy/built-from.ts';
import { currentRelease, makeCurrent, newRelease, removeOld } from './deploy/releases.ts';
import { isRunning, migrateRelease, startRelease, stopProcess } from './deploy/running.ts';
import { PROJECT } from './project.ts';

const { values } = parseArgs({ options: { to: { type: 'string', default: '.deployments' } } });
const { name: environment } = readEnvironment();

const deploy = async (): Promise<number> => {
  if (environment === 'local') throw new Error('nothing is deployed to local: npm run dev');
  const tree = builtFrom();
  if (tree === undefined) throw new Error('this folder differs from HEAD: what would be deployed has no name');
  const folder = resolve(PROJECT, values.to, environment);
  const before = await currentRelease(folder);
  const release = await newRelease(folder, tree, environment);
  say(`${environment}: ${release}`);

  const stays = before === undefined ? 'nothing runs' : 'the one before it stays';
  const unmigrated = migrateRelease(release, environment);
  if (unmigrated !== undefined) {
    say(`its migrations did not run; ${stays}\n${unmigrated}`);
    return 1;
  }
  const started = await startRelease(release, environment);
  if (!started.healthy) {
    say(`it did not become healthy (${started.why}); ${stays}\n${started.lastWords}`);
    return 1;
  }
  await makeCurrent(folder, release);
  say(`it runs: process ${started.pid}, http://127.0.0.1:${started.port}`);
  if (before !== undefined && (await isRunning(before)))
    say(`the one before it: ${(await stopProcess(before)) ? 'stopped' : 'had to be ended'}`);
  await removeOld(folder);
  return 0;
};

const say = (words: string): void => void process.stdout.write(`deploy: ${words}\n`);

try {
  process.exitCode = await deploy();
} catch (error) {
  say(error instanceof Error ? error.message : String(error));
  process.exitCode = 1;
}
