/** A target that somebody forces back to what it had: what was merged is not there any more, is asked for again, and is told again. */
import { expect, test } from 'vitest';
import { rollback } from '../rollback/rollback.ts';
import { type AdoptedWorld, adoptedWorld } from './adopted-world.fixture.ts';

const forceBack = (world: AdoptedWorld, commit: string): Promise<string> =>
  world.git('octocat', 'push', '--quiet', '--force', 'origin', `${commit}:refs/heads/main`);

const phasesOf = async (world: AdoptedWorld, type: 'promotion' | 'rollback') =>
  (await world.bodies(type)).map(({ phase, pullRequest }) => `${pullRequest} ${phase}`);

test('a promotion, its violation, a rollback and its hold come a second time, and are recorded a second time', async () => {
  await using world = await adoptedWorld();
  const before = await world.head('main');
  const first = await world.promoted({ 'a.txt': 'one\n' });
  await forceBack(world, before);
  await world.judged();

  // The same candidate onto the same base: not the merge that is gone, but another.
  const second = await world.open();
  expect(second.number).not.toBe(first.number);
  expect(second.branch).toBe(first.branch);
  expect(await world.judged()).toEqual({ [second.number]: 'blocked' }); // the approval went with the first
  await world.sign('octocat', second.number);
  expect(await world.judged()).toEqual({ [second.number]: 'passed' });
  expect(await world.tryMerge()).toBe('merged');
  await world.judged();
  const life = (n: number) => [`${n} proposed`, `${n} ready`, `${n} merged`];
  expect(await phasesOf(world, 'promotion')).toEqual([...life(first.number), ...life(second.number)]);
  const promoted = await world.head('main');

  // Forced back once more: the same commit, wrong a second time.
  await forceBack(world, before);
  await world.judged();
  expect((await world.bodies('violation')).map((v) => [v.code, v.commit])).toEqual([
    ['unproven-rollback', before],
    ['unproven-rollback', before],
  ]);
  expect(await world.audit()).toEqual([
    ['promoted', null],
    ['rollback', 'unproven-rollback'],
    ['promoted', null],
    ['rollback', 'unproven-rollback'],
  ]);

  // Put forward again, rolled back, put forward again, rolled back again: the post-mortem of the first lifts nothing of the second.
  const pullRequests: number[] = [];
  for (const _ of [1, 2]) {
    await world.git('octocat', 'push', '--quiet', '--force', 'origin', `${promoted}:refs/heads/main`);
    await world.judged();
    const { json } = await world.run('karim', 'rollback', 'production', '--json');
    pullRequests.push(json.pullRequest);
    await world.sign('octocat', json.pullRequest, { act: 'approve rollback' });
    await world.judged();
    world.sim.clock.advance(60_000);
    const { merge } = await rollback(await world.worldOf('karim'), { environment: 'production', wait: { seconds: 0, everySeconds: 0 } });
    expect(merge.state).toBe('merged');
    await world.judged();
    expect((await world.view()).holds).toMatchObject([{ id: `post-mortem-release-${json.pullRequest}` }]);
    if (pullRequests.length === 1) {
      await world.sign('octocat', json.pullRequest, { act: 'attest post-mortem passed https://example.org/pm' });
      await world.judged();
      expect((await world.view()).holds).toEqual([]);
    }
  }
  expect(new Set(pullRequests).size).toBe(2);
  expect(await phasesOf(world, 'rollback')).toEqual(pullRequests.flatMap(life));
});
