/** A promotion that replaces an older one, killed before and after each thing that it does outside, from the first push to the archive. */
import { expect, test } from 'vitest';
import { crashMatrix } from './crash-matrix.fixture.ts';

test('a promotion that is killed anywhere and run again ends as if it had not been', async () => {
  let opened = 0;
  const { cases, effects } = await crashMatrix([
    {
      given: async (world) => {
        await world.push('sara', 'staging', { 'a.txt': 'one\n' });
        await world.open();
        world.pass(await world.push('sara', 'staging', { 'a.txt': 'two\n' }));
        opened = 2;
      },
      who: 'karim',
      command: 'promote',
    },
    { given: (world) => world.sign('octocat', opened), who: 'recorder', command: 'record' },
    { given: async () => undefined, who: 'karim', command: 'promote and merge' },
    {
      given: async (world) => {
        const commit = await world.head('main');
        world.sim.deploy(world.repository, { environment: 'production', commit, state: 'success' });
      },
      who: 'recorder',
      command: 'record',
    },
  ]);
  expect(new Set(effects)).toEqual(
    new Set([
      'push promote',
      'createPullRequest',
      'closePullRequest',
      'comment',
      'push ledger',
      'setCheckRun',
      'createComment',
      'mergePullRequest',
      'push archive',
    ]),
  );
  expect(cases.length).toBe(2 * effects.length);
  console.log(`crash matrix, promotion: ${cases.length} kills around ${effects.length} effects`);
}, 600_000);
