/** The call itself: options, languages, folders, pipes, keys; and words of others that try to steer the terminal. */
import { spawn } from 'node:child_process';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type ForgeWorld, newForgeWorld } from '../flow/e2e/forge-world.fixture.ts';
import { SMALL_FILES } from '../flow/e2e/small-contract.fixture.ts';
import { newFolder } from '../git/repository.fixture.ts';
import { generateKey } from '../ledger/keys.ts';
import { type Called, call, callAs, changesNothing, errorOf, keepsSecrets, noStack } from './bad-input.fixture.ts';

const EXAMPLE = join(import.meta.dirname, '../../../../examples/khadamat');

/** Wrong calls: each is exit 2 before anything is read. */
const CALLS: readonly (readonly [argv: readonly string[], code: string, hint?: string])[] = [
  [['chekc'], 'no-such-command', 'lockflight check'],
  [['ledger', 'lgo'], 'no-such-command', 'lockflight ledger log'],
  [['ledger'], 'no-such-command', 'lockflight ledger'],
  [['env'], 'no-such-command', 'lockflight env check'],
  [['\u001b[31mred'], 'no-such-command'],
  [['check', '--lang', 'xx'], 'bad-arguments'],
  [['check', '--lang=xx'], 'bad-arguments'],
  [['check', '--lang'], 'bad-arguments'],
  [['check', '--reporter', 'junit'], 'bad-arguments'],
  [['check', '--jsno'], 'bad-arguments', '--json'],
  [['env', 'check', '--fiel', 'x'], 'bad-arguments', '--file'],
  [['check', 'a', 'b'], 'bad-arguments'],
  [['verdict', 'staging'], 'bad-arguments'],
  [['verdict'], 'bad-arguments'],
  [['verdict', '', ''], 'bad-arguments'],
  [['verdict', 'a', 'b', 'c'], 'bad-arguments'],
  [['verdict', 'a', 'b', '--step'], 'bad-arguments'],
  [['verdict', 'a', 'b', '--step', 'x', '--step', 'y'], 'bad-arguments'],
  [['verdict', 'a', 'b', '--step='], 'bad-arguments'],
  [['check', '-C', 'x', '-C', 'y'], 'bad-arguments'],
  [['check', '-C'], 'bad-arguments'],
  [['check', '-C', ''], 'bad-arguments'],
  [['check', '--json=yes'], 'bad-arguments'],
  [['check', 'a\u0000b'], 'bad-arguments'],
  [['check', 'x'.repeat(200_000)], 'bad-arguments'],
  [['approve', 'release', '--pull-request', '-1'], 'bad-arguments'],
  [['approve', 'release', '--pull-request', '0x10'], 'bad-arguments'],
  [['promote', 'a', 'b', '--wait', '--timeout', '1e9'], 'bad-arguments'],
  [['attest', 'smoke', '--result', 'maybe'], 'bad-arguments'],
  [['demo', '--port', '99999'], 'bad-arguments'],
  [['attest', 'user-tests'], 'bad-arguments', '--result passed'],
  [['hold', 'release'], 'bad-arguments'],
  [['hold', 'release', '--why', ' '], 'bad-arguments'],
  [['hold', 'release', '--why', 'x', '--until', 'tomorrow'], 'bad-arguments'],
  [['hold', 'release', '--why', 'x', '--until', '2026-02-31'], 'bad-arguments'],
  [['waive', 'up-to-date', '--until', '2026-11-30'], 'bad-arguments'],
  [['audit', '--production', 'main'], 'bad-arguments'],
  [['audit', '--since', '2026-99-99'], 'bad-arguments'],
  [['audit', '--since', '2026-02-30'], 'bad-arguments'],
  [['promote', 'a', 'b', '--reporter', 'junit'], 'bad-arguments'],
  [['ledger', 'log', '--limit', '0'], 'bad-arguments'],
  [['env', 'check', '--all', '--env', 'local'], 'bad-arguments'],
  [['env', 'check', '--phase', 'lunch'], 'bad-arguments'],
];

test.each(CALLS.map(([argv, code, hint]) => [argv.join(' ').slice(0, 60), argv, code, hint] as const))(
  '%s',
  async (_name, argv, code, hint) => {
    for (const words of [
      [...argv, '--json'],
      ['--json', ...argv],
    ]) {
      // An option that lacks its value would take --json for it.
      if (words.at(-1) === '--json' && ['--lang', '-C', '--step'].includes(argv.at(-1) ?? '')) continue;
      const one = await call(words, { cwd: EXAMPLE });
      expect(errorOf(one), one.out).toEqual({ code, exit: 2 });
      if (hint !== undefined) expect(one.json.error.hint).toContain(hint);
      expect(one.err).not.toContain('\u001b');
      expect(one.err.length).toBeLessThan(2_000);
    }
    const french = await call(
      [
        ...argv.slice(0, argv[0] === 'ledger' || argv[0] === 'env' ? 2 : 1),
        '--lang',
        'fr',
        ...argv.slice(argv[0] === 'ledger' || argv[0] === 'env' ? 2 : 1),
      ],
      { cwd: EXAMPLE },
    );
    expect(french.exit).toBe(2);
    noStack(french);
  },
);

test('a folder that does not exist is named', async () => {
  const one = await call(['check', '-C', 'nowhere', '--json'], { cwd: EXAMPLE });
  expect(errorOf(one)).toEqual({ code: 'no-such-folder', exit: 2 });
});

test('--json and -C stand before or after the command', async () => {
  const after = await call(['check', '-C', EXAMPLE, '--json']);
  expect(after.json).toMatchObject({ ok: true });
  for (const argv of [
    ['--json', '-C', EXAMPLE, 'check'],
    ['-C', EXAMPLE, 'check', '--json'],
    [`-C${EXAMPLE}`, 'check', '--json'],
    [`--directory=${EXAMPLE}`, '--json', 'check'],
  ])
    expect((await call(argv)).json, argv.join(' ')).toEqual(after.json);
});

test('a reader that goes away ends the command quietly', async () => {
  const node = process.execPath;
  const bin = join(import.meta.dirname, '../../bin/lockflight.js');
  const child = spawn(node, [bin, 'explain', 'missing', '--json'], { stdio: ['ignore', 'pipe', 'pipe'] });
  child.stdout.destroy();
  let err = '';
  child.stderr.on('data', (part) => {
    err += part;
  });
  const exit = await new Promise((resolve) => child.on('close', resolve));
  expect({ exit, err }).toEqual({ exit: 0, err: '' });
});

let world: ForgeWorld;
const called: Called[] = [];
/** Red, a cleared screen, a title, a bell, a backspace, C1 CSI, right-to-left override. */
const STEERING = '\u001b[31m\u001b[2J\u001b]0;owned\u0007\b\u009b31m\u202e';

beforeAll(async () => {
  world = await newForgeWorld({ files: SMALL_FILES });
  expect((await world.run('octocat', 'adopt')).exit).toBe(0);
  await world.push('sara', 'staging', { 'a.txt': 'one' }, `Add ${STEERING} a feature`);
  await world.record();
  await world.push('sara', 'main', { 'b.txt': 'two' }, `Fix ${STEERING} in production`);
  expect((await world.record()).exit).toBe(0);
});
afterAll(async () => {
  keepsSecrets(world, called);
  await world[Symbol.asyncDispose]();
});

const KEYS: readonly (readonly [name: string, key: () => string | undefined, code: string])[] = [
  ['missing', () => undefined, 'no-signing-key'],
  ['empty', () => ' \n', 'no-signing-key'],
  ['garbage', () => 'not a key at all', 'signing-key-malformed'],
  ['half of it', () => (world.environmentOf('recorder').LOCKFLIGHT_SIGNING_KEY ?? '').slice(0, 40), 'signing-key-malformed'],
  ['of another ledger', () => generateKey().privateKey, 'signing-key-not-valid'],
];

test.each(KEYS)('a signing key that is %s', async (_name, key, code) => {
  await world.push('sara', 'staging', { 'c.txt': code });
  const environment = { LOCKFLIGHT_SIGNING_KEY: key() };
  const one = await changesNothing(world, 'recorder', () => callAs(world, 'recorder', ['record', '--json'], { environment }));
  called.push(one);
  expect(errorOf(one)).toEqual({ code, exit: 2 });
  if ((environment.LOCKFLIGHT_SIGNING_KEY ?? '').length > 20) expect(one.out + one.err).not.toContain(environment.LOCKFLIGHT_SIGNING_KEY);
});

test('words of others never steer the terminal', async () => {
  const words = [
    ['octocat', ['hold', 'release', '--why', `because ${STEERING}`]],
    ['octocat', ['promote', 'staging', 'production']],
    ['octocat', ['approve', 'release', '--note', `fine ${STEERING}`]],
    ['recorder', ['record']],
    ['octocat', ['status']],
    ['octocat', ['verdict', 'staging', 'production']],
    ['octocat', ['audit', '--all']],
    ['octocat', ['ledger', 'log', '--fetch']],
    ['octocat', ['ledger', 'verify']],
    ['octocat', ['verdict', `sta${STEERING}ging`, 'production']],
    ['octocat', ['verdict', 'staging', 'production', '--candidate', `x${STEERING}`]],
    ['octocat', ['release-hold', `x${STEERING}`]],
    ['octocat', ['check', `x${STEERING}.yaml`]],
    ['octocat', ['explain', `x${STEERING}`]],
  ] as const;
  for (const [login, argv] of words) {
    for (const more of [[], ['--json']]) {
      const one = await callAs(world, login, [...argv, ...more]);
      called.push(one);
      // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
      expect(one.out + one.err, argv.join(' ')).not.toMatch(/[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u202e]/);
      noStack(one);
    }
  }
});

test('a hostile name of a branch does not reach the terminal', async () => {
  await using folder = await newFolder();
  const one = await call(['audit', '-C', folder.dir, '--production', `a${STEERING}`, '--staging', 'b']);
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
  expect(one.err).not.toMatch(/[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u202e]/);
});

test('an error speaks the language of the contract where the user named none', async () => {
  await using folder = await newFolder();
  const here = { cwd: folder.dir };
  const words = async (given = {}) => (await call(['verdict', 'nowhere'], { ...here, ...given })).err;
  expect(await words()).toContain('takes');
  await writeFile(
    join(folder.dir, 'lockflight.yaml'),
    'lockflight: 1\nproject: p\nlanguage: fr\nenvironments:\n  production: { kind: production, branch: main }\n',
  );
  expect(await words()).toContain('prend');
  expect(await words({ cwd: '/' })).toContain('takes');
  expect((await call(['-C', folder.dir, 'verdict', 'nowhere'])).err).toContain('prend');
  expect(await words({ environment: { LOCKFLIGHT_LANG: 'en' } })).toContain('takes');
});

test('--version prints the version, and nothing else', async () => {
  const { version } = JSON.parse(await readFile(new URL('../../package.json', import.meta.url), 'utf8'));
  expect(await call(['--version'])).toMatchObject({ exit: 0, out: `${version}\n`, err: '' });
  expect((await call(['--version', '--json'])).json).toEqual({ version });
});

test('a reader that goes away does not change the exit code', async () => {
  const bin = fileURLToPath(new URL('../../bin/lockflight.js', import.meta.url));
  const child = spawn(process.execPath, [bin, 'nonsense', '--json'], { stdio: ['ignore', 'pipe', 'pipe'] });
  child.stdout.destroy();
  child.stderr.destroy();
  expect(await new Promise((done) => child.on('exit', done))).toBe(2);
});
