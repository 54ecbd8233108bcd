import { describe, expect, it } from 'vitest';
import { acme, asking, forge } from '../visitor.fixture.ts';

describe('who may ask', () => {
  it('401 for a bad token, 404 for what may not be seen, 403 for what may not be done', async () => {
    const sim = await forge();
    const { asRita, asWim } = await acme(sim);
    const stranger = sim.addUser({ login: 'zoe' });
    expect(await asking(sim, 'ghp_wrong')('GET', '/user')).toMatchObject({ status: 401, body: { message: 'Bad credentials' } });
    expect((await asking(sim)('GET', '/user')).status).toBe(401);
    expect((await asking(sim)('GET', '/repos/acme/app')).status).toBe(404);
    expect((await asking(sim, stranger.token)('GET', '/repos/acme/app')).status).toBe(404);
    expect((await asRita('GET', '/repos/acme/app')).body.permissions).toMatchObject({ pull: true, push: false, admin: false });
    const head = (await asWim('GET', '/repos/acme/app/branches/main')).body.commit.sha;
    const refused = await asRita('POST', '/repos/acme/app/git/refs', { ref: 'refs/heads/x', sha: head });
    expect(refused).toMatchObject({ status: 403, body: { documentation_url: expect.any(String), status: '403' } });
    expect((await asWim('PATCH', '/repos/acme/app', { archived: true })).status).toBe(403);
  });

  it('a revoked token stands for nobody', async () => {
    const sim = await forge();
    const { wim, asWim } = await acme(sim);
    sim.revoke(wim.token);
    expect((await asWim('GET', '/user')).status).toBe(401);
  });

  it('anybody reads what is public', async () => {
    const sim = await forge();
    sim.addUser({ login: 'olga' });
    await sim.createRepository({ owner: 'olga', name: 'open', files: { 'a.txt': 'a\n' } });
    expect((await asking(sim)('GET', '/repos/olga/open/branches/main')).status).toBe(200);
    expect((await asking(sim)('POST', '/repos/olga/open/issues', { title: 'x' })).status).toBe(401);
  });

  it('an App has its permissions and nothing more', async () => {
    const sim = await forge();
    await acme(sim);
    sim.addTeam({ org: 'acme', slug: 'product', members: ['rita'] });
    const app = sim.addApp({ slug: 'lockflight', permissions: { checks: 'write', contents: 'read', members: 'read' } });
    const ask = asking(sim, app.token);
    const refused = { status: 403, body: { message: 'Resource not accessible by integration' } };
    expect((await ask('GET', '/repos/acme/app')).status).toBe(200);
    expect(await ask('GET', '/user')).toMatchObject(refused);
    expect((await ask('POST', `${sim.url}/api/graphql`, { query: '{ viewer { login } }' })).body.data.viewer.login).toBe('lockflight[bot]');
    expect((await ask('GET', '/users/lockflight[bot]')).body.type).toBe('Bot');
    expect(await ask('GET', '/repos/acme/app/branches/main/protection')).toMatchObject(refused);
    expect((await ask('GET', '/orgs/acme/teams/product/members')).body).toMatchObject([{ login: 'rita', type: 'User' }]);
    const workflow = asking(sim, sim.actionsToken('acme/app'));
    expect(await workflow('GET', '/orgs/acme/teams/product/members')).toMatchObject(refused);
    expect(await workflow('GET', '/repos/acme/app/environments/production/secrets')).toMatchObject(refused);
  });

  it('a team gives its role, and is seen by members of the organization only', async () => {
    const sim = await forge();
    const { asRita } = await acme(sim);
    const zoe = sim.addUser({ login: 'zoe' });
    const asZoe = asking(sim, zoe.token);
    expect((await asZoe('GET', '/orgs/acme/teams/ops/members')).status).toBe(404);
    sim.addTeam({ org: 'acme', slug: 'ops', members: ['zoe'] });
    sim.grant('acme/app', '@acme/ops', 'maintain');
    expect((await asZoe('GET', '/repos/acme/app')).body.permissions).toMatchObject({ maintain: true, admin: false });
    expect((await asRita('GET', '/repos/acme/app/collaborators/zoe/permission')).body).toMatchObject({
      permission: 'write',
      role_name: 'maintain',
    });
  });

  it('an archived repository is read only', async () => {
    const sim = await forge();
    const { asOlga } = await acme(sim);
    sim.settings('acme/app', { archived: true });
    expect((await asOlga('GET', '/repos/acme/app')).body.archived).toBe(true);
    expect((await asOlga('POST', '/repos/acme/app/issues', { title: 'x' })).status).toBe(403);
  });
});

describe('pages', () => {
  it('are numbered, with a Link header to the others', async () => {
    const sim = await forge();
    const { asWim } = await acme(sim);
    for (let i = 1; i <= 35; i += 1) await asWim('POST', '/repos/acme/app/issues', { title: `Issue ${i}` });
    const first = await asWim('GET', '/repos/acme/app/issues');
    expect(first.body).toHaveLength(30);
    const next = /<([^>]+)>; rel="next"/.exec(first.headers.get('link') ?? '')?.[1] ?? '';
    const second = await asWim('GET', next);
    expect(second.body.map((issue: { number: number }) => issue.number)).toEqual([5, 4, 3, 2, 1]);
    expect(second.headers.get('link')).not.toContain('rel="next"');
    expect((await asWim('GET', '/repos/acme/app/issues?per_page=100')).headers.get('link')).toBeNull();
  });

  it('of activities go by cursor, in both directions', async () => {
    const sim = await forge();
    const { asWim } = await acme(sim);
    for (let i = 0; i < 6; i += 1) await sim.commit('acme/app', { files: { 'n.txt': `${i}\n` }, message: `${i}` });
    for (const direction of ['desc', 'asc']) {
      const seen: number[] = [];
      let url: string | undefined = `/repos/acme/app/activity?ref=refs/heads/main&per_page=3&direction=${direction}`;
      while (url !== undefined) {
        const page = await asWim('GET', url);
        seen.push(...page.body.map((activity: { id: number }) => activity.id));
        url = /<([^>]+)>; rel="next"/.exec(page.headers.get('link') ?? '')?.[1];
      }
      expect(seen).toHaveLength(7);
      expect(seen).toEqual(seen.toSorted((a, b) => (direction === 'asc' ? a - b : b - a)));
    }
  });
});

describe('the server', () => {
  it('answers nonsense with an error, never with silence', async () => {
    const sim = await forge();
    const { asWim, wim } = await acme(sim);
    expect((await asWim('GET', '/nothing/here')).status).toBe(404);
    expect((await asWim('GET', '/repos/acme/%E0%A4%A')).status).toBe(404);
    expect((await fetch(`${sim.url}/`)).status).toBe(404);
    const headers = { authorization: `token ${wim.token}` };
    for (const body of ['{', '[]', '"x"']) {
      const reply = await fetch(`${sim.apiUrl}/repos/acme/app/issues`, { method: 'POST', headers, body });
      expect(reply.status).toBe(400);
    }
    expect((await asWim('GET', '/repos/acme/app/commits/0000000')).status).toBe(422);
    expect((await asWim('GET', '/repos/acme/app/pulls/x')).status).toBe(404);
  });

  it('keeps a log of requests', async () => {
    const sim = await forge();
    const { asWim } = await acme(sim);
    await asWim('GET', '/repos/acme/app/issues?state=all');
    expect(sim.requests).toMatchObject([
      { method: 'GET', path: '/api/v3/repos/acme/app/issues', query: 'state=all', login: 'wim', status: 200 },
    ]);
  });

  it('knows who committed by the address', async () => {
    const sim = await forge();
    const { asWim } = await acme(sim);
    const sha = await sim.commit('acme/app', { files: { 'a.txt': 'a\n' }, message: 'a', by: 'olga' });
    const commit = (await asWim('GET', `/repos/acme/app/commits/${sha}`)).body;
    expect(commit).toMatchObject({ author: { login: 'olga' }, commit: { author: { email: 'olga@example.org' } }, parents: [{}] });
    expect((await asWim('GET', `/repos/acme/app/compare/main~1...main`)).body).toMatchObject({
      status: 'ahead',
      ahead_by: 1,
      behind_by: 0,
    });
  });

  it("gives a fine-grained token the person's role, and no more than its permissions", async () => {
    const sim = await forge();
    await acme(sim);
    sim.settings('acme/app', { private: true });
    const reads = asking(sim, sim.personToken('wim', { permissions: { contents: 'read', pull_requests: 'write' } }));
    const ref = '/repos/acme/app/git/ref/heads/main';
    const { sha } = (await reads('GET', ref)).body.object;
    const made = await reads('POST', '/repos/acme/app/git/refs', { ref: 'refs/heads/x', sha });
    expect(made).toMatchObject({ status: 403, body: { message: 'Resource not accessible by personal access token' } });
    expect((await reads('GET', '/repos/acme/app/actions/runs')).status).toBe(403);
    expect((await reads('GET', '/user')).body.login).toBe('wim');
    const all = asking(sim, sim.personToken('rita', { permissions: { contents: 'write', administration: 'write' } }));
    expect((await all('POST', '/repos/acme/app/git/refs', { ref: 'refs/heads/x', sha })).body.message).toContain('write access');
  });

  it('makes, lists and refuses references', async () => {
    const sim = await forge();
    const { asWim } = await acme(sim);
    const sha = (await asWim('GET', '/repos/acme/app/git/ref/heads/main')).body.object.sha;
    const post = (ref: string, to = sha) => asWim('POST', '/repos/acme/app/git/refs', { ref, sha: to });
    expect((await post('refs/tags/v1')).status).toBe(201);
    expect((await post('refs/tags/v1')).body.message).toBe('Reference already exists');
    expect((await post('refs/tags/v2', '1'.repeat(40))).body.message).toBe('Object does not exist');
    expect((await post('refs/heads/a..b')).status).toBe(422);
    await post('refs/tags/v10');
    const names = (await asWim('GET', '/repos/acme/app/git/matching-refs/tags/v1')).body.map((r: { ref: string }) => r.ref);
    expect(names).toEqual(['refs/tags/v1', 'refs/tags/v10']);
    const parent = sha;
    const next = await sim.commit('acme/app', { files: { 'a.txt': 'a\n' }, message: 'a' });
    const back = { sha: parent };
    expect((await asWim('PATCH', '/repos/acme/app/git/refs/heads/main', back)).body.message).toBe('Update is not a fast forward');
    expect((await asWim('PATCH', '/repos/acme/app/git/refs/heads/main', { ...back, force: true })).status).toBe(200);
    expect((await asWim('GET', `/repos/acme/app/commits/${next}`)).status).toBe(200);
    expect((await asWim('DELETE', '/repos/acme/app/git/refs/tags/v1')).status).toBe(204);
    expect((await asWim('GET', '/repos/acme/app/git/ref/tags/v1')).status).toBe(404);
  });
});
