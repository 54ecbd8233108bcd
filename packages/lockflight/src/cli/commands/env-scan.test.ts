/** The command on a repository of its own: nested contracts, links, an ignored file, hostile names, the baseline. */
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { envScan as schema } from '../json/scan.ts';
import { main } from '../main.ts';

const CONTRACT = (name: string, variables: string) => `lockflight: 1
project: ${name}
environments: { local: { kind: development } }
variables:
${variables}`;

const FILES: Readonly<Record<string, string>> = {
  'lockflight.yaml': CONTRACT('top', '  DATABASE_URL: { type: url, secret: true }\n  UNUSED: { type: string }\n'),
  'api/lockflight.yaml': CONTRACT('api', '  API_KEY: { type: string, secret: true }\n'),
  '.gitignore': 'ignored/\n',
  'src/env.ts': 'export const need = (name: string) => process.env[name]!;\n',
  'src/main.ts': "import { need } from './env';\nneed('DATABASE_URL');\nneed('TYPO');\n",
  'src/page.tsx': "'use client';\nexport const x = process.env.DATABASE_URL;\n",
  'api/index.js': 'process.env.API_KEY; process.env.DATABASE_URL;\n',
  'ignored/a.js': 'process.env.IGNORED',
  'bad/contract/lockflight.yaml': 'no: contract',
  'latin.js': '// caf\u00e9\nprocess.env.TYPO;',
  'odd\u001b[31m\nname.js': 'process.env.ODD;',
};

let dir: string;
beforeAll(() => {
  dir = mkdtempSync(join(tmpdir(), 'lockflight-scan-'));
  for (const [file, text] of Object.entries(FILES)) {
    mkdirSync(dirname(join(dir, file)), { recursive: true });
    writeFileSync(join(dir, file), text, file === 'latin.js' ? 'latin1' : 'utf8');
  }
  writeFileSync(join(dir, 'wide.ts'), Buffer.from('\ufeffprocess.env.TYPO', 'utf16le'));
  symlinkSync('.', join(dir, 'loop'));
  symlinkSync('/dev/zero', join(dir, 'endless.sh'));
  execFileSync('git', ['init', '-q', dir], { env: { ...process.env, GIT_CONFIG_GLOBAL: '/dev/null', GIT_CONFIG_SYSTEM: '/dev/null' } });
});
afterAll(() => rmSync(dir, { recursive: true, force: true }));

const call = async (...argv: readonly string[]) => {
  let out = '';
  const terminal = {
    out: (words: string) => {
      out += words;
    },
    err: () => undefined,
    environment: {},
    colour: false,
    cwd: dir,
    now: () => new Date(0),
  };
  const exit = await main(['env', 'scan', ...argv], terminal);
  return { exit, out };
};
const json = async (...argv: readonly string[]) => {
  const { exit, out } = await call(...argv, '--json');
  return { exit, found: schema.parse(JSON.parse(out)) };
};

test('each file against its nearest contract', async () => {
  const { exit, found } = await json();
  expect(exit).toBe(1);
  expect(found.contracts).toEqual(['api/lockflight.yaml', 'lockflight.yaml'].sort());
  expect(found.undeclared.map(({ name, places }) => [name, places.map(({ file, line }) => `${file}:${line}`)])).toEqual([
    ['DATABASE_URL', ['api/index.js:1']],
    ['ODD', ['odd\u001b[31m\nname.js:1']],
    ['TYPO', expect.arrayContaining(['latin.js:2', 'src/main.ts:3'])],
  ]);
  expect(found.unused).toEqual(['UNUSED']);
  expect(found.denied.map(({ code, name }) => `${code} ${name}`)).toEqual(['secret-in-client-code DATABASE_URL']);
  expect(found.read).not.toContain('IGNORED');
});

test('80 columns, in both languages, and nothing of a name steers the terminal', async () => {
  for (const language of ['en', 'fr']) {
    const { out } = await call('--lang', language);
    for (const line of out.split('\n')) expect(line.length, line).toBeLessThanOrEqual(80);
    expect(out).not.toContain('\u001b');
    expect(out).toContain('undeclared-read');
  }
});

test('annotations for a workflow', async () => {
  const { out } = await call('--reporter', 'github');
  expect(out).toMatch(/^::error file=src\/main\.ts,line=3,title=undeclared-read TYPO::/m);
});

test('what is remembered is printed to the letter as what is scanned', async () => {
  const asked = [['--json'], ['--lang', 'fr'], ['--reporter', 'github']];
  const withoutToken = ({ exit, out }: Awaited<ReturnType<typeof call>>) => ({
    exit,
    out: out.replaceAll(/[0-9a-f]{8}(?:-[0-9a-f]+){4}/g, 'TOKEN'),
  });
  for (const options of asked) {
    const scanned = await call(...options, '--no-cache');
    rmSync(join(dir, '.git/lockflight'), { recursive: true, force: true });
    await call();
    expect(readdirSync(join(dir, '.git/lockflight/env-scan'))).toHaveLength(1);
    expect(withoutToken(await call(...options))).toEqual(withoutToken(scanned));
  }
});

test('only without --no-cache is anything remembered, or believed', async () => {
  const [name = ''] = readdirSync(join(dir, '.git/lockflight/env-scan'));
  const path = join(dir, '.git/lockflight/env-scan', name);
  const [head = '', answer = ''] = readFileSync(path, 'utf8').split('\n');
  const other = answer.replaceAll('UNUSED', 'CHANGED');
  const { key } = JSON.parse(head);
  const told = `${JSON.stringify({ 'env scan': 1, key, sum: createHash('sha256').update(other).digest('hex') })}\n${other}`;
  writeFileSync(path, told, { mode: 0o600 });
  expect((await json()).found.unused).toEqual(['CHANGED']);
  expect((await json('--no-cache')).found.unused).toEqual(['UNUSED']);
  expect((await call('--baseline', 'afresh.json', '--write-baseline')).exit).toBe(0);
  expect(readFileSync(join(dir, 'afresh.json'), 'utf8')).not.toContain('CHANGED');
  rmSync(join(dir, 'afresh.json'));
  expect(readFileSync(path, 'utf8')).toBe(told);
  rmSync(path);
});

test('with a baseline only what is new fails', async () => {
  expect((await call('--baseline', 'known.json')).exit).toBe(2);
  expect((await call('--write-baseline')).exit).toBe(2);
  expect((await call('--baseline', 'known.json', '--write-baseline')).exit).toBe(0);
  expect((await json('--baseline', 'known.json')).found).toMatchObject({ ok: true, fresh: [], gone: [] });
  writeFileSync(join(dir, 'src/new.ts'), 'process.env.BRAND_NEW');
  const { exit, found } = await json('--baseline', 'known.json');
  expect([exit, found.fresh.map(({ name }) => name)]).toEqual([1, ['BRAND_NEW']]);
  expect(readFileSync(join(dir, 'known.json'), 'utf8')).not.toContain('BRAND_NEW');
});

test('in a folder that is governed from above, the contract there is told of', async () => {
  const below = join(dir, 'src/below');
  mkdirSync(below);
  for (const [folder, way] of [
    ['src', '../lockflight.yaml'],
    ['src/below', '../../lockflight.yaml'],
  ] as const) {
    const { exit, out } = await call('-C', join(dir, folder));
    expect(exit).toBe(0);
    expect(out).toContain(` ${way}: lockflight env scan`);
    expect(out).not.toContain('lockflight init');
  }
  mkdirSync(join(below, '.git'));
  expect((await call('-C', below)).out).toContain('lockflight init');
  rmSync(below, { recursive: true });
});

test('without git and without a contract', async () => {
  rmSync(join(dir, '.git'), { recursive: true });
  rmSync(join(dir, 'lockflight.yaml'));
  rmSync(join(dir, 'api/lockflight.yaml'));
  rmSync(join(dir, 'bad'), { recursive: true });
  const { exit, found } = await json();
  expect(exit).toBe(0);
  expect(found.declared).toEqual([]);
  expect(found.undeclared.map(({ name }) => name)).toEqual(expect.arrayContaining(['DATABASE_URL', 'TYPO', 'API_KEY', 'IGNORED']));
});
