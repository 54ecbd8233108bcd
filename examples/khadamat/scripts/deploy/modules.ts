/** The packages that a release runs on, installed once for each lockfile: releases with the same one share them. */
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { copyFile, mkdir, mkdtemp, readFile, rename } from 'node:fs/promises';
import { dirname, join } from 'node:path';

const MANIFESTS = ['package.json', 'package-lock.json', 'backend/package.json', 'frontend/package.json'];

/** The folder `node_modules` for what the release's lockfile says. */
export const modulesFor = async (folder: string, release: string): Promise<string> => {
  const digest = createHash('sha256')
    .update(await readFile(join(release, 'package-lock.json')))
    .digest('hex');
  const home = join(folder, 'packages', digest.slice(0, 16));
  if (!existsSync(home)) await install(release, home);
  return join(home, 'node_modules');
};

/** Whole or not at all: what was interrupted half-way is never run on. */
const install = async (release: string, home: string): Promise<void> => {
  await mkdir(dirname(home), { recursive: true });
  const draft = await mkdtemp(join(dirname(home), 'installing-'));
  for (const manifest of MANIFESTS) {
    await mkdir(dirname(join(draft, manifest)), { recursive: true });
    await copyFile(join(release, manifest), join(draft, manifest));
  }
  execFileSync('npm', ['ci', '--omit=dev', '--ignore-scripts', '--no-audit', '--no-fund'], {
    cwd: draft,
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  await rename(draft, home);
};
