/** Answers that are lost after the effect, and sources that cannot be read: running again completes, nothing is there twice, nothing passes. */
import { expect, test } from 'vitest';
import { type AdoptedWorld, adoptedWorld } from './adopted-world.fixture.ts';

/** A proxy's error page, say: 200, and not what the interface describes. */
const NONSENSE = '<html></html>';

type Match = (method: string, path: string) => boolean;

const lost = (world: AdoptedWorld, match: Match, skip = 0): (() => void) =>
  world.sim.faults.add({ match, drop: true, afterEffect: true, times: 1, skip });

const receive: Match = (method, path) => method === 'POST' && path.endsWith('/git-receive-pack');
const post =
  (end: string): Match =>
  (method, path) =>
    method === 'POST' && path.endsWith(end);
const put =
  (end: string): Match =>
  (method, path) =>
    method === 'PUT' && path.endsWith(end);

const whole = async (world: AdoptedWorld): Promise<void> => {
  const { entries } = await world.view();
  expect(new Set(entries.map((e) => e.key)).size).toBe(entries.length);
  const { body } = await world.api('octocat', 'GET', '/pulls?state=all');
  expect(body).toHaveLength(1);
  const tags = (await world.git('octocat', 'ls-remote', 'origin', 'refs/tags/archive/*'))
    .split('\n')
    .filter((line) => !line.endsWith('^{}'));
  expect(tags).toHaveLength(new Set(tags.map((line) => line.split('\t')[0])).size);
  expect((await world.bodies('promotion')).map((p) => p.phase)).toEqual(['proposed', 'ready', 'merged']);
  expect(await world.audit()).toEqual([['promoted', null]]);
};

test.each([
  ['the branch is pushed', receive],
  ['the pull request is opened', post('/pulls')],
  ['it is merged', put('/merge')],
] as const)('promote dies when %s: run again, it goes on', async (_, match) => {
  await using world = await adoptedWorld();
  world.pass(await world.push('sara', 'staging', { 'a.txt': 'one\n' }));
  const clear = lost(world, match);
  await world.run('karim', 'promote', 'staging', 'production');
  const { number } = await world.open();
  await world.sign('octocat', number);
  await world.judged();
  await world.tryMerge();
  clear();
  expect(['merged', 'nothing-to-promote']).toContain(await world.tryMerge());
  await world.judged();
  await whole(world);
});

test.each([
  ['first entry', receive, 0],
  ['second', receive, 1],
  ['third', receive, 2],
  ['archive or ledger', receive, 3],
  ['check run', post('/check-runs'), 0],
] as const)('the recorder dies after its %s: the next run goes on', async (_, match, skip) => {
  await using world = await adoptedWorld();
  world.pass(await world.push('sara', 'staging', { 'a.txt': 'one\n' }));
  const { number } = await world.open();
  await world.sign('octocat', number);
  const clear = lost(world, match, skip);
  await world.record();
  clear();
  expect(await world.judged()).toEqual({ [number]: 'passed' });
  const clearAgain = lost(world, receive);
  expect(await world.tryMerge()).toBe('merged');
  await world.record();
  clearAgain();
  await world.judged();
  await world.judged();
  await whole(world);
});

test('what cannot be read is errored, never passed, and never blocked', async () => {
  await using world = await adoptedWorld();
  const { number, head } = await world.ready({ 'a.txt': 'one\n' });
  const without: readonly (readonly [string, string, string])[] = [
    ['/reviews', 'approval:release', 'reviews'],
    ['/actions/runs', 'evidence:ci-check', 'runs'],
    ['/activity', 'up-to-date', 'pushes'],
  ];
  for (const [part, gate, source] of without) {
    const clear = world.sim.faults.add({ match: (method, path) => method === 'GET' && path.includes(part), body: NONSENSE });
    const verdict = await world.run('karim', 'verdict', 'staging', 'production', '--json');
    const outcomes = Object.fromEntries(verdict.json.gates.map((g: { id: string; outcome: string }) => [g.id, g.outcome]));
    expect([part, outcomes[gate], verdict.exit, verdict.json.outcome]).toEqual([part, 'errored', 3, 'errored']);
    const recorded = await world.record();
    expect(recorded.exit).toBe(3);
    expect(recorded.json.unavailable.map((u: { source: string }) => u.source)).toContain(source);
    expect(recorded.json.judged).toMatchObject([{ pullRequest: number, outcome: 'errored' }]);
    expect(await world.check(head)).toBe('in_progress');
    expect(await world.tryMerge()).toBe('waiting');
    clear();
    expect(await world.judged()).toEqual({ [number]: 'passed' });
  }
});

test('one open gate that is blocked makes the verdict blocked, whatever else is errored', async () => {
  await using world = await adoptedWorld();
  await world.push('sara', 'staging', { 'a.txt': 'one\n' });
  await world.open();
  world.sim.faults.add({ match: (method, path) => method === 'GET' && path.includes('/activity'), body: NONSENSE });
  const verdict = await world.run('karim', 'verdict', 'staging', 'production', '--json');
  expect(verdict).toMatchObject({ exit: 1, json: { outcome: 'blocked' } });
});

test('a pull request that cannot be answered does not keep the others waiting', async () => {
  await using world = await adoptedWorld();
  await world.git('sara', 'push', '--quiet', 'origin', 'origin/main:refs/heads/side');
  const side = await world.push('sara', 'side', { 'side.txt': 'x\n' });
  const ordinary = await world.api('sara', 'POST', '/pulls', { title: 'Side door', head: 'side', base: 'main' });
  const { number } = await (async () => {
    world.pass(await world.push('sara', 'staging', { 'a.txt': 'one\n' }));
    const opened = await world.open();
    await world.sign('octocat', opened.number);
    return opened;
  })();
  world.sim.faults.add({ match: (method, path) => method === 'GET' && path.endsWith(`/commits/${side}/check-runs`), status: 404 });
  const recorded = await world.record();
  expect(recorded).toMatchObject({ exit: 3 });
  expect(Object.fromEntries(recorded.json.judged.map((j: { pullRequest: number; outcome: string }) => [j.pullRequest, j.outcome]))).toEqual(
    {
      [ordinary.body.number]: 'errored',
      [number]: 'passed',
    },
  );
});

test('a forge that is late shows a merged promotion as open: nothing is taken back', async () => {
  await using world = await adoptedWorld();
  const { number } = await world.ready({ 'a.txt': 'one\n' });
  expect(await world.merge(number)).toBe(200);
  await world.judged();
  const { body } = await world.api('octocat', 'GET', `/pulls/${number}`);
  const late = JSON.stringify([
    { ...body, state: 'open', merged: false, merged_at: null, merge_commit_sha: null, closed_at: null, merged_by: null },
  ]);
  const clear = world.sim.faults.add({ match: (method, path) => method === 'GET' && path.endsWith('/koomy/koomy/pulls'), body: late });
  await world.record();
  clear();
  await world.judged();
  expect((await world.bodies('promotion')).map((p) => p.phase)).toEqual(['proposed', 'ready', 'merged']);
});
