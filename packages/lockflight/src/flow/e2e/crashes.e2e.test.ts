/** Answers that are lost after the effect, and sources that cannot be read: running again completes, nothing is there twice, nothing passes. */
import { expect, test } from 'vitest';
import { type AdoptedWorld, adoptedWorld, playing } from './adopted-world.fixture.ts';
import { type Fingerprint, fingerprint } from './fingerprint.fixture.ts';

/** A proxy's error page, say: 200, and not what the interface describes. */
const NONSENSE = '<html></html>';

type Match = (method: string, path: string) => boolean;

/** The answer to such a request gets lost once, after `skip` that arrived; the effect is there. */
const losing = async (world: AdoptedWorld, match: Match, skip: number, during: () => Promise<unknown>): Promise<void> => {
  let seen = 0;
  const counted: Match = (method, path) => {
    if (!match(method, path)) return false;
    seen += 1;
    return true;
  };
  const clear = world.sim.faults.add({ match: counted, drop: true, afterEffect: true, times: 1, skip });
  await during();
  clear();
  expect(seen, 'requests whose answer could be lost').toBeGreaterThan(skip);
};

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

test('promote loses the answer to its push, to its pull request, to its merge: run again, it goes on', async () => {
  await using world = await adoptedWorld();
  world.pass(await world.push('sara', 'staging', { 'a.txt': 'one\n' }));
  // It looks whether the push arrived, and goes on to the pull request in the same run.
  await losing(world, receive, 0, () => losing(world, post('/pulls'), 0, () => world.run('karim', 'promote', 'staging', 'production')));
  const { number } = await world.open();
  await world.sign('octocat', number);
  await world.judged();
  await losing(world, put('/merge'), 0, () => world.tryMerge());
  expect(['merged', 'nothing-to-promote']).toContain(await world.tryMerge());
  await world.judged();
  await whole(world);
});

test('the recorder loses any one answer: the next run goes on, and comes to what it would have come to', async () => {
  await using begin = await adoptedWorld();
  begin.pass(await begin.push('sara', 'staging', { 'a.txt': 'one\n' }));
  const { number } = await begin.open();
  await begin.sign('octocat', number);
  await begin.clone('recorder');
  await using frozen = await begin.freeze();
  const after = async (
    disturb: (world: AdoptedWorld) => Promise<unknown>,
    goOn: (world: AdoptedWorld) => Promise<void>,
  ): Promise<Fingerprint> => {
    await using world = playing(await frozen.thaw());
    await disturb(world);
    expect(await world.judged()).toEqual({ [number]: 'passed' });
    const end = await fingerprint(world);
    await goOn(world);
    return end;
  };
  const undisturbed = await after(
    (world) => world.record(),
    async (world) => {
      expect(await world.tryMerge()).toBe('merged');
      await losing(world, receive, 0, () => world.record());
      await world.judged();
      await world.judged();
      await whole(world);
    },
  );
  expect(new Set(undisturbed.ledger).size).toBe(undisturbed.ledger.length);
  for (const [what, match, skip] of [
    ['first push', receive, 0],
    ['second', receive, 1],
    ['third', receive, 2],
    ['fourth', receive, 3],
    ['check run', post('/check-runs'), 0],
  ] as const) {
    const end = await after(
      (world) => losing(world, match, skip, () => world.record()),
      async () => undefined,
    );
    expect(end, what).toEqual(undisturbed);
  }
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
