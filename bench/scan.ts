/**
 * `lockflight env scan` of 5,000 source files, against ripgrep listing those that hold `env`: the first scan, of which nothing is remembered, and the next one of the
 * unchanged tree, which looks whether anything changed and answers what the last one did. The package as it is published, and the same from source.
 */
import { mkdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { bundleInto } from '../packages/lockflight/build/bundle.ts';
import { ask, BIN, git, ROOT, seconds, sideBySide, timeOf, times } from './measure.ts';
import type { Row } from './table.ts';

const FILES = 5_000;
const A_FOLDER = 50;
/** One file in so many reads a variable, one in so many only has the letters in a comment or another word. */
const READS = 12;
const MENTIONS = 8;

const WHAT = `\`lockflight env scan\` of ${FILES.toLocaleString('en')} source files, two cores, the package as published`;

export const benchScan = async (folder: string, runs: number): Promise<readonly Row[]> => {
  const tree = join(folder, 'scan');
  const out = join(folder, 'scan.out');
  await writeTree(tree);
  const package_ = join(folder, 'scan-published');
  await bundleInto(package_);
  // What npm would install beside it.
  await symlink(join(ROOT, 'node_modules'), join(package_, 'node_modules'));
  const published = join(package_, 'bin/lockflight.js');
  const scan = (bin: string, at: string) => timeOf(process.execPath, [bin, 'env', 'scan', '-C', at, '--json'], out);
  // A process that breaks ends with 1, as one with findings does: what is measured has to be a scan.
  for (const bin of [published, BIN]) {
    await scan(bin, tree);
    if ((JSON.parse(await readFile(out, 'utf8')) as { readonly read: readonly string[] }).read.length === 0)
      throw new Error(`${bin} found nothing`);
  }
  const first = (bin: string) => async () => {
    await rm(join(tree, '.git/lockflight'), { recursive: true, force: true });
    return scan(bin, tree);
  };
  // Two trees, or the scans of one package would make the other's into first ones.
  const fromSource = join(folder, 'scan-source');
  await git(tree, 'worktree', 'add', '--detach', fromSource);
  // What is in the second of a checkout is read again by git and by us, until the next `git status`, of which there are many in a day.
  await setTimeout(1_100);
  for (const at of [tree, fromSource]) await git(at, 'status');
  const contestants = {
    first: first(published),
    again: () => scan(published, tree),
    firstFromSource: first(BIN),
    againFromSource: () => scan(BIN, fromSource),
  };
  const rg = (await ask('rg', ['--version'])) !== undefined;
  const took = await sideBySide(runs, { ...contestants, rg: rg ? () => timeOf('rg', ['-l', 'env', tree], out) : async () => Number.NaN });
  const against = rg ? `${ms(took.rg)}: \`rg -l env\` on the same files` : 'ripgrep, which is not here: apt-get install ripgrep';
  return [
    {
      what: `${WHAT}: the first, nothing remembered`,
      ours: `${seconds(took.first)} (from source ${seconds(took.firstFromSource)})`,
      against,
      figure: rg ? times(took.first / took.rg) : seconds(took.first),
      bar: '<= 2 s',
      met: took.first <= 2_000,
    },
    {
      what: `${WHAT}: again, nothing changed since`,
      ours: `${ms(took.again)} (from source ${ms(took.againFromSource)})`,
      against,
      figure: rg ? times(took.again / took.rg) : 'not measured',
      bar: '<= 3 x',
      met: rg ? took.again <= 3 * took.rg : undefined,
    },
  ];
};

const ms = (took: number): string => `${Math.round(took)} ms`;

/** A service as people write them: modules that import each other, one in a dozen of which reads a variable. */
const writeTree = async (tree: string): Promise<void> => {
  for (let at = 0; at < FILES; at += A_FOLDER) {
    const folder = join(tree, `src/area${at / A_FOLDER}`);
    await mkdir(folder, { recursive: true });
    await Promise.all(
      Array.from({ length: A_FOLDER }, (_, index) => writeFile(join(folder, `module${at + index}.ts`), moduleText(at + index))),
    );
  }
  await writeFile(join(tree, 'package.json'), '{ "name": "service" }\n');
  await git(tree, 'init', '-q');
  await git(tree, 'add', '-A');
  await git(tree, 'commit', '-q', '-m', 'Service');
};

const moduleText = (n: number): string => `import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
${n > 0 ? `import { build${n - 1} } from '../area${Math.floor((n - 1) / A_FOLDER)}/module${n - 1}.ts';` : ''}
${n % READS === 0 ? `\nconst url = process.env.SERVICE_${n % 120}_URL ?? 'http://localhost:${3000 + n}';` : ''}
${n % MENTIONS === 1 ? `// What the environment looks like from here is told by the caller.` : ''}

export interface Options${n} {
  readonly name: string;
  readonly limit?: number;
  readonly tags: readonly string[];
}
${Array.from({ length: 6 }, (_, part) => functionText(n, part)).join('')}`;

const functionText = (n: number, part: number): string => `
/** Step ${part} of module ${n}: takes what it is given, and leaves out what is empty. */
export const ${part === 0 ? `build${n}` : `step${part}`} = (options: Options${n}, seed = ${part}): string => {
  const { name, limit = ${part + 10}, tags } = options;
  const kept = tags.filter((tag) => tag.length > 0).map((tag) => tag.trim().toLowerCase());
  if (kept.length > limit) {
    throw new RangeError(\`\${name}: \${kept.length} tags, at most \${limit}\`);
  }
  const total = kept.reduce((sum, tag) => sum + tag.length * (seed + ${part}), 0);
  return join(name, String(total), ...kept)${n % READS === 0 && part === 0 ? ' + url' : ''}${n > 0 && part === 1 ? ` + typeof build${n - 1}` : ''};
};
`;
