/** `init` without a document, on repositories as people have them. */
import { execFileSync } from 'node:child_process';
import { mkdir, readFile, symlink, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { expect, test } from 'vitest';
import type { Contract } from '../../contract/model.ts';
import { readContract } from '../../contract/read-contract.ts';
import { newFolder, newRepository } from '../../git/repository.fixture.ts';
import { runGit } from '../../git/run-git.ts';
import { initContract } from './init.ts';

const request = (directory: string, dryRun = false) => ({ directory, from: undefined, language: undefined, dryRun }) as const;
const textIn = (directory: string) => readFile(join(directory, 'lockflight.yaml'), 'utf8');
const contractIn = async (directory: string): Promise<Contract> => {
  const { contract, diagnostics } = readContract({ file: 'lockflight.yaml', text: await textIn(directory) });
  expect(diagnostics.filter(({ severity }) => severity === 'error')).toEqual([]);
  if (contract === undefined) throw new Error('no contract');
  return contract;
};

const SHOP = {
  'package.json':
    '{"name":"shop","version":"2.1.0","scripts":{"test":"vitest","smoke":"node smoke.js","deploy":"x","lint":"y"},"dependencies":{"stripe":"1"}}',
  'src/env.ts': `import { createEnv } from '@t3-oss/env-nextjs';
import { z } from 'zod';
export const env = createEnv({
  server: { DATABASE_URL: z.string().url(), LOG_LEVEL: z.enum(['debug', 'info']).default('info'), STRIPE_SECRET_KEY: z.string() },
  client: { NEXT_PUBLIC_APP_URL: z.string().url() },
  experimental__runtimeEnv: process.env,
});`,
  'src/app.ts': `if (!process.env.APP_ENV) throw new Error('APP_ENV');
export const url = process.env.SEARCH_URL ?? 'http://localhost:7700';
export const beta = process.env.BETA_FLAG === 'true';
export const open = process.env.WAREHOUSE;
export const secret = process.env.COOKIE_SECRET || 'CANARYfallback';`,
  'src/broken.ts': 'const = {{{ process.env.BROKEN',
  '.env.example':
    'APP_ENV=local\nDATABASE_URL=postgres://postgres:postgres@localhost/shop\n# the key of the shop\nSTRIPE_SECRET_KEY=sk_test_xxx\nNEXT_PUBLIC_APP_URL=http://localhost:3000\n# SEARCH_URL=\nCOOKIE_SECRET=\n',
  '.env.staging.example': 'APP_ENV=staging\nNEXT_PUBLIC_APP_URL=https://staging.shop.test-shop.io\nCOOKIE_SECRET=\n',
  '.env.production.example': 'APP_ENV=production\nNEXT_PUBLIC_APP_URL=https://shop.test-shop.io\nCOOKIE_SECRET=\n',
  '.env': 'COOKIE_SECRET=CANARYaB3dE5fG7hJ9kL1mN3pQ\nONLY_REAL=CANARYvalue\n',
  '.github/workflows/ci.yml': 'on: [pull_request, push]\njobs:\n  test:\n    runs-on: x\n    steps:\n      - run: npm test\n',
  '.github/workflows/deploy.yml':
    "on:\n  push: { branches: [main, staging] }\njobs:\n  staging:\n    if: github.ref == 'refs/heads/staging'\n    environment: staging\n    steps: [{ run: npm run smoke }]\n  production:\n    if: github.ref == 'refs/heads/main'\n    environment: { name: production }\n    steps: [{ run: npm run deploy }]\n",
  '.github/CODEOWNERS': '* @acme/shop @ada\n',
  'prisma/migrations/1_init/migration.sql': 'select 1;',
} as const;

test('a shop with branches, workflows, samples and a schema', async () => {
  await using repo = await newRepository();
  await repo.commit(SHOP);
  await repo.branch('staging');
  await repo.commit({ 'b.txt': 'b' });
  await repo.git('checkout', '-q', 'main');
  await repo.merge('staging');

  const shown = await initContract(request(repo.dir, true));
  expect([shown.state, shown.difference.every((line) => line.startsWith('+'))]).toEqual(['created', true]);
  await expect(textIn(repo.dir)).rejects.toThrow();

  const done = await initContract(request(repo.dir));
  const contract = await contractIn(repo.dir);
  expect([contract.project, contract.select]).toEqual(['shop', ['APP_ENV']]);
  expect(contract.environments.map(({ name, kind, branch }) => [name, kind, branch])).toEqual([
    ['local', 'development', undefined],
    ['staging', 'staging', 'staging'],
    ['production', 'production', 'main'],
  ]);
  const needs = (name: string) =>
    contract.variables
      .find((each) => each.name === name)
      ?.cells.map(({ need, default: given, is, mode, host }) => host ?? mode ?? given ?? is ?? need);
  expect(needs('DATABASE_URL')).toEqual(['required', 'required', 'required']);
  expect(needs('APP_ENV')).toEqual(['local', 'staging', 'production']);
  expect(needs('LOG_LEVEL')).toEqual(['info', 'info', 'info']);
  expect(needs('STRIPE_SECRET_KEY')).toEqual(['test', 'test', 'live']);
  expect(needs('NEXT_PUBLIC_APP_URL')).toEqual(['required', ['staging.shop.test-shop.io'], ['shop.test-shop.io']]);
  expect(needs('SEARCH_URL')).toEqual(['http://localhost:7700', 'required', 'required']);
  expect(needs('BETA_FLAG')).toEqual(['optional', 'optional', 'optional']);
  expect(needs('WAREHOUSE')).toEqual(['recommended', 'recommended', 'recommended']);
  expect(needs('COOKIE_SECRET')).toEqual(['optional', 'required', 'required']);
  expect(needs('ONLY_REAL')).toEqual(['optional', 'optional', 'optional']);
  expect(contract.flow.map(({ from, to, gates }) => [from, to, gates.map(({ id }) => id)])).toEqual([
    ['staging', 'production', ['up-to-date', 'deployed', 'evidence:ci-check', 'evidence:smoke', 'approval:release', 'rollback-plan']],
  ]);
  expect(contract.people).toEqual([{ name: 'owners', members: ['@acme/shop', 'ada'] }]);
  expect(contract.migrations?.dir).toBe('prisma/migrations');
  expect(contract.commands.find(({ name }) => name === 'test')?.proves).toMatchObject([{ kind: 'ci-check', job: 'test' }]);
  expect(contract.services.map(({ kind }) => kind)).toEqual(['postgres', 'stripe']);
  const asked = done.undecided.map(({ variable }) => variable);
  for (const name of ['SEARCH_URL', 'WAREHOUSE', 'COOKIE_SECRET', 'ONLY_REAL', 'STRIPE_SECRET_KEY']) expect(asked).toContain(name);
  expect(done.secrets.map(({ at }) => [at.file, at.line])).toEqual([['.env', 1]]);
  expect(done.lookedAt?.skipped).toBe(1);
  expect(`${await textIn(repo.dir)}${JSON.stringify(done)}`).not.toContain('CANARY');

  // A person renames, comments and decides; the code moves on.
  const edited = `# ours\n${await textIn(repo.dir)}`
    .replace('  staging: {', '  preprod: {')
    .replaceAll('      staging:', '      preprod:')
    .replaceAll('staging: ', 'preprod: ')
    .replaceAll('from: staging', 'from: preprod')
    .replaceAll('environment: staging', 'environment: preprod')
    .replace('aliases: [stage', 'aliases: [staging, stage')
    .replace('kind: staging', 'kind: staging')
    .replace('preprod: { kind: preprod', 'preprod: { kind: staging');
  await writeFile(join(repo.dir, 'lockflight.yaml'), edited.replace('need: recommended', 'need: required # we know'));
  const before = await textIn(repo.dir);
  expect((await initContract(request(repo.dir))).state).toBe('unchanged');
  await writeFile(join(repo.dir, 'src/new.ts'), "if (!process.env.NEW_ONE) throw new Error('x');");
  const again = await initContract(request(repo.dir));
  expect([again.state, again.added, again.undecided]).toEqual(['extended', [{ section: 'variables', name: 'NEW_ONE' }], []]);
  expect(again.difference.filter((line) => line.startsWith('-'))).toEqual([]);
  const after = await textIn(repo.dir);
  expect(before.split('\n').filter((line) => !after.includes(line))).toEqual([]);
  expect((await initContract(request(repo.dir))).state).toBe('unchanged');
  await contractIn(repo.dir);
});

test('no git, no package.json, hostile names, a loop of links: still a draft', async () => {
  await using folder = await newFolder();
  const files: Readonly<Record<string, string>> = {
    'a b/$(touch x).js': 'exports.a = process.env.ODD_ONE;',
    'a b/.env.example': 'ODD_ONE=1\n',
    'a b/.env': 'ODD_ONE=CANARYreal\nNEVER_READ=CANARY\n',
    'line\nbreak/.env.sample': 'BREAK_ONE=x\n',
    'min.js': `${'x'.repeat(60_000)}process.env.MINIFIED`,
    'utf16.env.example': '\ufeffBOM_ONE=1\n',
  };
  for (const [file, text] of Object.entries(files)) {
    await mkdir(dirname(join(folder.dir, file)), { recursive: true });
    await writeFile(join(folder.dir, file), text);
  }
  await symlink('..', join(folder.dir, 'a b/loop'));
  const done = await initContract(request(folder.dir));
  const contract = await contractIn(folder.dir);
  expect(contract.variables.map(({ name }) => name).toSorted()).toEqual(['BOM_ONE', 'BREAK_ONE', 'ODD_ONE']);
  expect(contract.environments.map(({ name }) => name)).toEqual(['local', 'production']);
  expect(`${await textIn(folder.dir)}${JSON.stringify(done)}`).not.toContain('CANARY');
});

test('where nothing can be drafted or written: a bare repository, the inside of .git, a contract that is a link to nowhere', async () => {
  await using folder = await newFolder();
  await runGit(['init', '-q', '--bare', folder.dir]);
  await expect(initContract(request(folder.dir))).rejects.toMatchObject({ code: 'no-working-tree' });
  await using repo = await newFolder();
  await runGit(['init', '-q', repo.dir]);
  await expect(initContract(request(join(repo.dir, '.git')))).rejects.toMatchObject({ code: 'no-working-tree' });
  await symlink('nowhere.yaml', join(repo.dir, 'lockflight.yaml'));
  await expect(initContract(request(repo.dir, true))).rejects.toMatchObject({ code: 'contract-unwritable' });
});

test('pipes under the names of files that are read: nobody waits for them', async () => {
  await using folder = await newFolder();
  execFileSync(
    'mkfifo',
    ['package.json', '.env.example', 'README.md'].map((name) => join(folder.dir, name)),
  );
  expect((await initContract(request(folder.dir))).state).toBe('created');
});

test('an empty folder: two environments, and the list says that they are a guess', async () => {
  await using folder = await newFolder();
  const done = await initContract(request(folder.dir));
  expect((await contractIn(folder.dir)).environments.map(({ kind }) => kind)).toEqual(['development', 'production']);
  expect(done.undecided.length).toBeGreaterThan(0);
});
