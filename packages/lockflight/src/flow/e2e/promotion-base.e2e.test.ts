/** What moves between the verdict and the merge: the base, the head, the check itself. */
import { expect, test } from 'vitest';
import { promote } from '../promote/promote.ts';
import { adoptedWorld } from './adopted-world.fixture.ts';

const phases = async (world: Awaited<ReturnType<typeof adoptedWorld>>) =>
  (await world.bodies('promotion')).map((p) => `#${p.pullRequest} ${p.phase}`);

test('a base that moves after the check is green: nothing is merged, and what came in between has to be proven', async () => {
  await using world = await adoptedWorld();
  const first = await world.ready({ 'a.txt': 'one\n' });
  const stray = await world.push('karim', 'main', { 'hotfix.txt': 'now\n' }, 'Fix it live');
  // Asking again makes another promotion, on the new base; the one before is closed.
  const second = await world.open();
  expect(second.number).not.toBe(first.number);
  expect(await world.merge(first.number)).toBe(405);
  expect(await world.judged()).toEqual({ [first.number]: 'closed', [second.number]: 'blocked' });
  const verdict = (await world.run('karim', 'verdict', 'staging', 'production', '--json')).json;
  const blocked = verdict.gates.find((g: { id: string }) => g.id === 'up-to-date');
  expect(blocked.outcome).toBe('blocked');
  expect(blocked.reason.en ?? blocked.reason).toContain(stray.slice(0, 7));
  expect(await world.audit()).toEqual([['direct', 'direct']]);

  // Brought to staging, it is proven like everything else.
  await world.git('sara', 'checkout', '--quiet', '-B', 'staging', 'origin/staging');
  await world.git('sara', 'merge', '--quiet', '--no-ff', '-m', 'Bring the fix back', 'origin/main');
  await world.git('sara', 'push', '--quiet', 'origin', 'staging');
  world.pass(await world.head('staging'));
  const third = await world.open();
  await world.sign('octocat', third.number);
  expect((await world.judged())[third.number]).toBe('passed');
  expect(await world.tryMerge()).toBe('merged');
  await world.judged();
  expect(await world.audit()).toEqual([
    ['direct', 'direct'],
    ['promoted', null],
  ]);
});

test('a base that moves while `promote --wait` waits is refused by name', async () => {
  await using world = await adoptedWorld();
  await world.push('sara', 'staging', { 'a.txt': 'one\n' });
  const sleep = async (): Promise<void> => {
    await world.push('karim', 'main', { 'hotfix.txt': 'now\n' }, 'Fix it live');
  };
  const waiting = promote(
    { ...(await world.worldOf('karim')), sleep },
    { from: 'staging', to: 'production', wait: { seconds: 3600, everySeconds: 1 } },
  );
  await expect(waiting).rejects.toMatchObject({ code: 'base-moved' });
});

test('once the base moved, the recorder turns the check red, and a merge all the same is a violation', async () => {
  await using world = await adoptedWorld();
  const { number, head } = await world.ready({ 'a.txt': 'one\n' });
  await world.push('karim', 'main', { 'hotfix.txt': 'now\n' }, 'Fix it live');
  expect(await world.judged()).toEqual({ [number]: 'superseded' });
  expect(await world.check(head)).toBe('failure');
  expect(await phases(world)).toEqual([`#${number} proposed`, `#${number} ready`, `#${number} superseded`]);
  // Somebody who presses the forge's own button all the same gets a violation, never a promotion.
  expect(await world.merge(number)).toBe(200);
  await world.judged();
  expect((await world.bodies('promotion')).at(-1)).toMatchObject({ phase: 'failed' });
  expect((await world.audit()).map(([, violation]) => violation !== null)).toEqual([true, true]);
});

test('with strict protection the forge itself refuses what is behind, and pushes', async () => {
  await using world = await adoptedWorld();
  world.sim.protect(world.repository, 'main', {
    required_status_checks: { strict: true, checks: [{ context: 'lockflight / production' }] },
    required_pull_request_reviews: { required_approving_review_count: 0 },
    enforce_admins: true,
    restrictions: null,
  });
  await expect(world.push('karim', 'main', { 'hotfix.txt': 'now\n' })).rejects.toThrow(/protected|pull request/i);
  const first = await world.ready({ 'a.txt': 'one\n' });
  await world.sim.commit(world.repository, { branch: 'main', files: { 'x.txt': 'x' }, message: 'Past every rule', by: 'karim' });
  expect(await world.merge(first.number)).toBe(405);
  expect(await world.judged()).toEqual({ [first.number]: 'superseded' });
});

test('a promotion branch that is edited after the verdict is superseded, and made again when asked', async () => {
  await using world = await adoptedWorld();
  const { number, head, branch } = await world.ready({ 'a.txt': 'one\n' });
  const edited = await world.push('sara', branch, { 'smuggled.txt': 'hi\n' }, 'One more thing');
  expect(await world.judged()).toEqual({ [number]: 'superseded' });
  expect(await world.check(edited)).toBe('failure');
  expect(await phases(world)).toEqual([`#${number} proposed`, `#${number} ready`, `#${number} superseded`]);
  const again = await world.open();
  expect(again).toMatchObject({ branch });
  expect(again.number).not.toBe(number);
  expect(await world.tree(again.head)).toBe(await world.tree(head));
  // The approval was of the tree, which is the same.
  expect((await world.judged())[again.number]).toBe('passed');
  expect(await world.tryMerge()).toBe('merged');
  await world.judged();
  expect(await world.audit()).toEqual([['promoted', null]]);
});

test("the forge's own update of the branch supersedes it, and its merge is no promotion", async () => {
  await using world = await adoptedWorld();
  const { number } = await world.ready({ 'a.txt': 'one\n' });
  await world.push('karim', 'main', { 'hotfix.txt': 'now\n' });
  expect((await world.api('karim', 'PUT', `/pulls/${number}/update-branch`, {})).status).toBe(202);
  expect(await world.judged()).toEqual({ [number]: 'superseded' });
  expect(await world.merge(number)).toBe(200);
  await world.judged();
  expect((await world.bodies('promotion')).at(-1)).toMatchObject({ phase: 'failed' });
  expect((await world.audit()).every(([, violation]) => violation !== null)).toBe(true);
});

test('a check that somebody else set green merges nothing', async () => {
  await using world = await adoptedWorld();
  await world.push('sara', 'staging', { 'a.txt': 'one\n' });
  const { number, head } = await world.open();
  await world.judged();
  const { token } = world.sim.addApp({ slug: 'forger', permissions: { checks: 'write', contents: 'read', metadata: 'read' } });
  const forged = await fetch(`${world.sim.apiUrl}/repos/${world.repository}/check-runs`, {
    method: 'POST',
    headers: { authorization: `Bearer ${token}` },
    body: JSON.stringify({ name: 'lockflight / production', head_sha: head, status: 'completed', conclusion: 'success' }),
  });
  expect(forged.status).toBe(201);
  expect(await world.tryMerge()).toBe('waiting');
  expect(await world.merge(number)).toBe(200); // by the forge's own button, unprotected
  await world.judged();
  expect((await world.bodies('promotion')).at(-1)).toMatchObject({ phase: 'ungated' });
  expect(await world.audit()).toEqual([['ungated', 'ungated']]);
});

test('a promotion that was closed can be asked for again, and goes through', async () => {
  await using world = await adoptedWorld();
  const first = await world.ready({ 'a.txt': 'one\n' });
  expect(await world.check(first.head)).toBe('success');
  await world.api('karim', 'PATCH', `/pulls/${first.number}`, { state: 'closed' });
  await world.judged();
  // Opened again and merged at once it would be a violation: its check must not say that it may be.
  expect(await world.check(first.head)).toBe('failure');
  const second = await world.open();
  expect(second).toMatchObject({ branch: first.branch, head: first.head });
  expect((await world.judged())[second.number]).toBe('passed');
  expect(await world.tryMerge()).toBe('merged');
  await world.judged();
  expect(await phases(world)).toEqual([
    `#${first.number} proposed`,
    `#${first.number} ready`,
    `#${first.number} abandoned`,
    `#${second.number} proposed`,
    `#${second.number} ready`,
    `#${second.number} merged`,
  ]);
  expect(await world.audit()).toEqual([['promoted', null]]);
});

test('a pull request that only has the name of a promotion stops nobody', async () => {
  await using world = await adoptedWorld();
  const real = await world.ready({ 'a.txt': 'one\n' });
  const [, suffix] = real.branch.split('-on-');
  const fake = `lockflight/promote/release-aaaaaaaaaa-on-${suffix}`;
  await world.git('sara', 'push', '--quiet', 'origin', `origin/staging:refs/heads/${fake}`);
  const opened = await world.api('sara', 'POST', '/pulls', { title: 'Mine first', head: fake, base: 'main' });
  await world.git('sara', 'push', '--quiet', 'origin', 'origin/main:refs/heads/lockflight/promote/integrate-x');
  const integrate = await world.push(
    'sara',
    'lockflight/promote/integrate-x',
    { 'b.txt': 'b' },
    `x\n\nStep: integrate\nCandidate: ${real.candidate}\nTree: x`,
  );
  expect(integrate).toBeTruthy();
  const strange = await world.api('sara', 'POST', '/pulls', { title: 'Strange', head: 'lockflight/promote/integrate-x', base: 'staging' });
  expect(await world.judged()).toEqual({ [real.number]: 'passed', [opened.body.number]: 'refused', [strange.body.number]: 'refused' });
});
