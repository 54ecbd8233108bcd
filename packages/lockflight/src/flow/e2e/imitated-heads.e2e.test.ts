/** Commits that look as if Lockflight had made them: they neither stop the recorder nor are they taken for a promotion. */
import { expect, test } from 'vitest';
import { type AdoptedWorld, adoptedWorld } from './adopted-world.fixture.ts';

const GONE = '1'.repeat(40);

/** The tree, the parents and the trailers of the promotion that somebody is going to ask for, and a `Ledger:` that is none. */
const imitation = async (world: AdoptedWorld, candidate: string, ledger: string | undefined, subject = 'Promote 1 to production') => {
  const base = await world.head('main');
  const tree = (await world.tree(candidate)).trim();
  const trailers = ['Step: release', `Tree: ${tree}`, `Candidate: ${candidate}`, ...(ledger === undefined ? [] : [`Ledger: ${ledger}`])];
  const message = [subject, '', ...trailers].join('\n');
  const head = (await world.git('sara', 'commit-tree', tree, '-p', base, '-p', candidate, '-m', message)).trim();
  const branch = `lockflight/promote/release-${candidate.slice(0, 10)}-on-${base.slice(0, 10)}`;
  await world.git('sara', 'push', '--quiet', 'origin', `${head}:refs/heads/${branch}`);
  return { head, branch };
};

test('a commit of staging that reads like a promotion does not stop the recorder', async () => {
  await using world = await adoptedWorld();
  const message = `Promote x to production\n\nTree: ${await world.tree('origin/staging')}\nLedger: ${GONE}`;
  await world.git('sara', 'checkout', '--quiet', '-B', 'side', 'origin/staging');
  await world.git('sara', 'commit', '--quiet', '--allow-empty', '-m', message);
  await world.git('sara', 'checkout', '--quiet', '-B', 'staging', 'origin/staging');
  await world.git('sara', 'merge', '--quiet', '--no-ff', '-m', 'Bring it', 'side');
  await world.git('sara', 'push', '--quiet', 'origin', 'staging');
  world.pass(await world.push('sara', 'staging', { 'a.txt': 'one\n' }, message));
  const { number } = await world.open();
  await world.sign('octocat', number);
  expect(await world.judged()).toEqual({ [number]: 'passed' });
  expect(await world.tryMerge()).toBe('merged');
  expect((await world.record()).exit).toBe(0);
  expect((await world.run('octocat', 'ledger', 'verify')).exit).toBe(0);
});

for (const [name, ledger, subject] of [
  ['a head of the ledger that never was', GONE, undefined],
  ['no head of the ledger', undefined, undefined],
  ['a subject of its own', 'genuine', 'Ship it'],
] as const)
  test(`a branch that somebody pushed before, with ${name}, is made again`, async () => {
    await using world = await adoptedWorld();
    const candidate = await world.push('sara', 'staging', { 'a.txt': 'one\n' });
    world.pass(candidate);
    const named = ledger === 'genuine' ? await world.head('lockflight/ledger') : ledger;
    const made = await imitation(world, candidate, named, subject);
    const opened = await world.open();
    expect(opened.branch).toBe(made.branch);
    expect(opened.head).not.toBe(made.head);
    await world.sign('octocat', opened.number);
    expect(await world.judged()).toEqual({ [opened.number]: 'passed' });
    expect(await world.tryMerge()).toBe('merged');
    expect((await world.record()).exit).toBe(0);
    expect(await world.audit()).toEqual([['promoted', null]]);
  });

test('an imitation with a pull request of its own is superseded; merged all the same, it stops nothing', async () => {
  await using world = await adoptedWorld();
  const candidate = await world.push('sara', 'staging', { 'a.txt': 'one\n' });
  world.pass(candidate);
  const { branch } = await imitation(world, candidate, GONE);
  const { body } = await world.api('sara', 'POST', '/pulls', { title: 'Promote 1', head: branch, base: 'main' });
  await world.sign('octocat', body.number);
  // One whose name reads backwards at its end, and a deployment from it: they stop nobody either.
  const backwards = 'lockflight/promote/release\u202e';
  await world.git('sara', 'push', '--quiet', 'origin', `${candidate}:refs/heads/${backwards}`);
  const other = (await world.api('sara', 'POST', '/pulls', { title: 'x', head: backwards, base: 'main' })).body;
  world.pass(candidate, { headBranch: backwards });
  await world.api('sara', 'POST', '/deployments', { ref: backwards, environment: 'staging', auto_merge: false, required_contexts: [] });
  expect(await world.judged()).toEqual({ [body.number]: 'superseded', [other.number]: 'refused' });
  expect(await world.merge(body.number)).toBe(200);
  await world.judged();
  expect((await world.bodies('promotion')).at(-1)?.phase).toBe('ungated');
  expect((await world.record()).exit).toBe(0);
});

test('an imitation that is merged before anybody looks is a violation, and stops nobody', async () => {
  await using world = await adoptedWorld();
  const candidate = await world.push('sara', 'staging', { 'a.txt': 'one\n' });
  // One that names no commit at all, and one that names a commit that is no entry.
  for (const ledger of [GONE, candidate]) {
    const { head } = await imitation(world, candidate, ledger);
    await world.git('sara', 'checkout', '--quiet', '-B', 'main', 'origin/main');
    await world.git('sara', 'merge', '--quiet', '--no-ff', '-m', 'Merge it', head);
    await world.git('sara', 'push', '--quiet', 'origin', 'main');
  }
  expect((await world.record()).exit).toBe(0);
  expect((await world.audit()).map(([, violation]) => violation)).toEqual(['ungated', expect.any(String)]);
  expect((await world.bodies('violation')).length).toBe(2);
  // Nor whoever works from a clone of their own, then or later.
  world.pass(await world.push('sara', 'staging', { 'a.txt': 'two\n' }));
  expect((await world.run('karim', 'verdict', 'staging', 'production', '--json')).json.error).toBeUndefined();
  expect((await world.run('octocat', 'ledger', 'verify', '--fetch')).exit).toBe(0);
  expect((await world.record()).exit).toBe(0);
});
