/**
 * `npm run build`: the package as it is published, in `packages/lockflight/dist`. One bundle with a chunk a command, so that a start reads a few files instead of
 * two hundred; its own package.json, since npm's publishConfig overrides neither `bin` nor `exports`; declarations for the library; the examples that `demo` shows.
 *
 * What is external stays a dependency of the published package.json: packages that carry a binary.
 */
import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { rolldown } from 'rolldown';
import { builtinsByName } from './builtins.ts';
import { declarationsInto } from './declarations.ts';
import { manifestOf } from './manifest.ts';

const PACKAGE = join(import.meta.dirname, '..');
const ROOT = join(PACKAGE, '../..');

/** Packages that hold a binary for the platform: a bundle cannot take them in. */
const EXTERNAL = ['oxc-parser'];

/**
 * What one start needs is one file each: every call, every call that reads a contract, every call that compares generated files. Left to itself the bundler parts them
 * by who shares what, into thirty files that `check` would find, open and link. A group takes along what its modules import; the first that takes a module keeps it.
 */
const TOGETHER = [
  { name: 'start', test: /src[\\/]cli[\\/](?:main|wrap|paint|counted)\.ts$/, priority: 3 },
  // Also for those who only look whether there is one.
  { name: 'contract-file', test: /src[\\/]flow[\\/]read-contract-file\.ts$/, priority: 3 },
  {
    name: 'contract',
    // With what is said of one in words, and what is held of its files: most who read a contract need that too.
    test: /src[\\/](?:contract[\\/](?:read-soon|required-names|in-words[\\/]\w+)|env[\\/](?:own-values|issue|values|conditions|host-markers)|flow[\\/]generate[\\/](?:codes|locked))\.ts$/,
    priority: 2,
  },
  { name: 'generate', test: /src[\\/]flow[\\/]generate[\\/](?:generate|findings)\.ts$/, priority: 1 },
];

/** Writes the package into `out`, which is emptied first. */
export const bundleInto = async (out: string): Promise<void> => {
  rmSync(out, { recursive: true, force: true });
  mkdirSync(join(out, 'bin'), { recursive: true });
  await bundleCode(join(out, 'lib'));
  declarationsInto(join(out, 'types'));
  cpSync(join(PACKAGE, 'schema'), join(out, 'schema'), { recursive: true });
  for (const example of ['koomy', 'khadamat']) copyExample(example, out);
  const source = readFileSync(join(PACKAGE, 'bin/lockflight.js'), 'utf8');
  writeFileSync(join(out, 'bin/lockflight.js'), source.replace('../src/cli/main.ts', '../lib/cli.mjs'), { mode: 0o755 });
  writeFileSync(join(out, 'package.json'), `${JSON.stringify(manifestOf(PACKAGE, EXTERNAL), null, 2)}\n`);
  for (const file of ['README.md', 'LICENSE']) cpSync(join(ROOT, file), join(out, file));
};

const bundleCode = async (out: string): Promise<void> => {
  const bundle = await rolldown({
    input: { cli: join(PACKAGE, 'src/cli/main.ts'), index: join(PACKAGE, 'src/index.ts') },
    platform: 'node',
    external: [/^node:/, ...EXTERNAL.map((name) => new RegExp(`^${name}(?:/|$)`))],
    plugins: [builtinsByName],
  });
  await bundle.write({
    dir: out,
    format: 'esm',
    entryFileNames: '[name].mjs',
    chunkFileNames: 'chunks/[name]-[hash].mjs',
    minify: 'dce-only',
    codeSplitting: { groups: TOGETHER },
  });
  await bundle.close();
};

/** Only what git knows: an example's installed packages and built files are not published. */
const copyExample = (name: string, out: string): void => {
  const files = execFileSync('git', ['ls-files', '-z', '--', `examples/${name}`], { cwd: ROOT, encoding: 'utf8' }).split('\0');
  for (const file of files.filter((path) => path !== '')) cpSync(join(ROOT, file), join(out, file));
};

if (import.meta.main) {
  const out = join(PACKAGE, 'dist');
  await bundleInto(out);
  process.stdout.write(`packages/lockflight/dist is ready: npm publish packages/lockflight/dist\n`);
}
