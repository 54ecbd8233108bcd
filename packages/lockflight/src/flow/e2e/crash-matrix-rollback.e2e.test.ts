/** A rollback, killed before and after each thing that it does outside, from the first push to the holds. What it replaces and what it brings back are archived already. */
import { expect, test } from 'vitest';
import { crashMatrix } from './crash-matrix.fixture.ts';

test('a rollback that is killed anywhere and run again ends as if it had not been', async () => {
  const { cases, effects } = await crashMatrix([
    { given: (world) => world.promoted({ 'a.txt': 'one\n' }), who: 'karim', command: 'roll back' },
    { given: (world) => world.sign('octocat', 2, { act: 'approve rollback' }), who: 'recorder', command: 'record' },
    { given: async () => undefined, who: 'karim', command: 'roll back and merge' },
    { given: async () => undefined, who: 'recorder', command: 'record' },
  ]);
  expect(new Set(effects)).toEqual(
    new Set(['push rollback', 'createPullRequest', 'push ledger', 'setCheckRun', 'createComment', 'mergePullRequest']),
  );
  expect(cases.length).toBe(2 * effects.length);
  console.log(`crash matrix, rollback: ${cases.length} kills around ${effects.length} effects`);
}, 600_000);
