/**
 * `npm run build:action`: what GitHub runs for `uses: .../action`. It takes the repository as it is, so the bundle is committed, and a test builds it again. Names of
 * chunks carry no digest: a change shows as a change.
 */
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Plugin, rolldown } from 'rolldown';

const PACKAGE = join(import.meta.dirname, '..');
const HERE = join(PACKAGE, '../../action');

/** Two commands instead of all, and without `--against`, which no input of the Action asks for: it would bring the scan of code. */
const ownRegistry: Plugin = {
  name: 'own-registry',
  resolveId: (source, importer) => {
    if (importer?.includes('/src/cli/') !== true) return null;
    if (/\/flow\/init\/(?:check-against|names-read)\.ts$/.test(source)) return '\0without-against';
    return source.endsWith('/registry.ts') ? join(import.meta.dirname, 'action/registry.ts') : null;
  },
  load: (id) => (id === '\0without-against' ? 'export const checkAgainst = undefined, namesRead = undefined;' : null),
};

/** Writes `dist` and the package.json that tells the bundle its version into a folder. */
export const bundleActionInto = async (folder: string): Promise<void> => {
  rmSync(join(folder, 'dist'), { recursive: true, force: true });
  const bundle = await rolldown({
    input: { main: join(import.meta.dirname, 'action/entry.ts') },
    platform: 'node',
    external: [/^node:/, /^oxc-parser(?:\/|$)/],
    plugins: [ownRegistry],
  });
  await bundle.write({
    dir: join(folder, 'dist'),
    format: 'esm',
    entryFileNames: '[name].mjs',
    chunkFileNames: 'chunks/[name].mjs',
    minify: true,
  });
  await bundle.close();
  const { version } = JSON.parse(readFileSync(join(PACKAGE, 'package.json'), 'utf8'));
  const manifest = { name: 'lockflight', version, private: true, type: 'module' };
  writeFileSync(join(folder, 'package.json'), `${JSON.stringify(manifest, null, 2)}\n`);
};

if (import.meta.main) {
  await bundleActionInto(HERE);
  process.stdout.write('action/dist is ready: commit it\n');
}
