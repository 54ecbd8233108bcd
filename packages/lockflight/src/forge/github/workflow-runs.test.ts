import { describe, expect, test } from 'vitest';
import { forgeTold, octocat, repositoryJson, sha } from './recorded-server.fixture.ts';

const PATH = '.github/workflows/ci.yml';
const run = (more: object) => ({
  id: 9,
  path: PATH,
  event: 'push',
  head_sha: sha('a'),
  head_branch: 'main',
  repository: repositoryJson,
  head_repository: repositoryJson,
  status: 'completed',
  conclusion: 'success',
  run_attempt: 1,
  display_title: 'ci',
  actor: octocat,
  created_at: '2026-11-20T14:02:00Z',
  updated_at: '2026-11-20T14:03:00Z',
  html_url: 'https://github.com/acme/koomy/actions/runs/9',
  ...more,
});

const read = async (more: object) => {
  const { forge } = await forgeTold({ 'GET /repos/acme/koomy/actions/runs/9': { json: run(more) } });
  return forge.workflowRun(9);
};

describe('whose run it is', () => {
  test.each([
    [PATH, PATH],
    [`${PATH}@refs/heads/main`, PATH],
    [`${PATH}@main`, PATH],
    [`${PATH}@refs/heads/a@b`, PATH],
    [`acme/other/${PATH}@main`, `acme/other/${PATH}`],
  ])('%s is a run of %s', async (path, workflow) => {
    expect((await read({ path })).workflow).toBe(workflow);
  });

  test('a file with an @ in its name is not the one that is called as its beginning', async () => {
    expect((await read({ path: `${PATH}@main.yml` })).workflow).toBe(`${PATH}@main.yml`);
    expect((await read({ path: `${PATH}@x.yaml@refs/heads/main` })).workflow).toBe(`${PATH}@x.yaml`);
  });

  test('a head repository that is gone was a fork', async () => {
    expect((await read({})).fork).toBe(false);
    expect((await read({ head_repository: null })).fork).toBe(true);
    expect((await read({ head_repository: { ...repositoryJson, id: 8 } })).fork).toBe(true);
  });

  test('a pull request of another repository, with a number of its own, is none of ours', async () => {
    const of = (number: number, id: number) => ({
      number,
      head: { ref: 'feature', sha: sha('a'), repo: { id: repositoryJson.id } },
      base: { ref: 'main', sha: sha('b'), repo: { id } },
    });
    const { pullRequests } = await read({ pull_requests: [of(7, 8), of(41, repositoryJson.id)] });
    expect(pullRequests).toEqual([{ number: 41, base: sha('b'), head: sha('a') }]);
  });
});
