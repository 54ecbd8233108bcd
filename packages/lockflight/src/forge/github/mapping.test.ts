import sodium from 'libsodium-wrappers';
import { describe, expect, test } from 'vitest';
import { forgeTold, octocat, pullJson, repositoryJson, sha, type Told } from './recorded-server.fixture.ts';

const REPO = '/repos/acme/koomy';

describe('who', () => {
  test.each([
    ['User', 'user'],
    ['Bot', 'bot'],
    ['Organization', 'organization'],
    ['Mannequin', 'bot'],
  ])('%s is %s', async (type, kind) => {
    const { forge } = await forgeTold({ 'GET /users/octocat': { json: { ...octocat, type } } });
    expect(await forge.account('octocat')).toEqual({ id: 1, login: 'octocat', kind });
  });

  test("an installation's token is its App's bot", async () => {
    const { forge } = await forgeTold(
      {
        'GET /api/v3/user': { status: 403, json: { message: 'Resource not accessible by integration' } },
        'POST /api/graphql': { json: { data: { viewer: { login: 'lockflight[bot]' } } } },
        'GET /api/v3/users/lockflight%5Bbot%5D': { json: { id: 9, login: 'lockflight[bot]', type: 'Bot' } },
      },
      { apiPath: '/api/v3' },
    );
    expect(await forge.viewer()).toEqual({ id: 9, login: 'lockflight[bot]', kind: 'bot' });
  });

  test('a team needs its organisation', async () => {
    const { forge } = await forgeTold({ 'GET /orgs/acme/teams/release/members': { json: [octocat] } });
    expect(await forge.teamMembers('@acme/release')).toHaveLength(1);
    await expect(forge.teamMembers('release')).rejects.toMatchObject({ code: 'forge-rejected' });
  });

  test('a commit without an account', async () => {
    const commit = (author: unknown) => ({ json: { sha: sha('a'), commit: { tree: { sha: sha('b') } }, author } });
    const { forge } = await forgeTold({ [`GET ${REPO}/commits/${sha('a')}`]: [commit(octocat), commit(null), commit({})] });
    expect(await forge.commitInfo(sha('a'))).toEqual({
      commit: sha('a'),
      tree: sha('b'),
      author: { id: 1, login: 'octocat', kind: 'user' },
    });
    expect(await forge.commitInfo(sha('a'))).not.toHaveProperty('author');
    expect(await forge.commitInfo(sha('a'))).not.toHaveProperty('author');
  });

  test('a commit that the forge does not have', async () => {
    const told = { status: 422, json: { message: `No commit found for SHA: ${sha('a')}` } };
    const { forge } = await forgeTold({ [`GET ${REPO}/commits/${sha('a')}`]: told, [`GET ${REPO}/commits/${sha('a')}/check-runs`]: told });
    await expect(forge.commitInfo(sha('a'))).rejects.toMatchObject({ code: 'forge-not-found' });
    await expect(forge.checkRuns(sha('a'))).rejects.toMatchObject({ code: 'forge-not-found' });
  });

  test('what a token may not see of the repository is said to be unknown', async () => {
    const { allow_merge_commit: _, permissions: __, ...hidden } = repositoryJson;
    const { forge } = await forgeTold({ [`GET ${REPO}`]: [{ json: repositoryJson }, { json: hidden }] });
    expect(await forge.repository()).toMatchObject({
      mergeMethodsKnown: true,
      permission: 'write',
      mergeMethods: { merge: true, rebase: false },
    });
    expect(await forge.repository()).toMatchObject({ mergeMethodsKnown: false, permission: 'unknown' });
  });
});

describe('pull requests', () => {
  const PULL = `GET ${REPO}/pulls/41`;

  test('open, of this repository, still being looked at', async () => {
    const { forge } = await forgeTold({ [PULL]: { json: pullJson } });
    const pull = await forge.pullRequest(41);
    expect(pull).toMatchObject({ number: 41, body: '', state: 'open', mergeState: 'unknown', createdAt: '2026-11-20T14:02:00.000Z' });
    expect(pull.head).toEqual({ ref: 'lockflight/promote/x', commit: sha('a'), fork: false });
    expect(pull).not.toHaveProperty('mergeable');
    expect(pull).not.toHaveProperty('merged');
  });

  test('merged, of a fork that is gone, by an account that is gone', async () => {
    const json = {
      ...pullJson,
      state: 'closed',
      user: null,
      head: { ...pullJson.head, repo: null },
      closed_at: '2026-11-20T15:00:00+01:00',
      merged_at: '2026-11-20T15:00:00+01:00',
      mergeable: true,
    };
    const { forge } = await forgeTold({ [PULL]: { json } });
    const pull = await forge.pullRequest(41);
    expect(pull.merged).toEqual({ at: '2026-11-20T14:00:00.000Z', commit: sha('c') });
    expect(pull.head.fork).toBe(true);
    expect(pull.author).toEqual({ id: 0, login: 'ghost', kind: 'user' });
  });

  test('words keep every script and lose what could repaint a terminal', async () => {
    const title = `Été 日本 👩‍🚀\u001b]0;owned\u0007 \u202etxt`;
    const { forge } = await forgeTold({ [PULL]: { json: { ...pullJson, title, body: 'one\r\ntwo\tthree\u0000' } } });
    const pull = await forge.pullRequest(41);
    expect(pull.title).toBe('Été 日本 👩‍🚀 ]0;owned   txt');
    expect(pull.body).toBe('one\ntwo\tthree');
  });

  test('updated since: newest first, and no further than needed', async () => {
    const at = (number: number, updated_at: string) => ({ ...pullJson, number, updated_at });
    const { forge, heard } = await forgeTold({
      [`GET ${REPO}/pulls`]: ({ host }): Told => ({
        json: [at(3, '2026-11-20T15:00:00Z'), at(2, '2026-11-20T14:00:00Z'), at(1, '2026-11-20T13:00:00Z')],
        headers: { link: `<http://${host}${REPO}/pulls?page=2>; rel="next"` },
      }),
    });
    const pulls = await forge.pullRequests({ base: 'main', head: 'x', updatedSince: '2026-11-20T14:00:00Z' });
    expect(pulls.map(({ number }) => number)).toEqual([3, 2]);
    expect(heard).toHaveLength(1);
    expect(Object.fromEntries(heard[0]?.query ?? [])).toMatchObject({ base: 'main', head: 'acme:x', sort: 'updated', state: 'all' });
  });

  test('a merge says which head, and how', async () => {
    const { forge, heard } = await forgeTold({ [`PUT ${REPO}/pulls/41/merge`]: { json: { merged: true, sha: sha('d'), message: 'ok' } } });
    expect(await forge.mergePullRequest(41, { method: 'merge', head: sha('a'), title: 'T' })).toEqual({ commit: sha('d') });
    expect(heard[0]?.body).toEqual({ merge_method: 'merge', sha: sha('a'), commit_title: 'T' });
  });

  test('reviews: what is still being written has not been said', async () => {
    const review = (state: string, more: object = {}) => ({
      id: 1,
      user: octocat,
      body: '',
      state,
      commit_id: sha('a'),
      submitted_at: '2026-11-20T14:02:00Z',
      ...more,
    });
    const json = [
      review('APPROVED'),
      { ...review('PENDING'), submitted_at: undefined },
      review('DISMISSED', { user: null, commit_id: null }),
    ];
    const { forge } = await forgeTold({ [`GET ${REPO}/pulls/41/reviews`]: { json } });
    expect((await forge.reviews(41)).map(({ state, commit, author }) => [state, commit, author.id])).toEqual([
      ['approved', sha('a'), 1],
      ['dismissed', '', 0],
    ]);
  });
});

describe('our check run', () => {
  const RUNS = `GET ${REPO}/commits/${sha('a')}/check-runs`;
  const CREATE = `POST ${REPO}/check-runs`;
  const UPDATE = `PATCH ${REPO}/check-runs/5`;
  const draft = { name: 'lockflight / production', commit: sha('a'), conclusion: 'success', title: 'Ready', summary: '' } as const;
  const standing = (more: object) => ({
    json: { total_count: 1, check_runs: [{ id: 5, status: 'in_progress', external_id: 'lockflight', ...more }] },
  });
  const set = async (routes: Readonly<Record<string, Told>>, change = {}) => {
    const { forge, heard } = await forgeTold({ [CREATE]: { status: 201, json: {} }, [UPDATE]: { json: {} }, ...routes });
    await forge.setCheckRun({ ...draft, ...change });
    return heard.filter(({ method }) => method !== 'GET');
  };

  test('none yet: made', async () => {
    const [made] = await set(
      { [RUNS]: { json: { total_count: 0, check_runs: [] } } },
      { conclusion: 'pending', summary: 'x'.repeat(70_000) },
    );
    expect(made).toMatchObject({ method: 'POST', body: { head_sha: sha('a'), status: 'in_progress', name: draft.name } });
    expect(JSON.stringify(made?.body).length).toBeLessThan(65_536);
  });

  test('ours on top: updated', async () => {
    expect(await set({ [RUNS]: standing({}) })).toMatchObject([{ method: 'PATCH', body: { status: 'completed', conclusion: 'success' } }]);
  });

  test("somebody else's on top, or ours finished and waiting again: a new one", async () => {
    expect(await set({ [RUNS]: standing({ external_id: 'other' }) })).toMatchObject([{ method: 'POST' }]);
    expect(await set({ [RUNS]: standing({ status: 'completed' }) }, { conclusion: 'pending' })).toMatchObject([{ method: 'POST' }]);
  });

  test("another App's under our mark cannot be updated, only outdone", async () => {
    const routes = { [RUNS]: standing({}), [UPDATE]: { status: 403, json: { message: 'Invalid app_id' } } };
    expect(await set(routes)).toMatchObject([{ method: 'PATCH' }, { method: 'POST' }]);
  });
});

describe('issues', () => {
  const issue = (number: number, labels: unknown[], more = {}) => ({
    number,
    title: 'x',
    labels,
    html_url: 'https://github.com/acme/koomy/issues/1',
    created_at: '2026-11-20T14:02:00Z',
    ...more,
  });

  test('any of the labels, each issue once, no pull request', async () => {
    const both = issue(2, [{ name: 'Bug' }, 'blocker']);
    const { forge } = await forgeTold({
      [`GET ${REPO}/issues`]: ({ query }) => ({
        json: query.get('labels') === 'bug' ? [both, issue(1, ['bug'])] : [both, issue(3, ['blocker'], { pull_request: {} })],
      }),
    });
    expect((await forge.openIssues(['bug', 'blocker'])).map(({ number }) => number)).toEqual([1, 2]);
  });

  test('a label with a comma is looked for, since it cannot be asked for', async () => {
    const { forge, heard } = await forgeTold({ [`GET ${REPO}/issues`]: { json: [issue(1, ['a, b']), issue(2, ['a']), issue(3, ['b'])] } });
    expect((await forge.openIssues(['a, b'])).map(({ number }) => number)).toEqual([1]);
    expect(heard[0]?.query.has('labels')).toBe(false);
  });

  test('a repository without issues cannot say that none is open', async () => {
    const { forge } = await forgeTold({ [`GET ${REPO}/issues`]: { status: 410, json: { message: 'Issues are disabled for this repo' } } });
    await expect(forge.openIssues(['bug'])).rejects.toMatchObject({ code: 'forge-not-found' });
  });
});

describe('environments', () => {
  const ENV = `${REPO}/environments/prod%20eu`;
  const names = (key: string, ...of: string[]) => ({
    json: { total_count: of.length, [key]: of.map((name) => ({ name, value: 'hidden' })) },
  });
  const shared = { [`GET ${REPO}/actions/secrets`]: names('secrets', 'R_S'), [`GET ${REPO}/actions/variables`]: names('variables', 'R_V') };
  const own = {
    [`GET ${ENV}`]: { json: { id: 1, name: 'prod eu' } },
    [`GET ${ENV}/secrets`]: names('secrets', 'E_S', 'R_S'),
    [`GET ${ENV}/variables`]: names('variables', 'E_V'),
  };
  const repo = { [`GET ${REPO}`]: { json: repositoryJson } };
  const organization = {
    [`GET ${REPO}/actions/organization-secrets`]: names('secrets', 'O_S'),
    [`GET ${REPO}/actions/organization-variables`]: names('variables'),
  };

  test('names from everywhere, each once', async () => {
    const { forge } = await forgeTold({ ...repo, ...shared, ...own, ...organization });
    expect(await forge.variableNames('prod eu')).toEqual(['E_S', 'E_V', 'O_S', 'R_S', 'R_V']);
  });

  test('no such environment, no organisation: the names of the repository', async () => {
    const { forge } = await forgeTold({ ...repo, ...shared });
    expect(await forge.variableNames('prod eu')).toEqual(['R_S', 'R_V']);
  });

  test.each([`GET ${ENV}/secrets`, `GET ${ENV}/variables`, `GET ${REPO}/actions/secrets`, `GET ${REPO}/actions/organization-secrets`])(
    '%s may not be read: no list at all',
    async (hidden) => {
      const { forge } = await forgeTold({
        ...repo,
        ...shared,
        ...own,
        ...organization,
        [hidden]: { status: 403, json: { message: 'No' } },
      });
      await expect(forge.variableNames('prod eu')).rejects.toMatchObject({ code: 'forge-forbidden' });
    },
  );

  test('no such repository', async () => {
    const { forge } = await forgeTold({});
    await expect(forge.variableNames('prod eu')).rejects.toMatchObject({ code: 'forge-not-found' });
  });

  test('a secret leaves sealed; an environment that is there is not made again', async () => {
    await sodium.ready;
    const keys = sodium.crypto_box_keypair();
    const value = 'clé-très-secrète';
    const key = {
      [`GET ${ENV}/secrets/public-key`]: {
        json: { key_id: '568250167242549743', key: sodium.to_base64(keys.publicKey, sodium.base64_variants.ORIGINAL) },
      },
    };
    const put = { [`PUT ${ENV}/secrets/KEY`]: { status: 201, json: {} }, [`PUT ${ENV}`]: { json: {} } };
    for (const [routes, writes] of [
      [{ ...repo, ...own, ...key, ...put }, 1],
      [{ ...repo, ...key, ...put }, 2],
    ] as const) {
      const { forge, heard } = await forgeTold(routes);
      await forge.setEnvironmentSecret('prod eu', 'KEY', value);
      const sent = heard.filter(({ method }) => method === 'PUT');
      expect(sent).toHaveLength(writes);
      const { encrypted_value: sealed, key_id } = (sent.at(-1)?.body ?? {}) as { encrypted_value: string; key_id: string };
      expect(key_id).toBe('568250167242549743');
      const opened = sodium.crypto_box_seal_open(
        sodium.from_base64(sealed, sodium.base64_variants.ORIGINAL),
        keys.publicKey,
        keys.privateKey,
      );
      expect(sodium.to_string(opened)).toBe(value);
      expect(JSON.stringify(heard.map(({ body, path }) => [body, path]))).not.toContain(value);
    }
  });

  test('a public key that is none', async () => {
    const { forge } = await forgeTold({ ...own, [`GET ${ENV}/secrets/public-key`]: { json: { key_id: '1', key: 'AAAA' } } });
    await expect(forge.setEnvironmentSecret('prod eu', 'KEY', 'x')).rejects.toMatchObject({ code: 'forge-nonsense' });
  });
});

test('deployments and their statuses, oldest first', async () => {
  const deployment = (id: number, at: string) => ({
    id,
    environment: 'staging',
    sha: sha('a'),
    ref: 'staging',
    created_at: at,
    creator: null,
  });
  const status = (id: number, state: string) => ({ id, state, created_at: '2026-11-20T15:00:00Z' });
  const { forge } = await forgeTold({
    [`GET ${REPO}/deployments`]: { json: [deployment(2, '2026-11-20T14:00:00Z'), deployment(1, '2026-11-20T13:00:00Z')] },
    [`GET ${REPO}/deployments/1/statuses`]: { json: [status(12, 'inactive'), status(11, 'success')] },
    [`GET ${REPO}/deployments/2/statuses`]: { json: [] },
  });
  expect((await forge.deployments('staging')).map(({ id, statuses }) => [id, statuses.map(({ state }) => state)])).toEqual([
    [1, ['success', 'inactive']],
    [2, []],
  ]);
});

test('a deployment is of exactly this commit, and asks for no checks', async () => {
  const { forge, heard } = await forgeTold({
    [`POST ${REPO}/deployments`]: [
      { status: 201, json: { id: 4 } },
      { status: 202, json: { message: 'merged' } },
    ],
  });
  expect(await forge.createDeployment({ environment: 'staging', commit: sha('a') })).toEqual({ id: 4 });
  expect(heard[0]?.body).toEqual({ ref: sha('a'), environment: 'staging', auto_merge: false, required_contexts: [] });
  await expect(forge.createDeployment({ environment: 'staging', commit: sha('a') })).rejects.toMatchObject({ code: 'forge-nonsense' });
});
