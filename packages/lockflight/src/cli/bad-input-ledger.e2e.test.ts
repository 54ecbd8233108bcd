/** A ledger branch that was tampered with: every command that reads it stops, says so again when it is run again, and leaves what is there as it is. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type ForgeWorld, newForgeWorld } from '../flow/e2e/forge-world.fixture.ts';
import { SMALL_FILES } from '../flow/e2e/small-contract.fixture.ts';
import { gitIn } from '../git/repository.fixture.ts';
import { type Called, callAs, changesNothing, errorOf, keepsSecrets } from './bad-input.fixture.ts';

const LEDGER = 'refs/heads/lockflight/ledger';

let world: ForgeWorld;
let head: string;
const called: Called[] = [];

const forge = (...args: readonly string[]): Promise<string> => gitIn(world.dir, args);

beforeAll(async () => {
  world = await newForgeWorld({ files: SMALL_FILES });
  expect((await world.run('octocat', 'adopt')).exit).toBe(0);
  await world.push('sara', 'staging', { 'a.txt': 'one' });
  await world.push('sara', 'staging', { 'a.txt': 'two' });
  expect((await world.record()).exit).toBe(0);
  expect((await world.run('octocat', 'promote', 'staging', 'production')).exit).not.toBe(3);
  head = await forge('rev-parse', LEDGER);
  // Both have seen the ledger whole.
  for (const login of ['octocat', 'recorder']) expect((await callAs(world, login, ['status', '--json'])).exit).toBe(0);
});
afterAll(async () => {
  keepsSecrets(world, called);
  await world[Symbol.asyncDispose]();
});

const commit = async (message: string, parents: readonly string[]): Promise<string> =>
  forge('commit-tree', await forge('hash-object', '-t', 'tree', '-w', '/dev/null'), ...parents.flatMap((p) => ['-p', p]), '-m', message);
const messageAt = (rev: string): Promise<string> => forge('log', '-1', '--format=%B', rev);
const parentsAt = async (rev: string): Promise<readonly string[]> =>
  (await forge('log', '-1', '--format=%P', rev)).split(' ').filter((p) => p !== '');
/** One entry's signature, to another that is base64 too. */
const resigned = (message: string): string =>
  message.replace(/("sig":\s*")(.)/, (_all, start: string, c: string) => start + (c === 'A' ? 'B' : 'A'));

/** How the branch is made. */
const TAMPERED: readonly (readonly [name: string, make: () => Promise<string | undefined>])[] = [
  ['garbage on top', async () => commit('hello', [head])],
  ['an empty message on top', async () => commit('\u200b', [head])],
  ['a merge on top', async () => commit(await messageAt(head), [head, await forge('rev-parse', 'refs/heads/main')])],
  ['the last entry twice', async () => commit(await messageAt(head), [head])],
  ['the last signature changed', async () => commit(resigned(await messageAt(head)), await parentsAt(head))],
  ['the last commit amended', async () => commit(`${await messageAt(head)}\nand a line more`, await parentsAt(head))],
  ['an entry dropped', async () => commit(await messageAt(head), [await forge('rev-parse', `${head}~2`)])],
  ['forced back', async () => forge('rev-parse', `${head}~1`)],
  ['another history', async () => commit('hello', [])],
  ['deleted', async () => undefined],
];

const READERS: readonly (readonly string[])[] = [
  ['status'],
  ['verdict', 'staging', 'production'],
  ['promote', 'staging', 'production'],
  ['rollback', 'production'],
  ['approve', 'release'],
  ['attest', 'user-tests', '--result', 'passed'],
  ['hold', 'release', '--why', 'because'],
  ['release-hold', 'hold-1'],
  ['waive', 'up-to-date', '--step', 'release', '--why', 'because', '--until', '2026-11-30'],
  ['audit'],
  ['ledger', 'log', '--fetch'],
  ['ledger', 'show', '1', '--fetch'],
  ['adopt'],
];

test.each(TAMPERED)('%s', async (_name, make) => {
  const tampered = await make();
  await forge(...(tampered === undefined ? ['update-ref', '-d', LEDGER] : ['update-ref', LEDGER, tampered]));
  try {
    for (const [login, argv] of [...READERS.map((argv) => ['octocat', argv] as const), ['recorder', ['record']] as const]) {
      const one = await changesNothing(world, login, () => callAs(world, login, [...argv, '--json']));
      called.push(one);
      if (argv[0] === 'ledger' && one.json?.error === undefined) {
        expect(one, argv.join(' ')).toMatchObject({ exit: 1 });
        expect(one.json.problems.length, argv.join(' ')).toBeGreaterThan(0);
      } else {
        const { code, exit } = errorOf(one);
        expect(['ledger-broken', 'ledger-rewound'], argv.join(' ')).toContain(code);
        expect(exit).toBe(1);
      }
    }
    // An ordinary fetch, and asking nobody, do not make it forgotten.
    for (const argv of [
      ['ledger', 'log'],
      ['ledger', 'verify', '--fetch'],
    ]) {
      await world.git('octocat', 'fetch', '--quiet', '--prune');
      const one = await callAs(world, 'octocat', [...argv, '--json']);
      called.push(one);
      expect(one.exit, argv.join(' ')).toBe(1);
    }
  } finally {
    await forge('update-ref', LEDGER, head);
  }
  // Put back as it was, it is the same ledger again.
  expect((await callAs(world, 'octocat', ['ledger', 'verify', '--fetch', '--json'])).json).toMatchObject({ ok: true });
});
