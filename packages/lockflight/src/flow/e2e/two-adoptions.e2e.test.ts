/** Two administrators who adopt at the same moment: one ledger, and whoever came second is told what their key may have done. */
import { mkdir, rm } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { gitIn } from '../../git/repository.fixture.ts';
import { adopt } from '../adopt.ts';
import type { World } from '../world.ts';
import { newForgeWorld } from './forge-world.fixture.ts';
import { SMALL_FILES } from './small-contract.fixture.ts';

test('the second is told that their key may be the one that is stored, and the cure works', async () => {
  await using world = await newForgeWorld({ files: SMALL_FILES });
  for (const login of ['amina', 'karim']) world.sim.grant(world.repository, login, 'admin');
  const theirs = await world.worldOf('amina');
  // Between her last look and her key, the other one adopts from beginning to end.
  const late = Object.create(theirs.forge, {
    setEnvironmentSecret: {
      value: async (...secret: Parameters<World['forge']['setEnvironmentSecret']>) => {
        expect((await world.run('octocat', 'adopt')).exit).toBe(0);
        await theirs.forge.setEnvironmentSecret(...secret);
      },
    },
  }) as World['forge'];
  await expect(adopt({ ...theirs, forge: late })).rejects.toMatchObject({ code: 'adoption-raced' });
  expect((await world.record()).json.error.code).toBe('signing-key-not-valid');

  // As it says: the ledger holds nothing yet, and is begun again from a clone that never saw it.
  await world.git('octocat', 'push', '--quiet', 'origin', '--delete', 'lockflight/ledger');
  const dir = await world.clone('recorder');
  await rm(dir, { recursive: true });
  await mkdir(dir);
  await gitIn(dir, ['init', '--quiet', '--bare']);
  await gitIn(dir, ['remote', 'add', 'origin', world.sim.cloneUrl(world.repository)]);
  expect((await world.run('karim', 'adopt')).exit).toBe(0);
  expect((await world.record()).exit).toBe(0);
});
