/** `lockflight env scan` of 5,000 source files, against ripgrep listing those that hold `env`. */
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { ask, BIN, git, seconds, sideBySide, timeOf, times } from './measure.ts';
import type { Row } from './table.ts';

const FILES = 5_000;
const A_FOLDER = 50;
/** One file in so many reads a variable, one in so many only has the letters in a comment or another word. */
const READS = 12;
const MENTIONS = 8;

export const benchScan = async (folder: string, runs: number): Promise<Row> => {
  const tree = join(folder, 'scan');
  await writeTree(tree);
  const out = join(folder, 'scan.out');
  const what = `\`lockflight env scan\` of ${FILES.toLocaleString('en')} source files, two cores`;
  const bar = '<= 3 x, and <= 2 s';
  const rg = await ask('rg', ['--version']);
  if (rg === undefined) {
    const took = await sideBySide(runs, { scan: () => timeOf(process.execPath, [BIN, 'env', 'scan', '-C', tree, '--json'], out) });
    const against = 'ripgrep, which is not here: apt-get install ripgrep';
    return { what, ours: seconds(took.scan), against, figure: 'not measured', bar, met: undefined };
  }
  const took = await sideBySide(runs, {
    scan: () => timeOf(process.execPath, [BIN, 'env', 'scan', '-C', tree, '--json'], out),
    rg: () => timeOf('rg', ['-l', 'env', tree], out),
  });
  return {
    what,
    ours: seconds(took.scan),
    against: `${seconds(took.rg)}: \`rg -l env\` on the same files`,
    figure: times(took.scan / took.rg),
    bar,
    met: took.scan <= 3 * took.rg && took.scan <= 2_000,
  };
};

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
