/** What people do around the gates, with the forge's own buttons and with git: each is found, and named. */
import { expect, test } from 'vitest';
import { adoptedWorld } from './adopted-world.fixture.ts';

test('a squash-promoted feature that staging reverted does not survive the next promotion', async () => {
  await using world = await adoptedWorld();
  // By hand, as teams did before: the feature is squashed into main.
  await world.push('sara', 'staging', { 'feature.txt': 'stale\n' }, 'Add a feature');
  const { body } = await world.api('karim', 'POST', '/pulls', { title: 'Ship it', head: 'staging', base: 'main' });
  expect(await world.judged()).toEqual({ [body.number]: 'refused' });
  expect(await world.merge(body.number, 'squash')).toBe(200);
  await world.git('sara', 'checkout', '--quiet', '-B', 'staging', 'origin/staging');
  await world.git('sara', 'revert', '--no-edit', 'HEAD');
  await world.git('sara', 'push', '--quiet', 'origin', 'staging');
  await world.push('sara', 'staging', { 'other.txt': 'good\n' }, 'Add another');

  // The control: a plain merge is clean, and keeps what staging took out.
  await world.git('karim', 'checkout', '--quiet', '--detach', 'origin/main');
  await world.git('karim', 'merge', '--quiet', '--no-ff', '-m', 'Plain', 'origin/staging');
  expect(await world.git('karim', 'show', 'HEAD:feature.txt')).toBe('stale');

  // Production's own commit is unproven until staging has it in its history; what staging decided about the feature stays.
  await world.git('sara', 'checkout', '--quiet', '-B', 'staging', 'origin/staging');
  await world.git('sara', 'merge', '--quiet', '--no-ff', '-s', 'ours', '-m', 'Take note of main', 'origin/main');
  await world.git('sara', 'push', '--quiet', 'origin', 'staging');
  const promoted = await world.promoted({ 'third.txt': 'more\n' });
  expect(await world.tree('origin/main')).toBe(await world.tree(promoted.candidate));
  const files = await world.git('octocat', 'ls-tree', '--name-only', 'origin/main');
  expect(files.split('\n')).toContain('other.txt');
  expect(files.split('\n')).not.toContain('feature.txt');
  expect(await world.audit()).toEqual([
    ['ungated', 'ungated'],
    ['promoted', null],
  ]);
});

test('squash-promoted before adoption, reverted on staging: the first promotion already goes without it', async () => {
  await using world = await adoptedWorld({
    before: async (early) => {
      const commit = await early.push('sara', 'staging', { 'feature.txt': 'stale\n' }, 'Add a feature');
      await early.git('sara', 'checkout', '--quiet', '-B', 'main', 'origin/main');
      await early.git('sara', 'merge', '--quiet', '--squash', commit);
      await early.git('sara', 'commit', '--quiet', '-m', 'Add a feature (#1)');
      await early.git('sara', 'push', '--quiet', 'origin', 'main');
      await early.git('sara', 'checkout', '--quiet', 'staging');
      await early.git('sara', 'revert', '--no-edit', 'HEAD');
      await early.git('sara', 'push', '--quiet', 'origin', 'staging');
    },
  });
  await world.git('karim', 'checkout', '--quiet', '--detach', 'origin/main');
  await world.promoted({ 'other.txt': 'good\n' });
  expect((await world.git('octocat', 'ls-tree', '--name-only', 'origin/main')).split('\n')).not.toContain('feature.txt');
  await world.git('karim', 'merge', '--quiet', '--no-ff', '-m', 'Plain', 'origin/staging');
  expect(await world.git('karim', 'show', 'HEAD:feature.txt')).toBe('stale');
});

test('a promotion merged by squash, by rebase, or too early is no promotion', async () => {
  const expected = { squash: 'failed', rebase: 'failed', merge: 'ungated' } as const;
  for (const method of ['squash', 'rebase', 'merge'] as const) {
    await using world = await adoptedWorld();
    let number: number;
    if (method === 'merge') {
      await world.push('sara', 'staging', { 'a.txt': 'one\n' });
      ({ number } = await world.open());
    } else ({ number } = await world.ready({ 'a.txt': method }));
    const status = await world.merge(number, method);
    if (method === 'rebase' && status !== 200) continue; // the forge says that a rebase would give another tree
    expect(status).toBe(200);
    // Even when the branch is gone and this recorder has never seen it.
    await world.git('karim', 'push', '--quiet', 'origin', '--delete', (await world.api('karim', 'GET', `/pulls/${number}`)).body.head.ref);
    await world.judged();
    expect((await world.bodies('promotion')).at(-1)?.phase).toBe(expected[method]);
    // A rebase leaves one state for each commit that it replayed.
    expect(new Set((await world.audit()).map(([, violation]) => violation))).toEqual(new Set(['ungated']));
    expect((await world.bodies('violation')).map((v) => v.code)).toEqual(['ungated']);
  }
});

test('a fix pushed straight to production is refused where it is protected, and found where it is not', async () => {
  await using world = await adoptedWorld();
  world.sim.protect(world.repository, 'main', {
    required_status_checks: null,
    required_pull_request_reviews: {},
    enforce_admins: true,
    restrictions: null,
  });
  await expect(world.push('karim', 'main', { 'fix.txt': 'live\n' })).rejects.toThrow(/protected|pull request/i);
  world.sim.protect(world.repository, 'main', null);
  await world.push('karim', 'main', { 'fix.txt': 'live\n' }, 'Fix it live');
  await world.git('sara', 'push', '--quiet', 'origin', 'origin/main:refs/heads/side');
  await world.push('sara', 'side', { 'side.txt': 'x\n' });
  const { body } = await world.api('sara', 'POST', '/pulls', { title: 'Side door', head: 'side', base: 'main' });
  expect(await world.judged()).toEqual({ [body.number]: 'refused' });
  expect(await world.merge(body.number)).toBe(200);
  await world.judged();
  expect(await world.audit()).toEqual([
    ['direct', 'direct'],
    ['foreign', 'foreign'],
  ]);
  const violations = await world.bodies('violation');
  expect(violations.map((v) => v.code)).toEqual(['direct', 'foreign']);
  expect((await world.run('octocat', 'audit')).exit).toBe(1);
  await world.judged();
  expect(await world.bodies('violation')).toHaveLength(2);
});

test('a push that was taken back before anybody looked is known all the same', async () => {
  await using world = await adoptedWorld();
  const before = await world.head('main');
  const hidden = await world.push('karim', 'main', { 'fix.txt': 'live\n' }, 'Hide me');
  await world.git('karim', 'push', '--quiet', '--force', 'origin', `${before}:refs/heads/main`);
  await world.judged();
  expect((await world.bodies('push')).map((p) => p.commit)).toContain(hidden);
  expect((await world.bodies('violation')).map((v) => v.commit)).toContain(hidden);
});

test('staging fast-forwarded onto production goes on being judged right', async () => {
  await using world = await adoptedWorld();
  await world.promoted({ 'a.txt': 'one\n' });
  await world.git('sara', 'checkout', '--quiet', '-B', 'staging', 'origin/staging');
  await world.git('sara', 'merge', '--quiet', '--ff-only', 'origin/main');
  await world.git('sara', 'push', '--quiet', 'origin', 'staging');
  expect(await world.head('staging')).toBe(await world.head('main'));
  expect(await world.tryMerge()).toBe('nothing-to-promote');
  const second = await world.promoted({ 'a.txt': 'two\n' });
  expect(await world.tree('origin/main')).toBe(await world.tree(second.candidate));
  expect(await world.audit()).toEqual([
    ['promoted', null],
    ['promoted', null],
  ]);
});
