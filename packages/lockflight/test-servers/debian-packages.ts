/**
 * Real servers for the tests (vitest's globalSetup). What is missing is installed where that is possible without asking anybody: as root, with apt-get. Elsewhere the
 * tests stop with the one line to type: a test that is skipped in silence proves nothing.
 */
import { type ExecFileSyncOptions, execFileSync } from 'node:child_process';
import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';

/** Program, and the Debian package that brings it. */
const NEEDED: ReadonlyMap<string, string> = new Map([
  ['redis-server', 'redis-server'],
  ['clamd', 'clamav-daemon'],
]);

/** Servers are in sbin, which is not in everybody's PATH. */
const FOLDERS = [
  ...(process.env.PATH ?? '').split(delimiter),
  '/usr/local/sbin',
  '/usr/sbin',
  '/sbin',
  '/opt/homebrew/sbin',
  '/usr/local/bin',
];

/** The program's path, or undefined. */
export const programAt = (name: string): string | undefined => FOLDERS.map((folder) => join(folder, name)).find(isProgram);

const isProgram = (path: string): boolean => {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
};

const missing = (): readonly string[] => [...NEEDED].filter(([program]) => programAt(program) === undefined).map(([, name]) => name);

export default (): void => {
  const packages = missing();
  if (packages.length === 0) return;
  const words = ['install', '-q', '-y', '--no-install-recommends', ...packages];
  if (process.getuid?.() === 0 && programAt('apt-get') !== undefined) {
    const options: ExecFileSyncOptions = {
      stdio: ['ignore', 'ignore', 'inherit'],
      env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
    };
    execFileSync('apt-get', ['update', '-q'], options);
    execFileSync('apt-get', words, options);
  }
  if (missing().length > 0) throw new Error(`the tests need real servers; type: sudo apt-get ${words.join(' ')}`);
};
