import { describe, expect, test } from 'vitest';
import type { TheWorld } from './world.fixture.ts';

export function environmentsSuite(world: TheWorld): void {
  describe('deployments', () => {
    test('what ran when, the oldest first', async () => {
      const first = await world().commit('deployed', { 'a.txt': '1' });
      const second = await world().commit('deployed', { 'b.txt': '2' });
      const app = world().as('app');
      const ids: number[] = [];
      for (const { commit } of [first, second]) {
        const { id } = await app.createDeployment({ environment: 'deployed-here', commit, description: 'Été' });
        await app.setDeploymentStatus(id, 'in_progress');
        await app.setDeploymentStatus(id, 'success');
        ids.push(id);
      }
      const deployments = await world().as('reader').deployments('deployed-here');
      expect(deployments.map(({ id, commit, environment }) => [id, commit, environment])).toEqual([
        [ids[0], first.commit, 'deployed-here'],
        [ids[1], second.commit, 'deployed-here'],
      ]);
      expect(deployments.map(({ statuses }) => statuses.map(({ state }) => state))).toEqual([
        ['in_progress', 'success', 'inactive'],
        ['in_progress', 'success'],
      ]);
      expect(await world().as('reader').deployments('nowhere')).toEqual([]);
    });

    test('more than a page of them', async () => {
      const { commit } = await world().commit('deployed-often', { 'a.txt': '1' });
      const app = world().as('app');
      for (let at = 0; at < 101; at += 1) await app.createDeployment({ environment: 'often', commit });
      expect(await app.deployments('often')).toHaveLength(101);
    });

    test('of one commit, or since a moment', async () => {
      const [old, young] = [await world().commit('since', { 'a.txt': '1' }), await world().commit('since', { 'b.txt': '2' })];
      const app = world().as('app');
      await app.createDeployment({ environment: 'since', commit: old.commit });
      const { id } = await app.createDeployment({ environment: 'since', commit: young.commit, production: false });
      await app.setDeploymentStatus(id, 'success', { description: 'Été', url: 'https://example.org/log' });
      expect((await app.deployments('since', { commit: young.commit })).map((found) => found.id)).toEqual([id]);
      expect(await app.deployments('since', { createdSince: '2999-01-01T00:00:00Z' })).toEqual([]);
      expect(await app.deployments('since', { createdSince: '2000-01-01T00:00:00Z' })).toHaveLength(2);
    });

    test('a commit that is not there', async () => {
      const deploying = world()
        .as('app')
        .createDeployment({ environment: 'nothing', commit: 'f'.repeat(40) });
      await expect(deploying).rejects.toMatchObject({ code: expect.stringMatching(/^forge-(?:rejected|not-found)$/) });
    });
  });

  describe('names of an environment', () => {
    test('secrets and variables, of the repository included', async () => {
      await world().setName('SHARED_SECRET', 'secret');
      await world().setName('SHARED_VARIABLE', 'variable');
      await world().setName('OWN_SECRET', 'secret', 'named');
      await world().setName('OWN_VARIABLE', 'variable', 'named');
      const named = await world().as('app').variableNames('named');
      expect(named).toEqual(expect.arrayContaining(['OWN_SECRET', 'OWN_VARIABLE', 'SHARED_SECRET', 'SHARED_VARIABLE']));
      const other = await world().as('app').variableNames('not-made-yet');
      expect(other).toEqual(expect.arrayContaining(['SHARED_SECRET', 'SHARED_VARIABLE']));
      expect(other).not.toContain('OWN_SECRET');
    });

    test('more than a page of them', async () => {
      for (let at = 0; at < 101; at += 1) await world().setName(`NAME_${at}`, at % 2 === 0 ? 'secret' : 'variable', 'crowded');
      for (let at = 0; at < 101; at += 1) await world().setName(`SECRET_${at}`, 'secret', 'crowded');
      const names = await world().as('app').variableNames('crowded');
      expect(names.filter((name) => /^(?:NAME|SECRET)_\d+$/.test(name))).toHaveLength(202);
    });

    test('who may not read them is not told that there are none', async () => {
      await expect(world().as('reader').variableNames('named')).rejects.toMatchObject({ code: 'forge-forbidden' });
      await expect(world().as('stranger').variableNames('named')).rejects.toMatchObject({ code: 'forge-not-found' });
    });
  });

  describe('a secret', () => {
    test('arrives as it left, in an environment that is made for it, and is replaced', async () => {
      const app = world().as('app');
      await app.setEnvironmentSecret('production / eu', 'LOCKFLIGHT_SIGNING_KEY', 'première clé 🔑\n');
      expect(await world().secretValue('production / eu', 'LOCKFLIGHT_SIGNING_KEY')).toBe('première clé 🔑\n');
      await app.setEnvironmentSecret('production / eu', 'LOCKFLIGHT_SIGNING_KEY', 'second');
      expect(await world().secretValue('production / eu', 'LOCKFLIGHT_SIGNING_KEY')).toBe('second');
      expect(await app.variableNames('production / eu')).toContain('LOCKFLIGHT_SIGNING_KEY');
    });

    test('its place: who may use it, and which names are there', async () => {
      const app = world().as('app');
      expect(await app.environment('not-there')).toBeUndefined();
      expect(await app.secretNames('not-there')).toEqual([]);
      await app.setEnvironmentSecret('placed', 'PLACED', 'x');
      expect(await app.environment('placed')).toEqual({ name: 'placed', branches: 'any', reviewers: 0, waitMinutes: 0 });
      await app.limitEnvironment('placed', 'release/*');
      expect((await app.environment('placed'))?.branches).toEqual([{ pattern: 'release/*', kind: 'branch' }]);
      expect(await app.secretNames('placed')).toEqual(['PLACED']);
      await world().setName('PLACED_ABOVE', 'secret');
      expect(await app.secretNames()).toContain('PLACED_ABOVE');
      expect(await app.secretNames('placed')).toEqual(['PLACED']);
      await expect(world().as('reader').secretNames('placed')).rejects.toMatchObject({ code: 'forge-forbidden' });
    });

    test('for one branch only, and asked twice nothing changes', async () => {
      for (let at = 0; at < 2; at += 1) expect(await world().as('app').limitEnvironment('limited', 'main')).toBe(true);
      expect(await world().as('app').limitEnvironment('limited', 'other')).toBe(false);
      await world().as('app').setEnvironmentSecret('limited', 'KEY', 'value');
      expect(await world().secretValue('limited', 'KEY')).toBe('value');
      expect(await world().as('app').limitEnvironment('limited', 'main')).toBe(false);
    });

    test('not from who may only read', async () => {
      const setting = world().as('reader').setEnvironmentSecret('named', 'X', 'y');
      await expect(setting).rejects.toMatchObject({ code: 'forge-forbidden' });
    });
  });
}
