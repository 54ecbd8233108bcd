/** Between a verdict that passed and the merge things change: a merge by hand is judged by what stood at its moment, and `promote --wait` looks again. */
import { expect, test } from 'vitest';
import { rollback } from '../rollback/rollback.ts';
import { adoptedWorld } from './adopted-world.fixture.ts';
import { SMALL_CONTRACT, SMALL_FILES } from './small-contract.fixture.ts';

const withGates = (extra: string, waivable = 'up-to-date') => ({
  ...SMALL_FILES,
  'lockflight.yaml': SMALL_CONTRACT.replace('      - rollback-plan\n', `      - rollback-plan\n${extra}`).replace(
    'gates: [up-to-date]',
    `gates: [${waivable}]`,
  ),
});
const HOUR = 3_600_000;

test('a hold, or an approval taken back, before a merge by hand makes it ungated', async () => {
  for (const change of ['hold', 'withdrawal'] as const) {
    await using world = await adoptedWorld();
    const { number } = await world.ready({ 'a.txt': 'one\n' });
    if (change === 'hold') await world.run('karim', 'hold', 'release', '--why', 'freeze');
    else await world.sign('octocat', number, { act: 'no', event: 'REQUEST_CHANGES' });
    world.sim.clock.advance(60_000);
    expect(await world.merge(number)).toBe(200);
    await world.judged();
    const last = (await world.bodies('promotion')).at(-1);
    expect(last?.phase).toBe('ungated');
    expect(last?.reason?.en).toContain(change === 'hold' ? 'hold' : 'approval:release');
    expect(await world.audit()).toEqual([['ungated', 'ungated']]);
  }
});

test('what comes after the merge changes nothing about it', async () => {
  await using world = await adoptedWorld();
  const { number } = await world.ready({ 'a.txt': 'one\n' });
  expect(await world.merge(number)).toBe(200);
  await world.run('karim', 'hold', 'release', '--why', 'freeze');
  await world.sign('octocat', number, { act: 'no', event: 'REQUEST_CHANGES' });
  world.sim.clock.advance(48 * HOUR);
  await world.judged();
  expect(await world.audit()).toEqual([['promoted', null]]);
});

test('a window that closed, evidence that grew old, and a waiver that ended count at the merge', async () => {
  const cases = [
    withGates('      - window: { days: [mon], hours: 08:00-12:00, timezone: UTC }\n'),
    { ...SMALL_FILES, 'lockflight.yaml': SMALL_CONTRACT.replace('{ of: ci-check }', '{ of: ci-check, max-age: 2h }') },
  ];
  for (const files of cases) {
    await using world = await adoptedWorld({ files });
    const { number } = await world.ready({ 'a.txt': 'one\n' });
    world.sim.clock.advance(5 * HOUR);
    expect(await world.merge(number)).toBe(200);
    await world.judged();
    expect((await world.bodies('promotion')).at(-1)?.phase).toBe('ungated');
  }

  await using world = await adoptedWorld();
  const old = await world.push('sara', 'staging', { 'a.txt': 'one\n' });
  await world.push('sara', 'staging', { 'a.txt': 'two\n' });
  world.pass(old);
  const { number } = await world.open('--candidate', old);
  await world.sign('octocat', number);
  const until = new Date(world.sim.clock.now().getTime() + HOUR).toISOString();
  await world.run('octocat', 'waive', 'up-to-date', '--step', 'release', '--why', 'incident', '--until', until);
  expect(await world.judged()).toEqual({ [number]: 'passed' });
  world.sim.clock.advance(2 * HOUR);
  expect(await world.merge(number)).toBe(200);
  await world.judged();
  expect((await world.bodies('promotion')).at(-1)?.phase).toBe('ungated');
});

test('while nobody can tell what stood at the merge nothing is said of it', async () => {
  await using world = await adoptedWorld();
  const { number } = await world.ready({ 'a.txt': 'one\n' });
  expect(await world.merge(number)).toBe(200);
  world.sim.faults.add({
    match: (method, path) => method === 'GET' && path.includes('/actions/workflows/lockflight.yml'),
    body: 'nonsense',
  });
  expect(await world.judged()).toEqual({ [number]: 'errored' });
  expect(await world.bodies('violation')).toEqual([]);
  world.sim.faults.clear();
  expect(await world.judged()).toEqual({ [number]: 'merged' });
  expect(await world.audit()).toEqual([['promoted', null]]);
});

test('promote --wait merges nothing that a new hold or a withdrawal stops, before the recorder has seen it', async () => {
  await using world = await adoptedWorld();
  const { number } = await world.ready({ 'a.txt': 'one\n' });
  await world.run('karim', 'hold', 'release', '--why', 'freeze');
  expect(await world.tryMerge()).toBe('waiting');
  await world.judged();
  const [hold] = await world.bodies('hold');
  await world.run('karim', 'release-hold', hold?.id ?? '');
  expect(await world.judged()).toEqual({ [number]: 'passed' });
  await world.sign('octocat', number, { act: 'no', event: 'REQUEST_CHANGES' });
  expect(await world.tryMerge()).toBe('waiting');
  await world.sign('octocat', number);
  expect(await world.judged()).toEqual({ [number]: 'passed' });
  expect(await world.tryMerge()).toBe('merged');
  await world.judged();
  expect(await world.audit()).toEqual([['promoted', null]]);
});

test('a rollback whose approval was taken back is not merged by --wait, and by hand it is ungated', async () => {
  await using world = await adoptedWorld();
  await world.promoted({ 'a.txt': 'good\n' });
  await world.promoted({ 'a.txt': 'bad\n' });
  const { json } = await world.run('karim', 'rollback', 'production', '--json');
  await world.sign('octocat', json.pullRequest, { act: 'approve rollback' });
  expect(await world.judged()).toEqual({ [json.pullRequest]: 'passed' });
  await world.sign('octocat', json.pullRequest, { act: 'no', event: 'REQUEST_CHANGES' });
  world.sim.clock.advance(60_000);
  const wait = { seconds: 0, everySeconds: 0 };
  expect((await rollback(await world.worldOf('karim'), { environment: 'production', wait })).merge.state).toBe('waiting');
  expect(await world.merge(json.pullRequest)).toBe(200);
  await world.judged();
  expect((await world.bodies('rollback')).at(-1)?.phase).toBe('ungated');
});
