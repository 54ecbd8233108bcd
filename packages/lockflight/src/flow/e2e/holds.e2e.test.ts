/** Holds and waivers: who may, for how long, and where the word counts. */
import { expect, test } from 'vitest';
import { adoptedWorld } from './adopted-world.fixture.ts';

const codes = (recorded: { json: { refusals: { code: string }[] } }): string[] => recorded.json.refusals.map((r) => r.code);

test('a hold stops a step while it lasts; its holder or an owner lifts it', async () => {
  await using world = await adoptedWorld();
  const { number, head } = await world.ready({ 'a.txt': 'one\n' });
  expect((await world.run('karim', 'hold', 'release', '--why', 'release freeze')).exit).toBe(0);
  expect(await world.judged()).toEqual({ [number]: 'blocked' });
  expect(await world.check(head)).toBe('failure');
  expect(await world.tryMerge()).toBe('waiting');
  const [hold] = await world.bodies('hold');

  expect((await world.run('koomy-agent', 'release-hold', hold?.id ?? '')).exit).not.toBe(0);
  expect((await world.run('sara', 'release-hold', hold?.id ?? '')).exit).toBe(0);
  const refused = await world.record();
  expect(codes(refused)).toEqual(['hold-not-yours']);
  expect((await world.gates()).hold).toBe('blocked');
  await world.run('amina', 'release-hold', hold?.id ?? '');
  expect(await world.judged()).toEqual({ [number]: 'passed' });
  expect(await world.bodies('hold-release')).toHaveLength(1);
});

test('a freeze has a beginning and an end', async () => {
  await using world = await adoptedWorld();
  const { number } = await world.ready({ 'a.txt': 'one\n' });
  const at = (hours: number): string => new Date(world.sim.clock.now().getTime() + hours * 3_600_000).toISOString();
  await world.run('karim', 'hold', 'release', '--why', 'Christmas', '--from', at(1), '--until', at(3));
  expect(await world.judged()).toEqual({ [number]: 'passed' });
  world.sim.clock.advance(2 * 3_600_000);
  expect(await world.judged()).toEqual({ [number]: 'blocked' });
  world.sim.clock.advance(2 * 3_600_000);
  expect(await world.judged()).toEqual({ [number]: 'passed' });
});

test('holds that cannot be read let nothing through', async () => {
  await using world = await adoptedWorld();
  const { number } = await world.ready({ 'a.txt': 'one\n' });
  await world.run('karim', 'hold', 'release', '--why', 'freeze');
  world.sim.faults.add({
    match: (method, path) => method === 'GET' && path.includes('/actions/workflows/lockflight.yml'),
    body: 'nonsense',
  });
  const recorded = await world.record();
  expect(recorded.json.judged).toMatchObject([{ pullRequest: number, outcome: 'errored' }]);
  expect(recorded.json.unavailable).toMatchObject([{ source: 'dispatches' }]);
  expect((await world.gates()).hold).toBe('errored');
});

test('acts count only from the workflow of the default branch, and only those of people', async () => {
  await using world = await adoptedWorld();
  const { number } = await world.ready({ 'a.txt': 'one\n' });
  const act = (login: string, ref: string, workflow = 'lockflight.yml') =>
    world.api(login, 'POST', `/actions/workflows/${workflow}/dispatches`, {
      ref,
      inputs: { act: JSON.stringify({ act: 'hold', step: 'release', why: 'because' }) },
    });
  expect((await act('karim', 'staging')).status).toBe(204);
  expect((await act('koomy-agent', 'main')).status).toBe(204);
  const title = `lockflight ${JSON.stringify({ act: 'hold', step: 'release', why: 'typed' })}`;
  world.pass(await world.head('main'), { headBranch: 'main', title, event: 'push', actor: 'karim' });
  world.pass(await world.head('main'), {
    headBranch: 'main',
    title,
    event: 'push',
    actor: 'karim',
    workflow: '.github/workflows/lockflight.yml',
  });
  const recorded = await world.record();
  expect(recorded.json.judged).toMatchObject([{ pullRequest: number, outcome: 'passed' }]);
  expect(codes(recorded)).toEqual(['not-a-person']);

  // A tag that is called as the branch is; a title that says nothing known; and one that asks for no more than a run.
  const own = await world.git('sara', 'commit-tree', `${await world.tree('origin/main')}`, '-m', 'mine');
  await world.git('sara', 'push', '--quiet', 'origin', `${own}:refs/tags/main`);
  expect((await act('sara', 'refs/tags/main')).status).toBe(204);
  for (const words of ['{"act":"halt"}', '']) {
    const { status } = await world.api('sara', 'POST', '/actions/workflows/lockflight.yml/dispatches', {
      ref: 'refs/heads/main',
      inputs: { act: words },
    });
    expect(status).toBe(204);
  }
  expect(codes(await world.record())).toEqual(['not-a-person', 'dispatch-elsewhere', 'dispatch-unreadable']);
  expect(await world.bodies('hold')).toEqual([]);
  expect((await world.run('karim', 'hold', 'release', '--why', 'freeze')).exit).toBe(0);
  await world.record();
  expect(await world.bodies('hold')).toHaveLength(1);
});

test('only what the step lets be waived is waived, by the role, until its end', async () => {
  await using world = await adoptedWorld();
  const old = await world.push('sara', 'staging', { 'a.txt': 'one\n' });
  await world.push('sara', 'staging', { 'a.txt': 'two\n' });
  world.pass(old);
  const { number } = await world.open('--candidate', old);
  await world.sign('octocat', number);
  expect((await world.gates('--candidate', old))['up-to-date']).toBe('blocked');
  const until = new Date(world.sim.clock.now().getTime() + 3_600_000).toISOString();
  const waive = (login: string, gate: string) =>
    world.run(login, 'waive', gate, '--step', 'release', '--why', 'incident', '--until', until);
  expect((await waive('octocat', 'evidence:ci-check')).err).toContain('not-waivable');
  await waive('karim', 'up-to-date');
  expect(codes(await world.record())).toEqual(['not-waivable']);
  expect((await waive('octocat', 'up-to-date')).exit).toBe(0);
  expect(await world.judged()).toEqual({ [number]: 'passed' });
  expect((await world.gates('--candidate', old))['up-to-date']).toBe('waived');
  world.sim.clock.advance(2 * 3_600_000);
  expect(await world.judged()).toEqual({ [number]: 'blocked' });
});

test('a waiver that could not count for a day counts no more; a hold does', async () => {
  await using world = await adoptedWorld();
  const { number } = await world.ready({ 'a.txt': 'one\n' });
  const until = new Date(world.sim.clock.now().getTime() + 72 * 3_600_000).toISOString();
  await world.run('octocat', 'waive', 'up-to-date', '--step', 'release', '--why', 'incident', '--until', until);
  await world.run('karim', 'hold', 'release', '--why', 'freeze');
  world.sim.clock.advance(25 * 3_600_000);
  const recorded = await world.record();
  expect(codes(recorded)).toEqual(['dispatch-late']);
  expect(recorded.json.judged).toMatchObject([{ pullRequest: number, outcome: 'blocked' }]);
  expect(await world.bodies('waiver')).toEqual([]);
  expect(await world.bodies('hold')).toHaveLength(1);
});
