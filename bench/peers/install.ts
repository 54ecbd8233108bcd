/** The peers' packages: exactly those of this folder's lockfile, installed when the bench first needs them, and for nothing else. */
import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';

export const PACKAGES = join(import.meta.dirname, 'node_modules');

/** Without install scripts: none of the peers has one, and none may get one. With the user's own settings, since a registry may be among them. */
export const install = async (): Promise<void> => {
  if (existsSync(PACKAGES)) return;
  process.stderr.write('installing the peers (npm ci in bench/peers)\n');
  await promisify(execFile)('npm', ['ci', '--ignore-scripts', '--no-audit', '--no-fund'], { cwd: import.meta.dirname });
};
