/**
 * Somebody who can write, and nothing more, at production's own line: each way around the gates is named, whatever the dates and the graph say. One world
 * for all of them, and one look of the recorder at the end: what nobody looked at in between is known all the same.
 */
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { adoptedWorld } from '../adopted-world.fixture.ts';

test('a fake merge, a push and its revert, a fast-forward of staging, a forged date: none passes for a promotion or a rollback', async () => {
  await using world = await adoptedWorld();
  const sara = async (...args: readonly string[]): Promise<string> => (await world.git('sara', ...args)).trim();
  const push = async (...refs: readonly string[]): Promise<void> => {
    world.sim.clock.advance(60_000);
    await sara('push', '--quiet', '--force', 'origin', ...refs);
  };
  await world.promoted({ 'a.txt': 'one\n' });
  await push('origin/staging:refs/heads/scratch');

  // `merge -s ours`: the graph says that staging is in production, the tree says that nothing of it is.
  await world.push('sara', 'staging', { 'a.txt': 'two\n' });
  await sara('checkout', '--quiet', '-B', 'main', 'origin/main');
  await sara('merge', '--quiet', '--no-ff', '-s', 'ours', '-m', 'Merge staging', 'origin/staging');
  await push('main');
  // A push and its revert: production has had that tree, so a later return to it might look like a rollback.
  const evil = await world.push('sara', 'main', { 'evil.txt': 'x\n' }, 'Try something');
  await world.push('sara', 'main', { 'evil.txt': null }, 'Revert "Try something"');
  // A commit straight on production, dated before everything, and staging moved onto it: now both lines have it, and staging's clock says "first".
  const parent = await sara('rev-parse', 'origin/main');
  const tree = await world.tree(await world.push('sara', 'scratch', { 'b.txt': 'never tried\n' }));
  const date = 'Fri, 2 Jan 2009 03:04:05 +0000';
  const raw = `tree ${tree}\nparent ${parent}\nauthor sara <s@example.org> ${Date.parse(date) / 1000} +0000\ncommitter sara <s@example.org> ${Date.parse(date) / 1000} +0000\n\nLong ago\n`;
  const file = join(await world.clone('sara'), '.git', 'old-commit');
  await writeFile(file, raw);
  const dated = await sara('hash-object', '-t', 'commit', '-w', file);
  await push(`${dated}:refs/heads/main`);
  await push(`${dated}:refs/heads/staging`);

  const recorded = await world.record();
  expect(recorded.exit).toBe(0);
  expect((await world.audit()).slice(1)).toEqual([
    ['ungated', 'ungated'],
    ['direct', 'direct'],
    ['rollback', 'unproven-rollback'],
    ['direct', 'direct'],
  ]);
  // Nothing of it is hidden by a date: the ledger knows when it came.
  const since = world.sim.clock.now().toISOString().slice(0, 10);
  const { json } = await world.run('octocat', 'audit', '--json', '--since', since);
  expect(json.states.map((s: { commit: string }) => s.commit)).toContain(dated);
  // And none of it is gone back to.
  const back = await world.run('karim', 'rollback', 'production', '--to', evil, '--json');
  expect(back.json.error.code).not.toBe('internal-error');
  expect(back.exit).not.toBe(0);
});
