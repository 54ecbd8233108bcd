/**
 * The validator as a bundler leaves it: built by Vite, minified, and run where there is no process, as on an edge runtime or in a browser. What needs Bun, Deno,
 * workerd or Next is in bench/runtimes, and run by hand.
 */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { createContext, runInContext } from 'node:vm';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Contract } from '../../contract/model.ts';
import { readContract } from '../../contract/read-contract.ts';
import { contract as contractOf, variable } from '../contract.fixture.ts';
import { compileValidator } from './compile-validator.ts';
import { FORTY_VALUES, FORTY_VARIABLES } from './forty-variables.fixture.ts';
import type { Compiled, CompiledIssue } from './load-compiled.fixture.ts';

interface Bundle {
  readonly output: readonly { readonly type: string; readonly code?: string }[];
}

const vite = async (): Promise<{ readonly build: (options: object) => Promise<readonly Bundle[]> }> => {
  const path = createRequire(createRequire(import.meta.url).resolve('vitest/package.json')).resolve('vite');
  return import(pathToFileURL(path).href);
};

const folders: string[] = [];
afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
});

/** One classic script, minified; it leaves the validator in `app`. */
const bundled = async (contract: Contract): Promise<string> => {
  const folder = mkdtempSync(join(tmpdir(), 'lockflight-bundled-'));
  folders.push(folder);
  writeFileSync(join(folder, 'env.ts'), compileValidator(contract, { language: 'en' }));
  writeFileSync(join(folder, 'main.ts'), `export { validateEnv } from './env.ts';\n`);
  const [bundle] = await (await vite()).build({
    root: folder,
    configFile: false,
    logLevel: 'silent',
    build: { write: false, minify: true, target: 'es2020', lib: { entry: 'main.ts', formats: ['iife'], name: 'app', fileName: 'app' } },
  });
  return bundle?.output.map(({ code }) => code ?? '').join('\n') ?? '';
};

interface Place {
  readonly run: (script: string) => Compiled;
  readonly told: readonly string[];
}

/** What every edge runtime has, and no process. */
const bareContext = (): Place => {
  const told: string[] = [];
  const context = createContext({ URL, console: { warn: (text: string) => told.push(text) } });
  return { told, run: (script) => runInContext(`(() => { ${script}\nreturn app.validateEnv; })()`, context) as Compiled };
};

const read = (text: string): Contract => {
  const { contract } = readContract({ file: 'lockflight.yaml', text });
  if (contract === undefined) throw new Error('the contract does not hold');
  return contract;
};

let forty = '';
beforeAll(async () => {
  forty = await bundled(read(FORTY_VARIABLES));
}, 60_000);

test('reads the source that it is given, and only that', () => {
  const { run, told } = bareContext();
  const validateEnv = run(forty);
  expect(validateEnv(FORTY_VALUES)).toMatchObject({ name: 'production', PORT: 8080, DATABASE_SSL: true, HOST: 'app.internal' });
  expect(told).toEqual([]);
  expect(() => validateEnv(undefined, { env: 'production' })).toThrow(expect.objectContaining({ code: 'env-invalid' }));
});

test('one error holds all, and no value', () => {
  const { run } = bareContext();
  const broken = { ...FORTY_VALUES, PORT: '70000', SESSION_SECRET: 'CANARY', REDIS_URL: 'http://CANARY', JWT_SECRET: undefined };
  let issues: readonly CompiledIssue[] = [];
  try {
    run(forty)(broken);
  } catch (error) {
    ({ issues } = error as { issues: readonly CompiledIssue[] });
    expect(String((error as Error).stack)).not.toContain('CANARY');
  }
  expect(issues.map(({ code, variable: name }) => `${code} ${name}`)).toEqual([
    'missing JWT_SECRET',
    'invalid PORT',
    'invalid REDIS_URL',
    'invalid SESSION_SECRET',
  ]);
});

test('warns once in a process, were it loaded ten times', () => {
  const { run, told } = bareContext();
  const [first, again] = [run(forty), run(forty)];
  for (const validateEnv of [first, again, first]) validateEnv({ APP_ENV: 'local', PORT: 'x' });
  expect(told).toHaveLength(1);
  expect(told[0]).toContain('PORT');
  again({ APP_ENV: 'local', SMTP_PORT: 'x' });
  expect(told).toHaveLength(2);
  const asked: string[] = [];
  for (const validateEnv of [first, again]) validateEnv({ APP_ENV: 'local', PORT: 'x' }, { onWarn: (text) => asked.push(text) });
  expect(asked).toHaveLength(2);
});

test('what is shipped to browsers is validated from what the bundler hands over', async () => {
  const client = contractOf(
    [
      variable('MODE', 'enum', { exposed: true, all: { values: ['development', 'production'] } }),
      variable('VITE_API_URL', 'url', { exposed: true, all: { scheme: ['https'] } }),
      variable('VITE_FLAGS', 'list', { exposed: true, all: { need: 'optional' } }),
    ],
    { select: ['MODE'] },
  );
  const validateEnv = bareContext().run(await bundled(client));
  // As `import.meta.env` has it: some are no texts.
  const given = { MODE: 'production', DEV: false, PROD: true, BASE_URL: '/', VITE_API_URL: 'https://api.example.com' };
  expect(validateEnv(given)).toEqual({ name: 'production', MODE: 'production', VITE_API_URL: given.VITE_API_URL, VITE_FLAGS: undefined });
  expect(() => validateEnv({ ...given, VITE_API_URL: 'sk_live_abcdefgh' })).toThrow(
    expect.objectContaining({ issues: [expect.objectContaining({ code: 'client-secret' })] }),
  );
});
