/** A ledger that somebody forced back, or hid: a fresh clone finds out, and nothing is written on top of it. */
import { mkdir, rm } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { main } from '../../cli/main.ts';
import { openGit } from '../../git/open.ts';
import { gitIn } from '../../git/repository.fixture.ts';
import { buildEnvelopes } from '../../ledger/build.ts';
import { readSigningKey } from '../../ledger/keys.ts';
import { push } from '../../ledger/ledger.fixture.ts';
import { readChain } from '../../ledger/read-chain.ts';
import { gitBranchStore } from '../../ledger/stores/git-branch.ts';
import { createVerifier } from '../../ledger/verifier.ts';
import { SIGNING_KEY } from '../adopt.ts';
import { type ForgeWorld, newForgeWorld } from './forge-world.fixture.ts';
import { SMALL_FILES } from './small-contract.fixture.ts';

/** As a workflow has it: nothing but where the repository is. */
const freshClone = async (dir: string, url: string): Promise<void> => {
  await rm(dir, { recursive: true });
  await mkdir(dir);
  await gitIn(dir, ['init', '--quiet', '--bare']);
  await gitIn(dir, ['remote', 'add', 'origin', url]);
};

const LEDGER = 'refs/heads/lockflight/ledger';

test('in a fresh clone nothing is appended to, or decided by, a ledger that was forced back behind a promotion', async () => {
  await using world = await newForgeWorld({ files: SMALL_FILES });
  const { sim, repository } = world;
  await world.run('octocat', 'adopt');
  await world.push('sara', 'staging', { 'feature.txt': 'one\n' }, 'Add a feature');
  await world.record();
  sim.completeRun(repository, {
    workflow: '.github/workflows/ci.yml',
    jobs: ['check'],
    headCommit: await world.head('staging'),
    headBranch: 'staging',
  });
  await world.run('karim', 'promote', 'staging', 'production');
  await world.run('octocat', 'approve', 'release');
  await world.record();
  expect((await world.run('karim', 'promote', 'staging', 'production', '--wait')).exit).toBe(0);
  await world.record();

  const start = (await world.git('octocat', 'rev-list', '--max-parents=0', 'origin/lockflight/ledger')).trim();
  await world.git('octocat', 'push', '--quiet', '--force', 'origin', `${start}:${LEDGER}`);
  await freshClone(await world.clone('recorder'), sim.cloneUrl(repository));
  const recorded = await world.record();
  expect(recorded.json.error.code).toBe('ledger-rewound');
  expect(await world.head('lockflight/ledger')).toBe(start);

  // Whoever has just cloned it decides and proposes nothing by it either.
  await freshClone(await world.clone('karim'), sim.cloneUrl(repository));
  for (const command of ['verdict', 'promote']) {
    expect((await world.run('karim', command, 'staging', 'production', '--json')).json.error.code).toBe('ledger-rewound');
  }
});

test('a contract that names another ledger branch does not hide the ledger, and a key that was taken out signs nothing', async () => {
  await using world = await newForgeWorld({ files: SMALL_FILES });
  await world.run('octocat', 'adopt');
  await world.push(
    'sara',
    'main',
    { 'lockflight.yaml': `${SMALL_FILES['lockflight.yaml']}ledger: { branch: elsewhere }\n` },
    'Hide the ledger',
  );
  expect((await world.run('octocat', 'adopt', '--json')).json.error.code).toBe('already-adopted');
  expect((await world.run('octocat', 'status', '--json')).json).toMatchObject({ adopted: true });
  expect((await world.record()).exit).toBe(0);

  // The App may read the names of secrets and no more: the new key cannot be stored, is taken out again, and the old one goes on.
  const old = world.environmentOf('recorder')[SIGNING_KEY] ?? '';
  expect((await world.run('recorder', 'ledger', 'rotate', '--json')).json.error.code).toBe('forge-forbidden');
  expect(world.environmentOf('recorder')[SIGNING_KEY]).toBe(old);
  expect((await world.record()).exit).toBe(0);

  const asOwner = (...argv: readonly string[]) => keyed(world, old, ...argv);
  const rotated = await asOwner('ledger', 'rotate', '--why', 'a runner was compromised');
  expect(rotated).toMatchObject({
    appended: [{ type: 'key' }, { type: 'key' }],
    inForce: [rotated.fingerprint],
    revoked: readSigningKey(old).keyId,
  });
  expect(world.environmentOf('recorder')[SIGNING_KEY]).not.toBe(old);
  expect((await asOwner('ledger', 'revoke', rotated.fingerprint.slice(0, 12), '--why', 'spite')).error.code).toBe('signing-key-not-valid');
  const fresh = world.environmentOf('recorder')[SIGNING_KEY] ?? '';
  expect((await keyed(world, fresh, 'ledger', 'revoke', rotated.fingerprint, '--why', 'slip')).error.code).toBe('key-in-use');
  expect((await keyed(world, fresh, 'ledger', 'revoke', readSigningKey(old).keyId, '--why', 'again')).error.code).toBe(
    'unknown-signing-key',
  );
  // A promotion that begins afterwards is signed by the new key; with the old one the recorder does not even begin.
  await world.push('sara', 'staging', { 'a.txt': 'one\n' });
  await world.run('karim', 'promote', 'staging', 'production');
  expect((await keyed(world, old, 'record')).error.code).toBe('signing-key-not-valid');
  const types = (await world.record()).json.appended.map((e: { type: string }) => e.type);
  expect(types).toEqual(expect.arrayContaining(['push', 'promotion', 'verdict']));

  // Whoever took the old key pushes an entry of their own, well made in every other way.
  const git = await openGit(await world.clone('octocat'));
  const store = gitBranchStore({ git, branch: 'lockflight/ledger', remote: 'origin', fetch: true });
  const { chain, stored } = await readChain(store, createVerifier());
  const forged = await buildEnvelopes(chain, [push('production', 1)], readSigningKey(old), '2026-11-16T09:30:00.000Z');
  expect((await store.append(stored.head, forged)).ok).toBe(true);
  const { json } = await world.run('octocat', 'ledger', 'verify', '--fetch', '--json');
  expect(json.problems).toMatchObject([{ seq: chain.next, code: 'key-not-valid' }]);
  expect((await world.record()).json.error.code).toBe('ledger-broken');
});

/** A command as the owner, where the key is. */
const keyed = async (world: ForgeWorld, key: string, ...argv: readonly string[]) => {
  const out: string[] = [];
  await main(['-C', await world.clone('octocat'), ...argv, '--json'], {
    out: (words) => out.push(words),
    err: () => {},
    environment: { ...world.environmentOf('octocat'), [SIGNING_KEY]: key },
    colour: false,
    cwd: await world.clone('octocat'),
    now: () => world.sim.clock.now(),
  });
  return JSON.parse(out.join(''));
};
