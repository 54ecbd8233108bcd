import { describe, expect, test } from 'vitest';
import type { TheWorld } from './world.fixture.ts';

const NOWHERE = 'f'.repeat(40);

export function repositorySuite(world: TheWorld): void {
  describe('the repository', () => {
    test('what it is, and what this account may do', async () => {
      const info = await world().as('admin').repository();
      expect(info).toMatchObject({
        fullName: world().fullName,
        defaultBranch: 'main',
        private: true,
        archived: false,
        permission: 'admin',
      });
      expect(info).toMatchObject({ mergeMethodsKnown: true, mergeMethods: { merge: true, squash: true, rebase: true } });
      expect((await world().as('writer').repository()).permission).toBe('write');
      expect((await world().as('reader').repository()).permission).toBe('read');
    });

    test('a private repository is hidden from strangers', async () => {
      await expect(world().as('stranger').repository()).rejects.toMatchObject({ code: 'forge-not-found' });
      await expect(world().as('stranger').branchHead('main')).rejects.toMatchObject({ code: 'forge-not-found' });
      await expect(world().elsewhere('writer', 'nobody/nothing').repository()).rejects.toMatchObject({ code: 'forge-not-found' });
      await expect(world().as('revoked').repository()).rejects.toMatchObject({ code: 'forge-unauthorized' });
    });
  });

  describe('accounts', () => {
    test('who I am', async () => {
      const me = await world().as('writer').viewer();
      expect(me).toMatchObject({ login: world().login('writer'), kind: 'user' });
      expect(await world().as('reader').account(me.login)).toEqual(me);
    });

    test('who I am, for an App', async () => {
      const me = await world().as('app').viewer();
      expect(me.login).toBe(world().login('app'));
      expect(me.kind).not.toBe('user');
    });

    test('an App is no person', async () => {
      const bot = await world().as('writer').account(world().login('app'));
      expect(bot.kind).not.toBe('user');
    });

    test('nobody of that name', async () => {
      await expect(world().as('writer').account('no-such-account-here')).rejects.toMatchObject({ code: 'forge-not-found' });
    });

    test('members of a team', async () => {
      const members = await world().as('admin').teamMembers(world().team);
      expect(members.map(({ login }) => login)).toEqual([world().login('reviewer')]);
      await expect(world().as('admin').teamMembers(`${world().team}-none`)).rejects.toMatchObject({ code: 'forge-not-found' });
    });
  });

  describe('commits and branches', () => {
    test('a commit, its tree, its account', async () => {
      const { commit, tree } = await world().commit('facts', { 'facts.txt': 'Où ? 日本' });
      const info = await world().as('reader').commitInfo(commit);
      expect(info).toMatchObject({ commit, tree, author: { login: world().login('writer'), kind: 'user' } });
      await expect(world().as('reader').commitInfo(NOWHERE)).rejects.toMatchObject({ code: 'forge-not-found' });
    });

    test.each(['plain', 'feature/with/slashes', 'odd#%é'])('the head of %s', async (branch) => {
      expect(await world().as('reader').branchHead(branch)).toBeUndefined();
      const { commit } = await world().commit(branch, { 'head.txt': branch });
      expect(await world().as('reader').branchHead(branch)).toBe(commit);
    });

    test('a part of a name is not the name', async () => {
      await world().commit('prefix/inner', { 'a.txt': '1' });
      expect(await world().as('reader').branchHead('prefix')).toBeUndefined();
      expect(await world().as('reader').branchHead('prefix/inn')).toBeUndefined();
    });
  });

  describe('pushes', () => {
    test('every move of a branch, the oldest first, with who moved it', async () => {
      const first = await world().commit('moved', { 'a.txt': '1' });
      const second = await world().commit('moved', { 'b.txt': '2' }, { by: 'reviewer' });
      const third = await world().commit('moved', { 'c.txt': '3' }, { replace: true });
      await world().deleteBranch('moved');
      const pushes = await world().as('reader').pushes('moved');
      expect(pushes.map(({ kind }) => kind)).toEqual(['branch-creation', 'push', 'force-push', 'branch-deletion']);
      expect(pushes.map(({ after }) => after).slice(0, 3)).toEqual([first.commit, second.commit, third.commit]);
      expect(pushes.map(({ before }) => before).slice(1)).toEqual([first.commit, second.commit, third.commit]);
      expect(pushes.every(({ ref }) => ref === 'refs/heads/moved')).toBe(true);
      expect(pushes[1]?.by?.login).toBe(world().login('reviewer'));
      expect(pushes.map(({ at }) => at)).toEqual(pushes.map(({ at }) => at).toSorted());
    });

    test('more than a page of them', async () => {
      await world().pushOften('busy', 103);
      const pushes = await world().as('reader').pushes('busy');
      expect(pushes).toHaveLength(103);
      for (const [index, { before }] of pushes.slice(1).entries()) expect(before).toBe(pushes[index]?.after);
    });

    test('a branch that never was has none', async () => {
      expect(await world().as('reader').pushes('never')).toEqual([]);
    });
  });
}
