/**
 * The generated validator in the runtimes and behind the bundlers that people have, really run: `npx node bench/runtimes/run.ts [NAME ...]`. By hand, since it
 * installs them (766 MB) and takes minutes; on Linux with x64. What came of it is in docs/VALIDATOR.md.
 */
import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { chmod, cp, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { readContract } from '../../packages/lockflight/src/contract/read-contract.ts';
import { compileValidator } from '../../packages/lockflight/src/env/compile/compile-validator.ts';
import { FORTY_VALUES, FORTY_VARIABLES } from '../../packages/lockflight/src/env/compile/forty-variables.fixture.ts';
import { runNext } from './next.ts';
import { workerdConfig } from './workerd.ts';

const PACKAGES = join(import.meta.dirname, 'node_modules');
const BUN = join(PACKAGES, '@oven/bun-linux-x64/bin/bun');
const DENO = join(PACKAGES, '@deno/linux-x64-glibc/deno');
const WORKERD = join(PACKAGES, '@cloudflare/workerd-linux-64/bin/workerd');
const START = "import { check } from './check.mjs';\nimport { validateEnv } from './env.ts';\nconsole.log(check(validateEnv));\n";
const BARE = { PATH: process.env.PATH, HOME: tmpdir(), NO_COLOR: '1', NEXT_TELEMETRY_DISABLED: '1' };

const install = async (): Promise<void> => {
  if (!existsSync(PACKAGES)) {
    process.stderr.write('installing the runtimes (npm ci in bench/runtimes)\n');
    await promisify(execFile)('npm', ['ci', '--ignore-scripts', '--no-audit', '--no-fund'], { cwd: import.meta.dirname });
  }
  for (const binary of [BUN, DENO, WORKERD]) await chmod(binary, 0o755);
};

const generated = (): string => {
  const { contract } = readContract({ file: 'lockflight.yaml', text: FORTY_VARIABLES });
  if (contract === undefined) throw new Error('the contract does not hold');
  return compileValidator(contract, { language: 'en' });
};

type Run = (folder: string) => Promise<string>;

/** One process with the forty values in its environment; what it printed. */
const ended = async (folder: string, file: string, args: readonly string[], values = FORTY_VALUES): Promise<string> => {
  const { stdout, stderr } = await promisify(execFile)(file, [...args], { cwd: folder, env: { ...BARE, ...values } });
  return `${stdout}${stderr}`.trim();
};

/** With the values passed in, and nothing in the environment. */
const SOURCE = `const SOURCE = ${JSON.stringify(FORTY_VALUES)};\n`;
const PASSED = `import { check } from './check.mjs';\nimport { validateEnv } from './env.ts';\n${SOURCE}export const seen = check(validateEnv, SOURCE);\n`;

const RUNS: Readonly<Record<string, Run>> = {
  node: (folder) => ended(folder, process.execPath, ['start.ts']),
  bun: (folder) => ended(folder, BUN, ['start.ts']),
  'bun build --minify': async (folder) => {
    await ended(folder, BUN, ['build', '--minify', '--target=bun', '--outfile=bun.mjs', 'start.ts'], {});
    return ended(folder, BUN, ['bun.mjs']);
  },
  deno: (folder) => ended(folder, DENO, ['run', '--no-remote', '--no-prompt', '--allow-env', 'start.ts']),
  'deno, without leave to read the environment': async (folder) => {
    await writeFile(join(folder, 'passed-main.ts'), "import { seen } from './passed.ts';\nconsole.log(seen);\n");
    return ended(folder, DENO, ['run', '--no-remote', '--no-prompt', 'passed-main.ts'], {});
  },
  workerd: async (folder) => {
    await writeFile(join(folder, 'worker.ts'), "export { check } from './check.mjs';\nexport { validateEnv } from './env.ts';\n");
    await bundle(folder, 'worker.ts', 'worker-check.mjs', 'neutral', 'esm');
    await writeFile(join(folder, 'worker.capnp'), workerdConfig('worker-check.mjs', FORTY_VALUES));
    return (await ended(folder, WORKERD, ['test', 'worker.capnp'], {})).includes('[ PASS ]') ? 'as it should be' : 'failed';
  },
  'edge-runtime': async (folder) => {
    await bundle(folder, 'passed.ts', 'edge.js', 'browser', 'iife');
    await writeFile(
      join(folder, 'edge-main.mjs'),
      "import { readFileSync } from 'node:fs';\nimport { EdgeVM } from '@edge-runtime/vm';\n" +
        "const vm = new EdgeVM();\nvm.evaluate(readFileSync('edge.js', 'utf8'));\nconsole.log(vm.evaluate('typeof process + \" process, \" + app.seen'));\n",
    );
    return ended(folder, process.execPath, ['edge-main.mjs'], {});
  },
  'esbuild, minified, for node': async (folder) => {
    await bundle(folder, 'start.ts', 'esbuild.mjs', 'node', 'esm');
    return ended(folder, process.execPath, ['esbuild.mjs']);
  },
  'vite build, for browsers': async (folder) => {
    await viteBuild(folder, 'passed.ts', false);
    return ended(folder, process.execPath, ['-e', "import('./vite-out/app.mjs').then(({ seen }) => console.log(seen))"], {});
  },
  'vite build --ssr': async (folder) => {
    await viteBuild(folder, 'start.ts', true);
    return ended(folder, process.execPath, ['./vite-out/app.mjs']);
  },
  'next build and start': (folder) => runNext(folder, { ...BARE, ...FORTY_VALUES }),
};

const bundle = async (folder: string, entry: string, outfile: string, platform: string, format: string): Promise<void> => {
  const options = { absWorkingDir: folder, entryPoints: [entry], outfile, platform, format, bundle: true, minify: true, globalName: 'app' };
  await writeFile(join(folder, 'bundle.mjs'), `import { build } from 'esbuild';\nawait build(${JSON.stringify(options)});\n`);
  await ended(folder, process.execPath, ['bundle.mjs'], {});
};

const viteBuild = async (folder: string, entry: string, ssr: boolean): Promise<void> => {
  const output = ssr
    ? `ssr: '${entry}', rollupOptions: { output: { entryFileNames: 'app.mjs' } }`
    : `lib: { entry: '${entry}', formats: ['es'], fileName: () => 'app.mjs' }`;
  const build = `{ minify: true, outDir: 'vite-out', emptyOutDir: true, ${output} }`;
  await writeFile(
    join(folder, 'vite.mjs'),
    `import { build } from 'vite';\nawait build({ configFile: false, logLevel: 'error', root: '.', build: ${build} });\n`,
  );
  await ended(folder, process.execPath, ['vite.mjs'], {});
};

const named = process.argv.slice(2);
await install();
const folder = await mkdtemp(join(tmpdir(), 'lockflight-runtimes-'));
try {
  await symlink(PACKAGES, join(folder, 'node_modules'));
  await cp(join(import.meta.dirname, 'check.mjs'), join(folder, 'check.mjs'));
  await writeFile(join(folder, 'package.json'), '{"type":"module"}');
  await writeFile(join(folder, 'env.ts'), generated());
  await writeFile(join(folder, 'start.ts'), START);
  await writeFile(join(folder, 'passed.ts'), PASSED);
  for (const [name, run] of Object.entries(RUNS)) {
    if (named.length > 0 && !named.some((each) => name.startsWith(each))) continue;
    const seen = await run(folder).catch((error: Error) => `FAILED: ${error.message}`);
    if (!seen.includes('as it should be')) process.exitCode = 1;
    process.stdout.write(`${name}: ${seen}\n`);
  }
} finally {
  await rm(folder, { recursive: true, force: true });
}
