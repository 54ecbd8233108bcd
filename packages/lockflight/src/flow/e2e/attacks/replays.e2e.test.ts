/** What anybody who may write can do again, or before: an old run of the recorder's workflow made again, and a name that is taken before the recorder needs it. */
import { expect, test } from 'vitest';
import { adoptedWorld } from '../adopted-world.fixture.ts';

const HOUR = 3_600_000;

test('a waiver that came too late does not count because somebody runs it again', async () => {
  await using world = await adoptedWorld();
  const { sim, repository } = world;
  const { number } = await world.ready({ 'a.txt': 'one\n' });
  const until = new Date(sim.clock.now().getTime() + 72 * HOUR).toISOString();
  await world.run('octocat', 'waive', 'up-to-date', '--step', 'release', '--why', 'incident', '--until', until);
  const { body } = await world.api('sara', 'GET', '/actions/workflows/lockflight.yml/runs');
  const [run] = body.workflow_runs.filter((r: { display_title: string }) => r.display_title.includes('waive'));
  sim.clock.advance(25 * HOUR);
  // Its actor is still octocat, and its attempt begins now.
  sim.finishRun(repository, run.id, { jobs: ['record'], conclusion: 'failure' });
  sim.finishRun(repository, run.id, { jobs: ['record'] });
  const recorded = await world.record();
  expect(recorded.json.refusals.map((r: { code: string }) => r.code)).toEqual(['dispatch-late']);
  expect(recorded.json.judged).toMatchObject([{ pullRequest: number }]);
  expect(await world.bodies('waiver')).toEqual([]);
});

test('tags that stand where an archive belongs keep nothing from being archived', async () => {
  await using world = await adoptedWorld();
  const { sim } = world;
  sim.clock.advance(24 * HOUR);
  const archives = async () => (await world.bodies('archive')).map(({ ref }) => ref);
  const day = sim.clock.now().toISOString().slice(0, 10);
  const today = `refs/tags/archive/main/${day}`;
  const commit = await world.push('sara', 'staging', { 'a.txt': 'one\n' });
  const version = (await world.tree(commit)).trim().slice(0, 10);
  // The folder of that day is a tag, and the next name is a folder.
  await world.git('sara', 'push', '--quiet', 'origin', `origin/main:${today}`, `origin/main:${today}-2/${version}/x`);
  world.pass(commit);
  const { number } = await world.open();
  await world.sign('octocat', number);
  expect(await world.judged()).toEqual({ [number]: 'passed' });
  expect(await world.tryMerge()).toBe('merged');
  expect((await world.record()).exit).toBe(0);
  expect((await archives()).at(-1)).toBe(`${today}-2/${version}-2`);
  expect(await world.audit()).toEqual([['promoted', null]]);
});
