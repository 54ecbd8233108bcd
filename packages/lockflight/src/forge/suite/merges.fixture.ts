import { describe, expect, test } from 'vitest';
import { openPull } from './pull-requests.fixture.ts';
import type { TheWorld } from './world.fixture.ts';

export function mergesSuite(world: TheWorld): void {
  describe('merging', () => {
    test('a merge commit: base first, head second, and the tree of both', async () => {
      const before = await world().as('reader').branchHead('main');
      const { number, head } = await openPull(world(), 'merge-commit');
      const { commit } = await world()
        .as('writer')
        .mergePullRequest(number, { method: 'merge', head: head.commit, title: 'Été', message: 'oui' });
      const merged = await world().inspect(commit);
      expect(merged.parents).toEqual([before, head.commit]);
      expect(merged.tree).toBe((await world().inspect(head.commit)).tree);
      expect(await world().as('reader').branchHead('main')).toBe(commit);
      const after = await world().as('reader').pullRequest(number);
      expect(after).toMatchObject({ state: 'closed', merged: { commit, by: { login: world().login('writer') } } });
      expect((await world().as('reader').pushes('main')).at(-1)).toMatchObject({ kind: 'pull-request-merge', after: commit });
    });

    test.each(['squash', 'rebase'] as const)('%s: one commit on top of the base', async (method) => {
      const before = await world().as('reader').branchHead('main');
      const { number, head } = await openPull(world(), `merge-${method}`);
      const { commit } = await world().as('writer').mergePullRequest(number, { method, head: head.commit });
      expect((await world().inspect(commit)).parents).toEqual([before]);
    });

    test('a head that moved is not merged', async () => {
      const before = await world().as('reader').branchHead('main');
      const { number, head } = await openPull(world(), 'merge-moved');
      await world().commit('merge-moved', { 'moved.txt': 'x' });
      const merging = world().as('writer').mergePullRequest(number, { method: 'merge', head: head.commit });
      await expect(merging).rejects.toMatchObject({ code: 'forge-conflict' });
      expect(await world().as('reader').branchHead('main')).toBe(before);
      expect((await world().as('reader').pullRequest(number)).state).toBe('open');
    });

    test('what conflicts with its base, or is merged already, is refused', async () => {
      const first = await world().commit('conflict-a', { 'same.txt': 'a' });
      const second = await world().commit('conflict-b', { 'same.txt': 'b' });
      const writer = world().as('writer');
      const one = await writer.createPullRequest({ title: 'a', body: '', head: 'conflict-a', base: 'main' });
      const two = await writer.createPullRequest({ title: 'b', body: '', head: 'conflict-b', base: 'main' });
      await writer.mergePullRequest(one.number, { method: 'merge', head: first.commit });
      const again = writer.mergePullRequest(one.number, { method: 'merge', head: first.commit });
      await expect(again).rejects.toMatchObject({ code: 'forge-rejected' });
      const conflicting = writer.mergePullRequest(two.number, { method: 'merge', head: second.commit });
      await expect(conflicting).rejects.toMatchObject({ code: 'forge-rejected' });
    });

    test('who may only read may not merge', async () => {
      const { number, head } = await openPull(world(), 'merge-reader');
      const merging = world().as('reader').mergePullRequest(number, { method: 'merge', head: head.commit });
      await expect(merging).rejects.toMatchObject({ code: expect.stringMatching(/^forge-(?:forbidden|not-found)$/) });
    });

    test('the pull requests behind a commit', async () => {
      const { number, head } = await openPull(world(), 'merge-behind');
      const { commit } = await world().as('writer').mergePullRequest(number, { method: 'merge', head: head.commit });
      for (const behind of [commit, head.commit]) {
        expect((await world().as('reader').pullRequestsOf(behind)).map((pull) => pull.number)).toEqual([number]);
      }
      await expect(world().as('reader').pullRequestsOf('f'.repeat(40))).rejects.toMatchObject({ code: 'forge-not-found' });
    });
  });
}
