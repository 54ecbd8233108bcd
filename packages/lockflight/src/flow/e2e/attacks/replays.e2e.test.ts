/** What somebody said once, said again by somebody else: an old run of the recorder's workflow, run again by anybody who may write. */
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
