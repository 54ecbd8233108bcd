import { describe, expect, it } from 'vitest';
import { acme, asking, forge } from '../visitor.fixture.ts';

const HOLD = `name: Hold
run-name: "lockflight \${{ inputs.act }} \${{ inputs.step }} by \${{ github.actor }} \${{ secrets.NOTHING }}."
on:
  workflow_dispatch:
    inputs:
      act: { required: true, type: string }
      step: { default: staging-production }
`;

const world = async () => {
  const sim = await forge();
  const people = await acme(sim);
  const head = await sim.commit('acme/app', {
    files: { '.github/workflows/hold.yml': HOLD, '.github/workflows/ci.yml': 'on: [push]\njobs: {}\n' },
    message: 'workflows',
  });
  return { sim, head, ...people };
};

const dispatches = (file: string) => `/repos/acme/app/actions/workflows/${file}/dispatches`;

describe('dispatching a workflow', () => {
  it('makes a run whose title carries the inputs', async () => {
    const { sim, asWim, head } = await world();
    expect((await asWim('POST', dispatches('hold.yml'), { ref: 'main', inputs: { act: 'hold' } })).status).toBe(204);
    const [run] = (await asWim('GET', '/repos/acme/app/actions/workflows/hold.yml/runs')).body.workflow_runs;
    expect(run).toMatchObject({
      name: 'Hold',
      path: '.github/workflows/hold.yml',
      event: 'workflow_dispatch',
      status: 'queued',
      conclusion: null,
      head_branch: 'main',
      head_sha: head,
      actor: { login: 'wim' },
      display_title: 'lockflight hold staging-production by wim .',
    });
    const [queued] = sim.queuedRuns('acme/app');
    expect(queued?.inputs).toEqual({ act: 'hold', step: 'staging-production' });
    sim.finishRun('acme/app', run.id, { jobs: ['hold'] });
    expect((await asWim('GET', `/repos/acme/app/actions/runs/${run.id}`)).body).toMatchObject({
      status: 'completed',
      conclusion: 'success',
    });
  });

  it.each([
    ['a workflow that is not there', 'none.yml', { ref: 'main' }, 404],
    ['one without the trigger', 'ci.yml', { ref: 'main' }, 422],
    ['a ref that is not there', 'hold.yml', { ref: 'nowhere', inputs: { act: 'x' } }, 422],
    ['an input that it does not know', 'hold.yml', { ref: 'main', inputs: { act: 'x', other: '1' } }, 422],
    ['a missing input', 'hold.yml', { ref: 'main' }, 422],
  ])('refuses %s', async (_, file, body, status) => {
    const { asWim } = await world();
    expect((await asWim('POST', dispatches(file), body)).status).toBe(status);
  });

  it('needs write access', async () => {
    const { asRita } = await world();
    expect((await asRita('POST', dispatches('hold.yml'), { ref: 'main', inputs: { act: 'x' } })).status).toBe(403);
  });
});

describe('runs', () => {
  it('are found by workflow, event, head, branch, status and period; with jobs by attempt', async () => {
    const { sim, asWim, head } = await world();
    sim.clock.freeze(new Date('2026-05-01T00:00:00Z'));
    const draft = {
      workflow: '.github/workflows/ci.yml',
      jobs: ['test', { name: 'lint', conclusion: 'failure' as const }],
      headCommit: head,
      headBranch: 'main',
    };
    const first = sim.completeRun('acme/app', { ...draft, conclusion: 'failure' });
    sim.clock.advance(86_400_000);
    sim.completeRun('acme/app', { ...draft, jobs: ['test'], event: 'pull_request', headBranch: 'topic' });
    const ids = async (query: string) =>
      (await asWim('GET', `/repos/acme/app/actions/runs?${query}`)).body.workflow_runs.map((run: { id: number }) => run.id - first.id);
    expect((await ids('')).length).toBe(2);
    for (const query of [
      'event=push',
      'branch=main',
      'status=failure',
      'created=<2026-05-02',
      'created=*..2026-05-01T12:00:00Z',
      'created=2026-05-01',
    ])
      expect(await ids(query), query).toEqual([0]);
    expect((await ids('created=>=2026-05-01T00:00:00Z')).length).toBe(2);
    expect(await ids(`head_sha=${'0'.repeat(40)}`)).toEqual([]);
    sim.finishRun('acme/app', first.id, { jobs: ['test', 'lint'] });
    expect((await asWim('GET', `/repos/acme/app/actions/runs/${first.id}`)).body).toMatchObject({ run_attempt: 2, conclusion: 'success' });
    const conclusions = async (path: string) =>
      (await asWim('GET', `/repos/acme/app/actions/runs/${first.id}${path}`)).body.jobs.map(
        (job: { conclusion: string }) => job.conclusion,
      );
    expect(await conclusions('/attempts/1/jobs')).toEqual(['failure', 'failure']);
    expect(await conclusions('/jobs')).toEqual(['success', 'success']);
    expect((await asWim('GET', `/repos/acme/app/actions/runs/${first.id}/attempts/3/jobs`)).status).toBe(404);
    expect((await asWim('GET', '/repos/acme/app/actions/workflows/hold.yml/runs')).body.total_count).toBe(0);
    expect((await asWim('GET', '/repos/acme/app/actions/workflows/none.yml/runs')).status).toBe(404);
  });
});

describe('check runs', () => {
  it('are made by Apps only, and changed by the one that made them', async () => {
    const { sim, asWim, head } = await world();
    const path = '/repos/acme/app/check-runs';
    const draft = { name: 'lockflight / production', head_sha: head, status: 'in_progress', output: { title: 'Judging', summary: '...' } };
    expect(await asWim('POST', path, draft)).toMatchObject({ status: 403, body: { message: 'You must authenticate via a GitHub App.' } });
    const app = sim.addApp({ slug: 'lockflight', permissions: { checks: 'write', contents: 'read' } });
    const other = sim.addApp({ slug: 'other', permissions: { checks: 'write' } });
    const made = await asking(sim, app.token)('POST', path, draft);
    expect(made).toMatchObject({ status: 201, body: { status: 'in_progress', conclusion: null, app: { id: app.id, slug: 'lockflight' } } });
    const one = `${path}/${made.body.id}`;
    expect((await asking(sim, other.token)('PATCH', one, { conclusion: 'success' })).status).toBe(403);
    expect((await asking(sim, app.token)('PATCH', one, { status: 'completed' })).status).toBe(422);
    expect((await asking(sim, app.token)('PATCH', one, { conclusion: 'success' })).body).toMatchObject({
      status: 'completed',
      conclusion: 'success',
      output: { title: 'Judging' },
    });
  });

  it('are listed: the latest of each name and App, or all', async () => {
    const { sim, asRita, head } = await world();
    const draft = { workflow: '.github/workflows/ci.yml', jobs: ['test'], headCommit: head, headBranch: 'main' };
    sim.completeRun('acme/app', { ...draft, conclusion: 'failure' });
    sim.completeRun('acme/app', draft);
    const app = sim.addApp({ slug: 'lockflight', permissions: { checks: 'write' } });
    await asking(sim, app.token)('POST', '/repos/acme/app/check-runs', { name: 'test', head_sha: head, conclusion: 'neutral' });
    const list = async (query: string) =>
      (await asRita('GET', `/repos/acme/app/commits/main/check-runs${query}`)).body.check_runs.map(
        (run: { app: { id: number }; conclusion: string }) => `${run.app.id === 15368 ? 'actions' : 'app'}:${run.conclusion}`,
      );
    expect(await list('')).toEqual(['app:neutral', 'actions:success']);
    expect(await list('?filter=all')).toHaveLength(3);
    expect(await list('?app_id=15368&check_name=test')).toEqual(['actions:success']);
    expect(await list('?check_name=none')).toEqual([]);
  });
});
