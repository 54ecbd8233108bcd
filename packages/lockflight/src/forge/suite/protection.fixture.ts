import { describe, expect, test } from 'vitest';
import { openPull } from './pull-requests.fixture.ts';
import type { TheWorld } from './world.fixture.ts';

const RULES = { approvals: 1, checks: ['ci'], strict: true, admins: true } as const;

export function protectionSuite(world: TheWorld): void {
  describe('protection', () => {
    test('a branch without', async () => {
      await world().commit('unprotected', { 'a.txt': '1' });
      expect(await world().as('admin').protection('unprotected')).toMatchObject({
        enforced: false,
        pullRequestRequired: false,
        requiredChecks: [],
        forcePushAllowed: true,
        deletionAllowed: true,
      });
    });

    test.each([true, false])('a branch with it, administrators included: %s', async (admins) => {
      const branch = `protected-${admins}`;
      await world().commit(branch, { 'a.txt': '1' });
      await world().protect(branch, { ...RULES, admins });
      const protection = await world().as('admin').protection(branch);
      expect(protection).toMatchObject({
        ref: branch,
        enforced: true,
        pullRequestRequired: true,
        requiredApprovals: 1,
        upToDateRequired: true,
        forcePushAllowed: false,
        deletionAllowed: false,
        adminsBypass: !admins,
        bypassKnown: true,
      });
      expect(protection.requiredChecks.map(({ name }) => name)).toEqual(['ci']);
    });

    test('it refuses a merge that lacks an approval, and lets it through with one', async () => {
      await world().commit('guarded', { 'a.txt': '1' });
      await world().protect('guarded', { ...RULES, checks: [] });
      const { number, head } = await openPull(world(), 'into-guarded', 'guarded');
      const merge = () => world().as('writer').mergePullRequest(number, { method: 'merge', head: head.commit });
      await expect(merge()).rejects.toMatchObject({ code: 'forge-rejected' });
      await world().as('reviewer').review(number, { event: 'APPROVE', body: '', commit: head.commit });
      expect((await merge()).commit).toMatch(/^[0-9a-f]{40}$/);
    });

    test('a required check is waited for', async () => {
      await world().commit('checked', { 'a.txt': '1' });
      await world().protect('checked', { ...RULES, approvals: 0, checks: ['lockflight / production'] });
      const { number, head } = await openPull(world(), 'into-checked', 'checked');
      const merge = () => world().as('writer').mergePullRequest(number, { method: 'merge', head: head.commit });
      const check = { name: 'lockflight / production', commit: head.commit, title: 'x', summary: '' };
      await world()
        .as('app')
        .setCheckRun({ ...check, conclusion: 'pending' });
      await expect(merge()).rejects.toMatchObject({ code: 'forge-rejected' });
      await world()
        .as('app')
        .setCheckRun({ ...check, conclusion: 'failure' });
      await expect(merge()).rejects.toMatchObject({ code: 'forge-rejected' });
      await world()
        .as('app')
        .setCheckRun({ ...check, conclusion: 'success' });
      expect((await merge()).commit).toMatch(/^[0-9a-f]{40}$/);
    });

    test('tags', async () => {
      await world().protectTags('archive/*');
      const kept = await world().as('admin').protection('refs/tags/archive/2026-11-20');
      expect(kept).toMatchObject({ enforced: true, forcePushAllowed: false, deletionAllowed: false });
      expect(await world().as('admin').protection('refs/tags/v1')).toMatchObject({ enforced: false, deletionAllowed: true });
    });

    test('no such branch', async () => {
      await expect(world().as('admin').protection('no-such-branch')).rejects.toMatchObject({ code: 'forge-not-found' });
    });
  });
}
