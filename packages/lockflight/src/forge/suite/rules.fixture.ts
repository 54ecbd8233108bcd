import { describe, expect, test } from 'vitest';
import type { ClassicProtection, RulesetDraft } from '../rules-port.ts';
import { openPull } from './pull-requests.fixture.ts';
import type { TheWorld } from './world.fixture.ts';

const draftFor = (branch: string, more: Partial<RulesetDraft> = {}): RulesetDraft => ({
  name: `rules of ${branch}`,
  target: 'branch',
  enforcement: 'active',
  include: [`refs/heads/${branch}`],
  exclude: [],
  rules: [{ type: 'deletion' }, { type: 'non-fast-forward' }],
  bypass: [],
  ...more,
});

const CLASSIC: ClassicProtection = {
  pullRequest: { approvals: 1, dismissStale: true, codeOwners: false, lastPushApproval: true, bypass: [] },
  checks: { strict: true, checks: [{ name: 'ci' }, { name: 'lockflight / production', app: 15368 }] },
  enforceAdmins: true,
  forcePushAllowed: false,
  deletionAllowed: false,
  linearHistory: false,
  conversations: true,
  locked: false,
};

export function rulesSuite(world: TheWorld): void {
  describe('rulesets', () => {
    test('made, read back, changed and removed; the same draft twice is the same ruleset', async () => {
      const admin = world().as('admin');
      await world().commit('ruled', { 'a.txt': '1' });
      const draft = draftFor('ruled', {
        exclude: ['refs/heads/ruled/x'],
        rules: [
          { type: 'deletion' },
          {
            type: 'pull-request',
            approvals: 2,
            dismissStale: true,
            codeOwners: false,
            lastPushApproval: true,
            conversations: false,
            mergeMethods: ['merge'],
          },
          { type: 'checks', checks: [{ name: 'ci' }, { name: 'lockflight / production', app: 15368 }], strict: true },
        ],
        bypass: [{ who: { kind: 'role', id: 5 }, mode: 'pull-request' }],
      });
      const made = await admin.createRuleset(draft);
      expect(made).toMatchObject({ ...draft, source: 'repository' });
      expect((await admin.rulesets()).find(({ id }) => id === made.id)).toEqual(made);
      expect(await admin.updateRuleset(made.id, draft)).toEqual(made);
      expect(await admin.updateRuleset(made.id, made.bypass === undefined ? draft : { ...made, bypass: made.bypass })).toEqual(made);
      const rules = await world().as('reader').branchRules('ruled');
      expect(rules.filter(({ ruleset }) => ruleset === made.id).map(({ rule }) => rule.type)).toEqual([
        'deletion',
        'pull-request',
        'checks',
      ]);
      expect((await admin.updateRuleset(made.id, { ...draft, enforcement: 'evaluate' })).enforcement).toBe('evaluate');
      expect((await admin.branchRules('ruled')).filter(({ ruleset }) => ruleset === made.id)).toEqual([]);
      await admin.removeRuleset(made.id);
      expect((await admin.rulesets()).some(({ id }) => id === made.id)).toBe(false);
      await expect(admin.removeRuleset(made.id)).rejects.toMatchObject({ code: 'forge-not-found' });
    });

    test('who may not change them is not told who gets past', async () => {
      const { id } = await world()
        .as('admin')
        .createRuleset(draftFor('hidden', { bypass: [{ who: { kind: 'organization-owners' }, mode: 'always' }] }));
      const seen = (await world().as('reader').rulesets()).find((ruleset) => ruleset.id === id);
      expect(seen?.bypass).toBeUndefined();
      expect(seen?.own).toBe('never');
      const whole = (await world().as('admin').rulesets()).find((ruleset) => ruleset.id === id);
      expect(whole?.bypass).toEqual([{ who: { kind: 'organization-owners' }, mode: 'always' }]);
      expect(whole?.own).toBe('always');
      await expect(world().as('writer').createRuleset(draftFor('x'))).rejects.toMatchObject({ code: 'forge-forbidden' });
    });

    test("the organisation's are told apart, and are not changed here", async () => {
      await world().organizationRuleset('of all', 'refs/heads/everywhere');
      const [found] = (await world().as('admin').branchRules('everywhere')).filter(({ rule }) => rule.type === 'deletion');
      expect(found?.source).toBe('organization');
      const ruleset = (await world().as('reader').rulesets()).find(({ id }) => id === found?.ruleset);
      expect(ruleset).toMatchObject({ name: 'of all', source: 'organization', include: ['refs/heads/everywhere'] });
      const changing = world()
        .as('admin')
        .updateRuleset(found?.ruleset ?? 0, draftFor('everywhere'));
      await expect(changing).rejects.toMatchObject({ code: 'forge-not-found' });
    });

    test('they refuse: another way of merging, and what only a bypass may do', async () => {
      const admin = world().as('admin');
      await world().commit('only-merges', { 'a.txt': '1' });
      const pull = { approvals: 0, dismissStale: false, codeOwners: false, lastPushApproval: false, conversations: false };
      const first = await admin.createRuleset(
        draftFor('only-merges', { rules: [{ type: 'pull-request', ...pull, mergeMethods: ['merge'] }] }),
      );
      const { number, head } = await openPull(world(), 'into-only-merges', 'only-merges');
      const merge = (method: 'merge' | 'squash') => world().as('writer').mergePullRequest(number, { method, head: head.commit });
      await expect(merge('squash')).rejects.toMatchObject({ code: 'forge-rejected' });
      const second = await admin.createRuleset(draftFor('only-merges', { name: 'closed', rules: [{ type: 'update' }] }));
      await expect(merge('merge')).rejects.toMatchObject({ code: 'forge-rejected' });
      await admin.updateRuleset(
        second.id,
        draftFor('only-merges', { name: 'closed', enforcement: 'disabled', rules: [{ type: 'update' }] }),
      );
      expect((await merge('merge')).commit).toMatch(/^[0-9a-f]{40}$/);
      await admin.removeRuleset(first.id);
    });

    test('a branch that is not there yet is bound as well', async () => {
      await world().as('admin').createRuleset(draftFor('not-yet'));
      expect(await world().as('reader').branchRules('not-yet')).toHaveLength(2);
    });
  });

  describe('classic protection', () => {
    test('set, read back, set again, taken away', async () => {
      const admin = world().as('admin');
      await world().commit('classic', { 'a.txt': '1' });
      expect(await admin.classicProtection('classic')).toBeUndefined();
      await admin.setClassicProtection('classic', CLASSIC);
      const read = await admin.classicProtection('classic');
      expect(read).toMatchObject(CLASSIC);
      await admin.setClassicProtection('classic', { ...CLASSIC, ...read });
      expect(await admin.classicProtection('classic')).toEqual(read);
      await admin.removeClassicProtection('classic');
      expect(await admin.classicProtection('classic')).toBeUndefined();
    });

    test('with people and teams', async () => {
      const admin = world().as('admin');
      await world().commit('classic-people', { 'a.txt': '1' });
      const { pullRequest: _, ...rest } = CLASSIC;
      const team = world().team.split('/')[1] ?? '';
      const restrictions = [{ kind: 'team', name: team } as const, { kind: 'user', name: world().login('writer') } as const];
      await admin.setClassicProtection('classic-people', { ...rest, restrictions });
      const read = await admin.classicProtection('classic-people');
      expect(read?.restrictions).toEqual(restrictions.map((one) => expect.objectContaining(one)));
      expect(read?.pullRequest).toBeUndefined();
    });

    test('not for who may not see it, nor for a branch that is not there', async () => {
      await expect(world().as('writer').classicProtection('main')).rejects.toMatchObject({ code: 'forge-not-found' });
      await expect(world().as('admin').classicProtection('no-such-branch')).rejects.toMatchObject({ code: 'forge-not-found' });
      await expect(world().as('admin').setClassicProtection('no-such-branch', CLASSIC)).rejects.toMatchObject({ code: 'forge-not-found' });
    });
  });

  test('ways of merging', async () => {
    const admin = world().as('admin');
    await admin.allowMergeMethods({ rebase: false });
    expect((await admin.repository()).mergeMethods).toEqual({ merge: true, squash: true, rebase: false });
    await admin.allowMergeMethods({ rebase: true });
    expect((await admin.repository()).mergeMethods).toEqual({ merge: true, squash: true, rebase: true });
    await expect(world().as('writer').allowMergeMethods({ merge: false })).rejects.toMatchObject({ code: 'forge-forbidden' });
  });
}
