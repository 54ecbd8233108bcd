import { describe, expect, test } from 'vitest';
import { forgeTold, type Heard, octocat, repositoryJson, sha, type Told } from './recorded-server.fixture.ts';

const ISSUES = 'GET /repos/acme/koomy/issues';
const issue = (number: number) => ({
  number,
  title: `Issue ${number}`,
  labels: [],
  html_url: `https://github.com/acme/koomy/issues/${number}`,
  created_at: '2026-11-20T14:02:00Z',
});

/** Numbered pages of `size` out of `total`, as GitHub links them. */
const paged =
  (total: number, size: number, change: (page: number, told: Told) => Told = (_page, told) => told) =>
  ({ query, host }: Heard): Told => {
    const page = Number(query.get('page') ?? '1');
    const items = Array.from({ length: total }, (_, index) => issue(index + 1)).slice((page - 1) * size, page * size);
    const next = `<http://${host}/repos/acme/koomy/issues?page=${page + 1}>; rel="next", <http://${host}/x>; rel="last"`;
    return change(page, { json: items, headers: page * size < total ? { link: next } : {} });
  };

describe('a list is complete or an error', () => {
  test('three pages', async () => {
    const { forge, heard } = await forgeTold({ [ISSUES]: paged(250, 100) });
    expect((await forge.openIssues([])).map(({ number }) => number)).toEqual(Array.from({ length: 250 }, (_, index) => index + 1));
    expect(heard).toHaveLength(3);
    expect(heard[0]?.query.get('per_page')).toBe('100');
  });

  test.each([
    ['409, which Octokit takes for the end', { status: 409, json: { message: 'moved' } }, 'forge-conflict'],
    ['404', { status: 404, json: {} }, 'forge-not-found'],
    ['500 for good', { status: 500 }, 'forge-unavailable'],
    ['nothing', { fault: 'drop' }, 'forge-unavailable'],
    ['no list', { json: { items: [] } }, 'forge-nonsense'],
  ] as const)('the second page is %s', async (_name, told, code) => {
    const { forge } = await forgeTold({ [ISSUES]: paged(250, 100, (page, fine) => (page === 2 ? told : fine)) });
    await expect(forge.openIssues([])).rejects.toMatchObject({ code });
  });

  test('a page that leads to itself', async () => {
    const circle = ({ host }: Heard): Told => ({
      json: [issue(1)],
      headers: { link: `<http://${host}/repos/acme/koomy/issues?page=2>; rel="next"` },
    });
    const { forge } = await forgeTold({ [ISSUES]: circle });
    await expect(forge.openIssues([])).rejects.toMatchObject({ code: 'forge-nonsense' });
  });

  test('a list that never ends', async () => {
    const forever = ({ host, query }: Heard): Told => ({
      json: [],
      headers: { link: `<http://${host}/repos/acme/koomy/issues?page=${Number(query.get('page') ?? '1') + 1}>; rel="next"` },
    });
    const { forge } = await forgeTold({ [ISSUES]: forever });
    await expect(forge.openIssues([])).rejects.toMatchObject({ code: 'forge-nonsense' });
  });

  test('a page elsewhere is not followed: the token would travel there', async () => {
    const elsewhere: Told = { json: [issue(1)], headers: { link: '<http://127.0.0.1:9/steal>; rel="next"' } };
    const { forge } = await forgeTold({ [ISSUES]: elsewhere });
    await expect(forge.openIssues([])).rejects.toMatchObject({ code: 'forge-nonsense' });
  });

  test('a counted list that is shorter than its count', async () => {
    const { forge } = await forgeTold({
      [`GET /repos/acme/koomy/commits/${sha('a')}/check-runs`]: { json: { total_count: 2, check_runs: [] } },
    });
    await expect(forge.checkRuns(sha('a'))).rejects.toMatchObject({ code: 'forge-nonsense' });
  });
});

describe('activities', () => {
  const ACTIVITY = 'GET /repos/acme/koomy/activity';
  const move = (id: number, at: string, type = 'push', ref = 'refs/heads/main') => ({
    id,
    before: sha('0'),
    after: sha('a'),
    ref,
    timestamp: at,
    activity_type: type,
    actor: type === 'push' ? octocat : null,
  });

  test('cursors are followed, the oldest comes first, another ref is not of this branch', async () => {
    const { forge, heard } = await forgeTold({
      [ACTIVITY]: ({ query, host }) =>
        query.has('after')
          ? { json: [move(5, '2026-11-20T15:00:00Z', 'pr_merge'), move(4, '2026-11-20T14:00:00Z', 'force_push')] }
          : {
              json: [move(3, '2026-11-20T14:00:00Z'), move(9, '2026-11-20T13:00:00Z', 'push', 'refs/heads/main-2')],
              headers: { link: `<http://${host}/repos/acme/koomy/activity?after=x&per_page=100>; rel="next"` },
            },
    });
    const pushes = await forge.pushes('main');
    expect(pushes.map(({ id, kind }) => [id, kind])).toEqual([
      [3, 'push'],
      [4, 'force-push'],
      [5, 'pull-request-merge'],
    ]);
    expect(pushes[0]?.by).toEqual({ id: 1, login: 'octocat', kind: 'user' });
    expect(pushes[1]?.by).toBeUndefined();
    expect(heard[0]?.query.get('ref')).toBe('refs/heads/main');
  });

  test('an activity that GitHub does not describe', async () => {
    const { forge } = await forgeTold({ [ACTIVITY]: { json: [move(1, '2026-11-20T15:00:00Z', 'teleport')] } });
    await expect(forge.pushes('main')).rejects.toMatchObject({ code: 'forge-nonsense' });
  });
});

describe('runs of workflows: a search ends after a thousand', () => {
  const RUNS = 'GET /repos/acme/koomy/actions/runs';
  const TOTAL = 1150;
  const minute = (at: number) => new Date(Date.UTC(2026, 0, 1) + at * 60_000).toISOString();
  const run = (at: number) => ({
    id: at,
    path: '.github/workflows/ci.yml@refs/heads/main',
    event: 'push',
    head_sha: sha('a'),
    head_branch: null,
    head_repository: null,
    repository: { id: 7 },
    status: 'waiting',
    conclusion: null,
    display_title: 'CI',
    actor: octocat,
    created_at: minute(at),
    run_started_at: minute(at),
    updated_at: minute(at),
    html_url: 'https://github.com/acme/koomy/actions/runs/1',
    pull_requests: [],
  });

  const searched = ({ query, host }: Heard): Told => {
    const [since = '*', until = '*'] = (query.get('created') ?? '*..*').split('..');
    const fitting = Array.from({ length: TOTAL }, (_, index) => run(TOTAL - index)).filter(
      (one) => (since === '*' || one.created_at >= since) && (until === '*' || one.created_at <= until),
    );
    const page = Number(query.get('page') ?? '1');
    const shown = fitting.slice(0, 1000);
    const created = encodeURIComponent(`${since}..${until}`);
    const link = `<http://${host}/repos/acme/koomy/actions/runs?created=${created}&page=${page + 1}>; rel="next"`;
    return {
      json: { total_count: fitting.length, workflow_runs: shown.slice((page - 1) * 100, page * 100) },
      headers: page * 100 < shown.length ? { link } : {},
    };
  };

  test('what lies before is asked for too', async () => {
    const { forge } = await forgeTold({ [RUNS]: searched });
    const runs = await forge.workflowRuns({});
    expect(runs).toHaveLength(TOTAL);
    expect(new Set(runs.map(({ id }) => id)).size).toBe(TOTAL);
    expect(runs[0]).toMatchObject({ workflow: '.github/workflows/ci.yml', fork: true, status: 'queued', headBranch: '', attempt: 1 });
    expect((await forge.workflowRuns({ createdSince: minute(100) })).length).toBe(1051);
  });

  test('a workflow that does not exist has no runs; a repository that does not exist is an error', async () => {
    const none = await forgeTold({ [RUNS]: { json: { total_count: 0, workflow_runs: [] } } });
    expect(await none.forge.workflowRuns({ workflow: '.github/workflows/ci.yml' })).toEqual([]);
    expect(none.heard[0]?.path).toBe('/repos/acme/koomy/actions/workflows/ci.yml/runs');
    const nowhere = await forgeTold({});
    await expect(nowhere.forge.workflowRuns({ workflow: 'ci.yml' })).rejects.toMatchObject({ code: 'forge-not-found' });
  });
});

test('a branch that is not there, and a repository that is not there', async () => {
  const { forge } = await forgeTold({ 'GET /repos/acme/koomy': { json: repositoryJson } });
  expect(await forge.branchHead('gone')).toBeUndefined();
  const nowhere = await forgeTold({});
  await expect(nowhere.forge.branchHead('main')).rejects.toMatchObject({ code: 'forge-not-found' });
});
