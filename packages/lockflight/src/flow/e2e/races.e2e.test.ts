/** Many at once: people who promote, recorders that run; whatever the order, one thing comes out. */
import { expect, test } from 'vitest';
import { type AdoptedWorld, adoptedWorld } from './adopted-world.fixture.ts';
import { SMALL_CONTRACT, SMALL_FILES } from './small-contract.fixture.ts';

const pulls = async (world: AdoptedWorld): Promise<readonly { number: number; state: string; merged: boolean }[]> => {
  const { body } = await world.api('octocat', 'GET', '/pulls?state=all&per_page=100');
  return body.map((p: { number: number; state: string; merged_at: string | null }) => ({
    number: p.number,
    state: p.state,
    merged: p.merged_at !== null,
  }));
};

test('two candidates race: the newest goes on, the other gives way and says to which', async () => {
  await using world = await adoptedWorld();
  const first = await world.ready({ 'a.txt': 'one\n' });
  world.pass(await world.push('sara', 'staging', { 'a.txt': 'two\n' }));
  const second = await world.open();
  await world.sign('octocat', second.number);
  expect(await world.judged()).toEqual({ [first.number]: 'closed', [second.number]: 'passed' });
  expect(await pulls(world)).toEqual([
    { number: second.number, state: 'open', merged: false },
    { number: first.number, state: 'closed', merged: false },
  ]);
  const outcomes = await Promise.all([world.merge(first.number), world.merge(second.number)]);
  expect(outcomes).toEqual([405, 200]);
  await world.judged();
  const bodies = await world.bodies('promotion');
  expect(bodies.filter((p) => p.pullRequest === first.number).at(-1)).toMatchObject({
    phase: 'superseded',
    reason: { en: expect.stringContaining(`#${second.number}`) },
  });
  expect(await world.audit()).toEqual([['promoted', null]]);
});

test('an older promotion that is opened again gives way to the newer one, and takes over when that is given up', async () => {
  await using world = await adoptedWorld();
  const first = await world.ready({ 'a.txt': 'one\n' });
  await world.push('sara', 'staging', { 'a.txt': 'two\n' });
  const second = await world.open();
  await world.judged();
  await world.api('karim', 'PATCH', `/pulls/${first.number}`, { state: 'open' });
  expect(await world.judged()).toEqual({ [first.number]: 'superseded', [second.number]: 'blocked' });
  expect(await world.check(first.head)).toBe('failure');
  await world.api('karim', 'PATCH', `/pulls/${second.number}`, { state: 'closed' });
  // It is no longer the head of staging, which the step asks for: but it is judged again.
  expect(await world.judged()).toEqual({ [first.number]: 'blocked', [second.number]: 'closed' });
});

test('where the first goes first, the second has to wait', async () => {
  const contract = SMALL_CONTRACT.replace('    waivable:', '    supersede: first\n    waivable:').replace(
    '{ head-only: true }',
    '{ head-only: false }',
  );
  await using world = await adoptedWorld({ files: { ...SMALL_FILES, 'lockflight.yaml': contract } });
  const first = await world.ready({ 'a.txt': 'one\n' });
  world.pass(await world.push('sara', 'staging', { 'a.txt': 'two\n' }));
  const refused = await world.run('karim', 'promote', 'staging', 'production');
  expect(refused).toMatchObject({ exit: 1 });
  expect(refused.err).toContain('promotion-open');
  expect(await world.judged()).toEqual({ [first.number]: 'passed' });
  expect(await world.merge(first.number)).toBe(200);
  await world.judged();
  const second = await world.open();
  await world.sign('octocat', second.number);
  expect((await world.judged())[second.number]).toBe('passed');
});

test('a base that moved under the first keeps the second no longer', async () => {
  const contract = SMALL_CONTRACT.replace('    waivable:', '    supersede: first\n    waivable:');
  await using world = await adoptedWorld({ files: { ...SMALL_FILES, 'lockflight.yaml': contract } });
  const first = await world.ready({ 'a.txt': 'one\n' });
  await world.push('karim', 'main', { 'fix.txt': 'live\n' });
  const second = await world.open();
  expect(await world.judged()).toEqual({ [first.number]: 'closed', [second.number]: 'blocked' });
});
