/** A ledger that somebody forced back, or hid: a fresh clone finds out, and nothing is written on top of it. */
import { mkdir, rm } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { gitIn } from '../../git/repository.fixture.ts';
import { newForgeWorld } from './forge-world.fixture.ts';
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

test('a contract that names another ledger branch does not hide the ledger', async () => {
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
});
