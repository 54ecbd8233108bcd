/** The package as a stranger gets it: packed, unpacked elsewhere, run and type-checked from there. */
import { execFileSync, spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { bundleInto } from './bundle.ts';

const ROOT = join(import.meta.dirname, '../../..');
let user = '';
const run = (...args: readonly string[]) =>
  spawnSync(process.execPath, [join(user, 'node_modules/lockflight/bin/lockflight.js'), ...args], { cwd: user, encoding: 'utf8' });

beforeAll(async () => {
  user = mkdtempSync(join(tmpdir(), 'lockflight-published-'));
  const out = join(user, 'out');
  await bundleInto(out);
  const [packed] = JSON.parse(execFileSync('npm', ['pack', '--json', '--silent', '--offline', out], { cwd: user, encoding: 'utf8' }));
  mkdirSync(join(user, 'node_modules'));
  execFileSync('tar', ['-xzf', packed.filename], { cwd: user });
  cpSync(join(user, 'package'), join(user, 'node_modules/lockflight'), { recursive: true });
  for (const folder of ['out', 'package']) rmSync(join(user, folder), { recursive: true });
}, 120_000);
afterAll(() => rmSync(user, { recursive: true, force: true }));

test('it needs nothing of the checkout: version, a check, a broken call', () => {
  expect(run('--version').stdout).toMatch(/^\d+\.\d+\.\d+\n$/);
  writeFileSync(
    join(user, 'lockflight.yaml'),
    'lockflight: 1\nproject: stranger\nenvironments: { local: { kind: development } }\nvariables: { PORT: { type: port } }\n',
  );
  expect(run('check', '--json').status).toBe(0);
  expect(JSON.parse(run('env', 'check', '--env', 'local', '--json').stdout)).toMatchObject({ environment: 'local', ok: true });
  expect(run('chekc').status).toBe(2);
});

test('no file of it waits for itself, and none imports a module of Node', () => {
  const lib = join(user, 'node_modules/lockflight/lib');
  const files = readdirSync(lib, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.mjs'));
  const imports = new Map(
    files.map((file) => {
      const found = [...readFileSync(join(lib, file), 'utf8').matchAll(/^(?:import|export) (?:[^;\n]* from )?"([^"]+)";$/gm)];
      return [file, found.map(([, from = '']) => (from.startsWith('.') ? join(dirname(file), from) : from))] as const;
    }),
  );
  expect([...imports.values()].flat().filter((from) => from.startsWith('node:'))).toEqual([]);
  const ended = new Set<string>();
  const walk = (file: string, above: readonly string[]): void => {
    expect(above).not.toContain(file);
    if (ended.has(file)) return;
    for (const next of imports.get(file) ?? []) walk(next, [...above, file]);
    ended.add(file);
  };
  for (const file of files) walk(file, []);
  expect([...imports.values()].flat().filter((from) => from.endsWith('.mjs')).length).toBeGreaterThan(files.length);
});

test('the recorder runs from the archive alone: no dependency that nothing locks is installed beside the key', () => {
  const { status, stderr } = run('record');
  expect([status, /\[[a-z-]+\]/.exec(stderr)?.[0]]).toEqual([2, '[no-signing-key]']);
});

test('the library has types that stand alone', () => {
  symlinkSync(join(ROOT, 'node_modules/@types'), join(user, 'node_modules/@types'));
  writeFileSync(
    join(user, 'use.mts'),
    `import { judgeEnvironment, readContract } from 'lockflight';
     const { contract } = readContract({ file: 'lockflight.yaml', text: 'lockflight: 1' });
     export const count: number = contract === undefined ? 0 : judgeEnvironment(contract, 'local', new Map()).length;
     // @ts-expect-error a contract is no string
     judgeEnvironment('contract', 'local', new Map());\n`,
  );
  const tsc = [
    'tsc',
    '--ignoreConfig',
    '--noEmit',
    '--strict',
    '--module',
    'nodenext',
    '--target',
    'es2024',
    '--types',
    'node',
    join(user, 'use.mts'),
  ];
  expect(spawnSync('npx', tsc, { cwd: ROOT, encoding: 'utf8' }).stdout).toBe('');
});
