import { execFileSync } from 'node:child_process';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { readContract } from '../../contract/read-contract.ts';
import { checkAgainst } from './check-against.ts';
import { initContract } from './init.ts';

const DOCUMENT = `# Environnements

Copier \`.env.example\` ; les exemples de staging sont dans \`deploy/.env.sample.staging\`, les vrais dans \`deploy/.env\`.

| Variable | Local | Staging | Production |
|---|---|---|---|
| \`APP_ENV\` | \`local\` | \`staging\` | \`production\` |
| \`DATABASE_URL\` | SQLite locale | Postgres staging | Postgres production |
| \`SMTP_*\` | optionnel | sandbox | live |
| \`QUEUE_HOST\` / \`QUEUE_PORT\` | non requis | requis | requis |
`;

const GIT = {
  PATH: process.env.PATH,
  GIT_CONFIG_GLOBAL: '/dev/null',
  GIT_CONFIG_SYSTEM: '/dev/null',
  GIT_AUTHOR_NAME: 'ada',
  GIT_AUTHOR_EMAIL: 'ada@invalid',
  GIT_COMMITTER_NAME: 'ada',
  GIT_COMMITTER_EMAIL: 'ada@invalid',
};

let directory: string;
const request = { from: 'docs/env.md', language: undefined, dryRun: false } as const;
const contractText = () => readFile(join(directory, 'lockflight.yaml'), 'utf8');

beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'lockflight-init-'));
  await mkdir(join(directory, 'docs'));
  await mkdir(join(directory, 'deploy'));
  await writeFile(join(directory, 'package.json'), '{"name": "@acme/shop"}');
  await writeFile(join(directory, 'docs/env.md'), DOCUMENT);
  await writeFile(join(directory, '.env.example'), 'SMTP_HOST=\n# SMTP_LOGIN=x\n');
  await writeFile(join(directory, 'deploy/.env.sample.staging'), 'export SMTP_PASSWORD=CANARYsample\n');
  await writeFile(join(directory, 'deploy/.env'), 'SMTP_REAL_ONLY=CANARYreal\n');
});
afterAll(() => rm(directory, { recursive: true, force: true }));

describe('init --from, run after run', () => {
  test('a dry run shows all and writes nothing', async () => {
    const { state, difference, added } = await initContract({ directory, ...request, dryRun: true });
    expect(state).toBe('created');
    expect(difference.every((line) => line.startsWith('+'))).toBe(true);
    expect(added.filter(({ section }) => section === 'environments').map(({ name }) => name)).toEqual(['local', 'staging', 'production']);
    await expect(contractText()).rejects.toThrow();
  });

  test('the draft is a contract in the language of the document, with the names of the samples and no value of any file', async () => {
    expect((await initContract({ directory, ...request })).state).toBe('created');
    const text = await contractText();
    const { contract, diagnostics } = readContract({ file: 'lockflight.yaml', text });
    expect(diagnostics).toEqual([]);
    expect([contract?.project, contract?.language, contract?.select]).toEqual(['shop', 'fr', ['APP_ENV']]);
    expect(contract?.groups.find(({ name }) => name === 'smtp')?.variables).toEqual(['SMTP_HOST', 'SMTP_LOGIN', 'SMTP_PASSWORD']);
    expect(text).not.toContain('CANARY');
    expect(text).not.toContain('SMTP_REAL_ONLY');
  });

  test('the document says what its own draft says', async () => {
    const { contract } = readContract({ file: 'lockflight.yaml', text: await contractText() });
    if (contract === undefined) throw new Error('the draft does not hold');
    expect((await checkAgainst({ directory, contract, document: 'docs/env.md' })).findings).toEqual([]);
  });

  test('again: nothing changes; after an edit by hand and a new row, only the row comes in', async () => {
    expect((await initContract({ directory, ...request })).state).toBe('unchanged');
    const edited = `# mine\n${(await contractText()).replace('type: path', 'type: string')}`.replace(
      '  DATABASE_URL:\n',
      '  DATABASE_URL: # mine too\n',
    );
    await writeFile(join(directory, 'lockflight.yaml'), edited);
    await writeFile(join(directory, 'docs/env.md'), `${DOCUMENT}| \`SENTRY_DSN\` | optionnel | requis | requis |\n`);
    const { state, added, difference } = await initContract({ directory, ...request });
    expect([state, added]).toEqual(['extended', [{ section: 'variables', name: 'SENTRY_DSN' }]]);
    expect(difference.filter((line) => line.startsWith('-'))).toEqual([]);
    expect(await contractText()).toContain('  DATABASE_URL: # mine too\n');
    expect((await initContract({ directory, ...request })).state).toBe('unchanged');
  });
});

test('what was committed and then taken out by hand stays out', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'lockflight-taken-out-'));
  await mkdir(join(folder, 'docs'));
  await writeFile(join(folder, 'docs/env.md'), DOCUMENT);
  const file = join(folder, 'lockflight.yaml');
  const commit = (): void => {
    for (const words of [
      ['add', '.'],
      ['commit', '-qm', 'x'],
    ])
      execFileSync('git', ['-C', folder, ...words], { env: GIT, stdio: 'pipe' });
  };
  execFileSync('git', ['init', '-q', folder], { env: GIT, stdio: 'pipe' });
  await initContract({ directory: folder, ...request });
  const drafted = await readFile(file, 'utf8');
  const without = drafted.replace(/ {2}DATABASE_URL:\n(?: {4}.*\n)+/, '');
  await writeFile(file, without);
  // Never committed: nobody can tell it from what is new.
  expect(await initContract({ directory: folder, ...request, dryRun: true })).toMatchObject({ state: 'extended', keptOut: [] });
  await writeFile(file, drafted);
  commit();
  await writeFile(file, without);
  const gone = [{ section: 'variables', name: 'DATABASE_URL' }];
  expect(await initContract({ directory: folder, ...request })).toMatchObject({ state: 'unchanged', keptOut: gone, added: [] });
  commit();
  await writeFile(join(folder, 'docs/env.md'), `${DOCUMENT}| \`SENTRY_DSN\` | optionnel | requis | requis |\n`);
  const { added, keptOut } = await initContract({ directory: folder, ...request });
  expect([added, keptOut]).toEqual([[{ section: 'variables', name: 'SENTRY_DSN' }], gone]);
  await rm(folder, { recursive: true });
});

describe('what cannot be drafted', () => {
  test('a document without a matrix is refused, and nothing is written', async () => {
    await writeFile(join(directory, 'docs/prose.md'), 'In production `DATABASE_URL` is required.\n');
    const before = await contractText();
    const { state, refused } = await initContract({ directory, ...request, from: 'docs/prose.md' });
    expect([state, refused.map(({ code }) => code)]).toEqual(['refused', ['no-variable-matrix']]);
    expect(await contractText()).toBe(before);
  });

  test.each([
    ['missing.md', 'document-unreadable'],
    ['docs', 'document-unreadable'],
  ])('%s: %s', async (from, code) => {
    await expect(initContract({ directory, ...request, from })).rejects.toMatchObject({ code });
  });

  test('a contract with errors is left alone', async () => {
    const before = await contractText();
    await writeFile(join(directory, 'lockflight.yaml'), `${before}\nunknown: key\n`);
    await expect(initContract({ directory, ...request })).rejects.toMatchObject({ code: 'contract-invalid' });
    expect(await contractText()).toBe(`${before}\nunknown: key\n`);
    await writeFile(join(directory, 'lockflight.yaml'), before);
  });
});

test('a .env.schema becomes cells with the same meaning', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'lockflight-schema-'));
  await writeFile(
    join(folder, '.env.schema'),
    '# @currentEnv=$APP_ENV @defaultSensitive=false\n# ---\n# @type=enum(development, production)\nAPP_ENV=development\n\n# the port\n# @type=port\nPORT=3000\n# @required=forEnv(production) @sensitive\nAPI_KEY=exec("x")\n',
  );
  const { state, undecided } = await initContract({ directory: folder, ...request, from: '.env.schema' });
  const { contract } = readContract({ file: 'lockflight.yaml', text: await readFile(join(folder, 'lockflight.yaml'), 'utf8') });
  await rm(folder, { recursive: true, force: true });
  expect(state).toBe('created');
  expect(
    contract?.variables.map(({ name, type, secret, cells }) => [
      name,
      type,
      secret,
      cells.map(({ need, is, default: given }) => given ?? is ?? need),
    ]),
  ).toEqual([
    ['APP_ENV', 'enum', false, ['development', 'production']],
    ['PORT', 'port', false, [3000, 3000]],
    ['API_KEY', 'string', true, ['optional', 'required']],
  ]);
  // What is read a little differently there is told too.
  expect(undecided.map(({ variable }) => variable)).toEqual(['APP_ENV', 'PORT', 'PORT', 'API_KEY', 'API_KEY', 'API_KEY']);
});
