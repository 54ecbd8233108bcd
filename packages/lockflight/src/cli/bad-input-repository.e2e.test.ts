/** Repositories that are shallow, damaged, bare, empty, detached, or none at all, and names that nothing has. */
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type ForgeWorld, newForgeWorld } from '../flow/e2e/forge-world.fixture.ts';
import { SMALL_FILES } from '../flow/e2e/small-contract.fixture.ts';
import { gitIn, newFolder, newRepository } from '../git/repository.fixture.ts';
import { type Called, call, callAs, changesNothing, errorOf, keepsSecrets, stateOfForge } from './bad-input.fixture.ts';

let world: ForgeWorld;
const called: Called[] = [];

beforeAll(async () => {
  world = await newForgeWorld({ files: SMALL_FILES });
  expect((await world.run('octocat', 'adopt')).exit).toBe(0);
  for (const content of ['one', 'two', 'three']) await world.push('sara', 'staging', { 'a.txt': content });
  await world.record();
  expect((await world.run('karim', 'promote', 'staging', 'production')).exit).not.toBe(3);
});
afterAll(async () => {
  keepsSecrets(world, called);
  await world[Symbol.asyncDispose]();
});

/** A call in any folder, as octocat, over their token. */
const at = async (dir: string, argv: readonly string[]): Promise<Called> => {
  const one = await callAs(world, 'octocat', [...argv, '--json'], { cwd: dir });
  called.push(one);
  return one;
};

const FORGE_COMMANDS = [
  ['status'],
  ['verdict', 'staging', 'production'],
  ['promote', 'staging', 'production'],
  ['approve', 'release'],
  ['adopt'],
] as const;
const ALL_COMMANDS = [...FORGE_COMMANDS, ['audit'], ['ledger', 'log'], ['ledger', 'verify']] as const;

/** Names that the contract, the ledger or the repository do not have. */
const NAMES: readonly (readonly [argv: readonly string[], code: string])[] = [
  [['verdict', 'stagign', 'production'], 'unknown-environment'],
  [['verdict', 'staging', 'prod'], 'unknown-environment'],
  [['verdict', 'production', 'staging'], 'unknown-step'],
  [['verdict', 'staging', 'staging'], 'unknown-step'],
  [['verdict', 'preview', 'production'], 'unknown-step'],
  [['verdict', 'preview', 'staging'], 'environment-without-branch'],
  [['verdict', 'staging', 'production', '--step', 'hotfix'], 'unknown-step'],
  [['verdict', 'staging', 'production', '--candidate', 'nowhere'], 'unknown-revision'],
  [['verdict', 'staging', 'production', '--candidate', 'f'.repeat(40)], 'unknown-revision'],
  [['verdict', 'staging', 'production', '--candidate=--upload-pack=touch pwned'], 'unknown-revision'],
  [['promote', 'staging', 'prod'], 'unknown-environment'],
  [['promote', 'staging', 'production', '--step', 'hotfix'], 'unknown-step'],
  [['promote', 'staging', 'production', '--candidate', 'main~500'], 'unknown-revision'],
  [['rollback', 'prod'], 'unknown-environment'],
  [['rollback', 'production', '--to', 'archive/main/2020-01-01/v1'], 'unknown-archive'],
  [['approve', 'realease'], 'unknown-kind'],
  [['approve', 'release', '--pull-request', '999'], 'no-open-promotion'],
  [['attest', 'user-test', '--result', 'passed'], 'unknown-kind'],
  [['attest', 'ci-check', '--result', 'passed'], 'proven-by-workflow'],
  [['attest', 'user-tests', '--result', 'passed', '--pull-request', '999'], 'no-open-promotion'],
  [['hold', 'relaese', '--why', 'because'], 'unknown-step'],
  [['release-hold', 'no-such-hold'], 'unknown-hold'],
  [['waive', 'approval:release', '--step', 'release', '--why', 'x', '--until', '2026-11-30'], 'not-waivable'],
  [['waive', 'no-such-gate', '--why', 'x', '--until', '2026-11-30'], 'unknown-gate'],
  [['waive', 'no-such-gate', '--step', 'release', '--why', 'x', '--until', '2026-11-30'], 'unknown-gate'],
  [['waive', 'up-to-date', '--step', 'nothing', '--why', 'x', '--until', '2026-11-30'], 'unknown-step'],
  [['audit', 'prod'], 'unknown-environment'],
  [['audit', 'preview'], 'environment-without-branch'],
  [['audit', '--production', 'nowhere', '--staging', 'staging'], 'unknown-revision'],
  [['audit', '--production', 'main', '--staging', 'nowhere'], 'unknown-revision'],
  [['env', 'check', '--env', 'prod'], 'unknown-environment'],
  [['env', 'check', '--file', 'no-such-file.env'], 'env-file-not-found'],
  [['ledger', 'show', '999'], 'no-such-entry'],
  [['ledger', 'show', 'HEAD'], 'no-such-entry'],
  [['ledger', 'log', '--branch', 'nowhere'], 'not-adopted'],
  [['explain', 'no-such-code'], 'unknown-code'],
  [['check', 'nowhere.yaml'], 'contract-missing'],
];

test.each(NAMES)('%j', async (argv, code) => {
  const one = await changesNothing(world, 'octocat', async () => at(await world.clone('octocat'), argv));
  const error = errorOf(one);
  expect(error.code, one.err).toBe(code);
  expect(error.exit).toBe(code === 'not-adopted' ? 3 : 2);
});

test('a branch that the contract names and the forge does not have', async () => {
  await using bare = await newForgeWorld({ files: SMALL_FILES, branches: [] });
  for (const argv of [
    ['verdict', 'staging', 'production'],
    ['promote', 'staging', 'production'],
  ]) {
    const one = await changesNothing(bare, 'octocat', () => callAs(bare, 'octocat', [...argv, '--json']));
    expect(['branch-missing', 'not-adopted']).toContain(errorOf(one).code);
  }
  expect((await bare.run('octocat', 'adopt')).exit).toBe(0);
  for (const argv of [['verdict', 'staging', 'production'], ['promote', 'staging', 'production'], ['audit']]) {
    const one = await changesNothing(bare, 'octocat', () => callAs(bare, 'octocat', [...argv, '--json']));
    expect(errorOf(one), argv.join(' ')).toEqual({ code: argv[0] === 'audit' ? 'unknown-revision' : 'branch-missing', exit: 2 });
  }
  expect((await callAs(bare, 'octocat', ['status', '--json'])).json.environments).toHaveLength(3);
});

/** A clone of the forge's repository, made as git makes it with these options; its remote is the forge. */
const cloned = async (dir: string, ...options: readonly string[]): Promise<string> => {
  await gitIn(dir, ['clone', '--quiet', ...options, `file://${world.dir}`, 'clone']);
  const clone = join(dir, 'clone');
  await gitIn(clone, ['remote', 'set-url', 'origin', world.sim.cloneUrl(world.repository)]);
  return clone;
};

test('a shallow clone says what is missing and how to fetch it', async () => {
  await using folder = await newFolder();
  const clone = await cloned(folder.dir, '--depth=1', '--no-single-branch');
  const before = await stateOfForge(world);
  for (const argv of [
    ['audit'],
    ['verdict', 'staging', 'production'],
    ['promote', 'staging', 'production'],
    ['status'],
    ['ledger', 'log'],
    ['ledger', 'verify'],
  ]) {
    const one = await at(clone, argv);
    if (one.json?.error === undefined) {
      // What was fetched since is enough for an answer: it must be the one that a whole clone gives.
      const whole = await at(await world.clone('octocat'), argv);
      expect(one.json, argv.join(' ')).toEqual(whole.json);
    } else {
      expect(errorOf(one), argv.join(' ')).toEqual({ code: 'shallow-clone', exit: 3 });
      expect(one.json.error.hint).toContain('fetch --unshallow');
    }
  }
  expect(await stateOfForge(world)).toBe(before);
});

test('a clone of one branch, and a bare one, are fetched from and judged as any other', async () => {
  await using folder = await newFolder();
  await using other = await newFolder();
  const whole = await at(await world.clone('octocat'), ['verdict', 'staging', 'production']);
  for (const clone of [await cloned(folder.dir, '--single-branch', '--branch', 'main'), await cloned(other.dir, '--bare')])
    expect((await at(clone, ['verdict', 'staging', 'production'])).json).toEqual(whole.json);
});

test('a detached head changes nothing', async () => {
  await using folder = await newFolder();
  const clone = await cloned(folder.dir);
  await gitIn(clone, ['checkout', '--quiet', '--detach']);
  const whole = await at(await world.clone('octocat'), ['verdict', 'staging', 'production']);
  expect((await at(clone, ['verdict', 'staging', 'production'])).json).toEqual(whole.json);
  expect((await at(clone, ['audit'])).exit).toBe(0);
  expect((await at(clone, ['check'])).exit).toBe(0);
});

test('a damaged repository', async () => {
  await using folder = await newFolder();
  const clone = folder.dir;
  await gitIn(clone, ['init', '--quiet', '-b', 'main']);
  await gitIn(clone, ['remote', 'add', 'origin', world.sim.cloneUrl(world.repository)]);
  // Every object in a file of its own, so that one can be lost.
  const refs = ['+refs/heads/*:refs/remotes/origin/*', '+refs/tags/archive/*:refs/lockflight/archive/*'];
  await gitIn(clone, ['-c', 'fetch.unpackLimit=100000', 'fetch', '--quiet', `file://${world.dir}`, ...refs]);
  await gitIn(clone, ['reset', '--quiet', '--hard', 'origin/main']);
  for (const lost of ['refs/remotes/origin/staging~1', 'refs/remotes/origin/staging^{tree}']) {
    const id = await gitIn(clone, ['rev-parse', lost]);
    await rm(join(clone, '.git/objects', id.slice(0, 2), id.slice(2)));
    const before = await stateOfForge(world);
    for (const argv of [
      ['audit'],
      ['audit', '--production', 'origin/main', '--staging', 'origin/staging'],
      ['verdict', 'staging', 'production'],
      ['promote', 'staging', 'production'],
      ['status'],
    ]) {
      const one = await at(clone, argv);
      const what = `${argv.join(' ')} without ${lost}`;
      // A gate whose facts cannot be had is errored, and the others are judged all the same.
      const verdict = { verdict: one.json, promote: one.json.verdict }[argv[0] ?? ''];
      if (one.json.error === undefined && verdict !== undefined) {
        expect(verdict.outcome, what).not.toBe('passed');
        expect(
          verdict.gates.map((g: { cause?: string }) => g.cause),
          what,
        ).toContain('missing-object');
        continue;
      }
      const { code, exit } = errorOf(one);
      expect([code, exit], what).toEqual(['missing-object', 3]);
    }
    expect(await stateOfForge(world)).toBe(before);
  }
});

test('no repository', async () => {
  await using folder = await newFolder();
  for (const argv of ALL_COMMANDS) {
    const one = await at(folder.dir, argv);
    expect(errorOf(one), argv.join(' ')).toEqual({ code: 'not-a-repository', exit: 2 });
  }
  for (const argv of [...ALL_COMMANDS, ['check'], ['env', 'check']]) {
    const { code, exit } = errorOf(await at(folder.dir, ['-C', 'nowhere', ...argv]));
    expect(exit).toBe(2);
    expect(['not-a-repository', 'contract-missing', 'no-such-folder'], argv.join(' ')).toContain(code);
  }
});

test('an empty repository', async () => {
  await using repo = await newRepository();
  for (const argv of [['audit'], ['ledger', 'log'], ['audit', '--production', 'main', '--staging', 'staging'], ...FORGE_COMMANDS]) {
    const { code, exit } = errorOf(await at(repo.dir, argv));
    expect(['audit-needs-branches', 'not-adopted', 'empty-repository', 'unknown-revision', 'no-forge'], argv.join(' ')).toContain(code);
    expect(exit).toBe(code === 'not-adopted' ? 3 : 2);
  }
});

test('no remote, a remote that is no forge, and no token', async () => {
  await using repo = await newRepository();
  await repo.commit(SMALL_FILES);
  for (const argv of FORGE_COMMANDS) expect(errorOf(await at(repo.dir, argv))).toEqual({ code: 'no-forge', exit: 2 });
  await repo.git('remote', 'add', 'origin', repo.dir);
  for (const argv of FORGE_COMMANDS) expect(errorOf(await at(repo.dir, argv))).toEqual({ code: 'no-forge', exit: 2 });
  await repo.git('remote', 'set-url', 'origin', world.sim.cloneUrl(world.repository));
  for (const argv of FORGE_COMMANDS) {
    for (const token of [undefined, '', '  ']) {
      const one = await call([...argv, '--json'], { cwd: repo.dir, environment: { GITHUB_TOKEN: token } });
      expect(errorOf(one)).toEqual({ code: 'no-token', exit: 2 });
    }
  }
});
