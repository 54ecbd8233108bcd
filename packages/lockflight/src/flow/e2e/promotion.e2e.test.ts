/** The whole path on real git over HTTP: adopt, propose, sign, record, merge, and everything that must not get through. */
import { expect, test } from 'vitest';
import { type ForgeWorld, newForgeWorld } from './forge-world.fixture.ts';
import { SMALL_FILES } from './small-contract.fixture.ts';

const CI = '.github/workflows/ci.yml';

const adopted = async (files = SMALL_FILES): Promise<ForgeWorld> => {
  const world = await newForgeWorld({ files });
  expect((await world.run('octocat', 'adopt')).exit).toBe(0);
  return world;
};

const pass = async (world: ForgeWorld, commit: string): Promise<void> => {
  world.sim.completeRun(world.repository, { workflow: CI, jobs: ['check'], headCommit: commit, headBranch: 'staging' });
};

/** Everything that the small contract asks for one candidate, up to the green check. */
const readyToMerge = async (world: ForgeWorld): Promise<string> => {
  const candidate = await world.head('staging');
  await pass(world, candidate);
  await world.run('karim', 'promote', 'staging', 'production');
  await world.run('octocat', 'approve', 'release');
  const recorded = await world.record();
  expect(recorded.json.judged).toMatchObject([{ outcome: 'passed' }]);
  return candidate;
};

test('a candidate goes through, and production carries its very tree', async () => {
  await using world = await adopted();
  await world.push('sara', 'staging', { 'feature.txt': 'one\n' }, 'Add a feature');
  const before = await world.run('karim', 'verdict', 'staging', 'production', '--json');
  expect(before.exit).toBe(1);
  const outcomes = () => Object.fromEntries(before.json.gates.map((g: { id: string; outcome: string }) => [g.id, g.outcome]));
  expect(outcomes()).toEqual({
    'up-to-date': 'passed',
    'evidence:ci-check': 'blocked',
    'approval:release': 'blocked',
    'rollback-plan': 'passed',
  });

  const candidate = await readyToMerge(world);
  const merged = await world.run('karim', 'promote', 'staging', 'production', '--wait', '--json');
  expect(merged).toMatchObject({ exit: 0, json: { merge: { state: 'merged' } } });
  expect(await world.tree('origin/main')).toBe(await world.tree(candidate));
  await world.record();
  const audit = await world.run('octocat', 'audit', '--json');
  expect(audit.exit).toBe(0);
  expect(audit.json.states.at(-1)).toMatchObject({ class: 'promoted', violation: null, unrecorded: false });
  expect((await world.run('octocat', 'ledger', 'verify', '--fetch', '--json')).json).toMatchObject({ ok: true, problems: [] });
});
