/**
 * Installs the example that is an npm project of its own, where what is installed is not what its lockfile says: `npm ci` takes its time, and is done once.
 * Run before the example's own checks, and by vitest before the proofs.
 */
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const EXAMPLE = fileURLToPath(new URL('../examples/khadamat/', import.meta.url));

interface Locked {
  readonly version?: string;
  readonly integrity?: string;
  readonly link?: boolean;
  readonly optional?: boolean;
}

const packagesIn = (file: string): Readonly<Record<string, Locked>> => {
  try {
    return JSON.parse(readFileSync(join(EXAMPLE, file), 'utf8')).packages;
  } catch {
    return {};
  }
};

/** npm keeps what it installed in a lockfile of its own. What is optional may be missing: it is for other machines. */
const isInstalled = (): boolean => {
  const installed = packagesIn('node_modules/.package-lock.json');
  return Object.entries(packagesIn('package-lock.json')).every(([path, { version, integrity, optional }]) => {
    if (!path.startsWith('node_modules/')) return true;
    const there = installed[path];
    return there === undefined ? optional === true : there.version === version && there.integrity === integrity;
  });
};

const install = (): void => {
  if (isInstalled()) return;
  process.stderr.write('examples/khadamat: npm ci\n');
  execFileSync('npm', ['ci', '--ignore-scripts', '--no-audit', '--no-fund'], { cwd: EXAMPLE, stdio: ['ignore', 'ignore', 'inherit'] });
};

if (import.meta.main) install();

export default install;
