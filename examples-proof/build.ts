/** Builds the example's client once before the proofs, where it is not built from what is there: several of them serve it, and none may build it under another's feet. */
import { execFileSync } from 'node:child_process';
import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const EXAMPLE = fileURLToPath(new URL('../examples/khadamat/', import.meta.url));

const changedAt = (path: string): number => statSync(join(EXAMPLE, path), { throwIfNoEntry: false })?.mtimeMs ?? 0;

const newest = (): number => {
  const sources = ['frontend/src', 'frontend/public'].flatMap((folder) =>
    readdirSync(join(EXAMPLE, folder), { recursive: true, encoding: 'utf8' }).map((name) => join(folder, name)),
  );
  return Math.max(...['package-lock.json', 'frontend/index.html', 'frontend/vite.config.ts', ...sources].map(changedAt));
};

export default (): void => {
  if (changedAt('frontend/dist/tree.txt') > newest()) return;
  // What the example's `build` does after its type check, which the example's own checks make.
  const run = (folder: string, ...words: readonly string[]) =>
    execFileSync(process.execPath, words, { cwd: join(EXAMPLE, folder), stdio: ['ignore', 'ignore', 'inherit'] });
  run('frontend', join(EXAMPLE, 'node_modules/vite/bin/vite.js'), 'build', '--logLevel', 'error');
  run('.', 'scripts/stamp-build.ts');
};
