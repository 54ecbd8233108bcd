import { describe, expect, test } from 'vitest';
import type { TheWorld } from './world.fixture.ts';

const CI = '.github/workflows/ci.yml';

export function checksSuite(world: TheWorld): void {
  describe('check runs', () => {
    const ours = async (commit: string) =>
      (await world().as('reader').checkRuns(commit)).filter(({ name }) => name === 'lockflight / production');

    test('set, changed, set back: one row that counts', async () => {
      const { commit } = await world().commit('check-set', { 'a.txt': '1' });
      const draft = { name: 'lockflight / production', commit, title: '2 of 9', summary: '' };
      await world()
        .as('app')
        .setCheckRun({ ...draft, conclusion: 'pending' });
      const [waiting] = await ours(commit);
      expect(waiting).toMatchObject({ commit, status: 'in-progress', title: '2 of 9' });
      expect(waiting?.conclusion).toBeUndefined();
      await world()
        .as('app')
        .setCheckRun({ ...draft, conclusion: 'failure' });
      await world()
        .as('app')
        .setCheckRun({ ...draft, conclusion: 'success', title: 'Prêt' });
      expect(await ours(commit)).toMatchObject([{ status: 'completed', conclusion: 'success', title: 'Prêt' }]);
      await world()
        .as('app')
        .setCheckRun({ ...draft, conclusion: 'pending' });
      const newest = (await ours(commit)).at(-1);
      expect(newest?.status).toBe('in-progress');
      expect(newest?.app).toEqual(waiting?.app);
    });

    test('with remarks on lines, more than go into one request', async () => {
      const { commit } = await world().commit('check-annotated', { 'a.txt': '1' });
      const annotations = Array.from({ length: 120 }, (_, index) => ({
        path: 'a.txt',
        startLine: index + 1,
        endLine: index + 1,
        level: 'warning' as const,
        title: 'Été',
        message: `${index}`,
      }));
      const draft = { name: 'annotated', commit, conclusion: 'failure', title: 'x', summary: 's', text: 't', annotations } as const;
      await world().as('app').setCheckRun(draft);
      const [run] = await world().as('reader').checkRuns(commit);
      expect(await world().annotations(run?.id ?? 0)).toEqual(annotations.map(({ message }) => message));
    });

    test('people cannot make one', async () => {
      const { commit } = await world().commit('check-people', { 'a.txt': '1' });
      const draft = { name: 'ci', commit, conclusion: 'success', title: 'x', summary: '' } as const;
      await expect(world().as('admin').setCheckRun(draft)).rejects.toMatchObject({ code: 'forge-forbidden' });
      expect(await world().as('reader').checkRuns(commit)).toEqual([]);
    });

    test('more than a page of them', async () => {
      const { commit } = await world().commit('check-many', { 'a.txt': '1' });
      const app = world().as('app');
      for (let at = 0; at < 101; at += 1) await app.setCheckRun({ name: `c${at}`, commit, conclusion: 'success', title: 'x', summary: '' });
      expect(new Set((await app.checkRuns(commit)).map(({ name }) => name)).size).toBe(101);
    });
  });

  describe('workflow runs', () => {
    test('found by workflow, event, commit and branch', async () => {
      const { commit } = await world().commit('runs', { 'a.txt': '1' });
      const about = { workflow: CI, event: 'push', commit, branch: 'runs', conclusion: 'success' } as const;
      const id = await world().run(about);
      const other = await world().run({ ...about, workflow: '.github/workflows/other.yml', event: 'schedule', conclusion: 'failure' });
      const reader = world().as('reader');
      const [run] = await reader.workflowRuns({ workflow: CI, headCommit: commit });
      expect(run).toMatchObject({ id, workflow: CI, event: 'push', headCommit: commit, headBranch: 'runs', fork: false });
      expect(run).toMatchObject({ status: 'completed', conclusion: 'success', attempt: 1 });
      const ids = async (filter: Parameters<typeof reader.workflowRuns>[0]) => (await reader.workflowRuns(filter)).map((found) => found.id);
      expect(await ids({ headCommit: commit, event: 'schedule' })).toEqual([other]);
      expect((await ids({ branch: 'runs' })).toSorted((a, b) => a - b)).toEqual([id, other]);
      expect(await ids({ headCommit: commit, createdSince: '2100-01-01T00:00:00Z' })).toEqual([]);
      expect(await ids({ headCommit: 'f'.repeat(40) })).toEqual([]);
      expect(await ids({ workflow: '.github/workflows/none.yml' })).toEqual([]);
      expect(await reader.workflowRun(id)).toEqual(run);
      expect(await reader.jobs(id, 1)).toMatchObject([{ name: 'test', status: 'completed', conclusion: 'success' }]);
    });

    test('more than a page of them', async () => {
      const { commit } = await world().commit('runs-many', { 'a.txt': '1' });
      for (let at = 0; at < 101; at += 1)
        await world().run({ workflow: CI, event: 'push', commit, branch: 'runs-many', conclusion: 'success' });
      expect(await world().as('reader').workflowRuns({ headCommit: commit })).toHaveLength(101);
    });

    test('dispatched: a run by who asked for it', async () => {
      await world().workflow('.github/workflows/hold.yml');
      await world().as('writer').dispatchWorkflow('.github/workflows/hold.yml', 'main', { step: 'staging-production', why: 'Soldes' });
      const runs = await world().as('reader').workflowRuns({ workflow: '.github/workflows/hold.yml', event: 'workflow_dispatch' });
      expect(runs).toMatchObject([{ headBranch: 'main', actor: { login: world().login('writer'), kind: 'user' } }]);
    });

    test('a workflow that is not there, an account that may not', async () => {
      await expect(world().as('writer').dispatchWorkflow('none.yml', 'main', {})).rejects.toMatchObject({ code: 'forge-not-found' });
      await world().workflow('.github/workflows/refused.yml');
      const refused = world().as('reader').dispatchWorkflow('refused.yml', 'main', {});
      await expect(refused).rejects.toMatchObject({ code: 'forge-forbidden' });
    });
  });
}
