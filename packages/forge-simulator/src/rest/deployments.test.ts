import sodium from 'libsodium-wrappers';
import { describe, expect, it } from 'vitest';
import { acme, asking, forge } from '../visitor.fixture.ts';

describe('a deployment of a branch', () => {
  it('brings the default branch in first, unless told not to', async () => {
    const sim = await forge();
    const { asWim } = await acme(sim);
    const parent = (await asWim('GET', '/repos/acme/app/branches/main')).body.commit.sha;
    const head = await sim.commit('acme/app', { branch: 'topic', parent, files: { 't.txt': 't\n' }, message: 't' });
    await sim.commit('acme/app', { files: { 'm.txt': 'm\n' }, message: 'm' });
    const about = { ref: 'topic', environment: 'staging', required_contexts: [] };
    const plain = await asWim('POST', '/repos/acme/app/deployments', { ...about, auto_merge: false });
    expect([plain.status, plain.body.sha]).toEqual([201, head]);
    expect((await asWim('POST', '/repos/acme/app/deployments', about)).status).toBe(202);
    const after = (await asWim('GET', '/repos/acme/app/branches/topic')).body.commit;
    expect(after.parents.map((one: { sha: string }) => one.sha)[0]).toBe(head);
    expect((await asWim('POST', '/repos/acme/app/deployments', about)).status).toBe(201);
  });
});

describe('deployments', () => {
  it('are made of a ref, and a success retires earlier ones, but for production', async () => {
    const sim = await forge();
    const { asWim } = await acme(sim);
    const path = '/repos/acme/app/deployments';
    const deploy = async (environment: string) => {
      const made = await asWim('POST', path, { ref: 'main', environment, auto_merge: false, required_contexts: [] });
      expect(made.status).toBe(201);
      expect((await asWim('POST', `${path}/${made.body.id}/statuses`, { state: 'success' })).status).toBe(201);
      return made.body.id as number;
    };
    const states = async (id: number) =>
      (await asWim('GET', `${path}/${id}/statuses`)).body.map((status: { state: string }) => status.state);
    const [first, second] = [await deploy('staging'), await deploy('staging')];
    expect(await states(first)).toEqual(['inactive', 'success']);
    expect(await states(second)).toEqual(['success']);
    const [old] = [await deploy('production'), await deploy('production')];
    expect(await states(old)).toEqual(['success']);
    const listed = (await asWim('GET', `${path}?environment=staging`)).body;
    expect(listed.map((d: { id: number }) => d.id)).toEqual([second, first]);
    expect((await asWim('POST', path, { ref: 'nowhere' })).status).toBe(422);
    expect((await asWim('POST', `${path}/${second}/statuses`, { state: 'great' })).status).toBe(422);
  });

  it('wait for checks unless none are asked', async () => {
    const sim = await forge();
    const { asWim } = await acme(sim);
    const head = (await asWim('GET', '/repos/acme/app/branches/main')).body.commit.sha;
    sim.completeRun('acme/app', {
      workflow: '.github/workflows/ci.yml',
      jobs: ['ci'],
      headCommit: head,
      headBranch: 'main',
      conclusion: 'failure',
    });
    expect((await asWim('POST', '/repos/acme/app/deployments', { ref: 'main' })).status).toBe(409);
    expect((await asWim('POST', '/repos/acme/app/deployments', { ref: 'main', required_contexts: [] })).status).toBe(201);
  });

  it('can be played, as a workflow leaves them', async () => {
    const sim = await forge();
    const { asWim } = await acme(sim);
    const head = (await asWim('GET', '/repos/acme/app/branches/main')).body.commit.sha;
    sim.deploy('acme/app', { environment: 'staging', commit: head });
    expect((await asWim('GET', '/repos/acme/app/deployments')).body).toMatchObject([
      { sha: head, environment: 'staging', creator: { login: 'github-actions[bot]', type: 'Bot' } },
    ]);
  });
});

describe('secrets and variables', () => {
  const ENVIRONMENT = '/repos/acme/app/environments/production';

  it('a secret comes in sealed, and its value never goes out', async () => {
    const sim = await forge();
    const { asOlga, asWim } = await acme(sim);
    expect((await asOlga('GET', ENVIRONMENT)).status).toBe(404);
    expect((await asWim('PUT', ENVIRONMENT)).status).toBe(403);
    expect(
      (await asOlga('PUT', ENVIRONMENT, { deployment_branch_policy: { protected_branches: true, custom_branch_policies: false } })).status,
    ).toBe(200);
    const { key, key_id } = (await asOlga('GET', `${ENVIRONMENT}/secrets/public-key`)).body;
    await sodium.ready;
    const sealed = sodium.crypto_box_seal(sodium.from_string('hush'), sodium.from_base64(key, sodium.base64_variants.ORIGINAL));
    const encrypted_value = sodium.to_base64(sealed, sodium.base64_variants.ORIGINAL);
    const put = (body: unknown) => asOlga('PUT', `${ENVIRONMENT}/secrets/signing_key`, body);
    expect((await put({ encrypted_value, key_id: 'another' })).status).toBe(422);
    expect((await put({ encrypted_value: 'AAAA', key_id })).status).toBe(422);
    expect((await put({ encrypted_value, key_id })).status).toBe(201);
    expect((await put({ encrypted_value, key_id })).status).toBe(204);
    expect(sim.secret('acme/app', 'production', 'SIGNING_KEY')).toBe('hush');
    const listed = (await asOlga('GET', `${ENVIRONMENT}/secrets`)).body;
    expect(listed).toMatchObject({ total_count: 1, secrets: [{ name: 'SIGNING_KEY' }] });
    expect(JSON.stringify(listed)).not.toContain('hush');
    expect((await asOlga('DELETE', `${ENVIRONMENT}/secrets/SIGNING_KEY`)).status).toBe(204);
  });

  it('variables come ten a page; the organization shares its own', async () => {
    const sim = await forge();
    const { asWim } = await acme(sim);
    for (let i = 0; i < 12; i += 1) sim.setVariable('acme/app', { environment: 'production', name: `NAME_${i}`, value: String(i) });
    const first = await asWim('GET', `${ENVIRONMENT}/variables`);
    expect(first.body.variables).toHaveLength(10);
    expect(first.headers.get('link')).toContain('rel="next"');
    sim.setSecret('acme/app', { name: 'shared', value: 'x' });
    expect((await asWim('GET', '/repos/acme/app/actions/secrets')).body.secrets).toMatchObject([{ name: 'SHARED' }]);
    sim.share('acme', 'secrets', { name: 'everywhere', value: 'x' });
    expect((await asWim('GET', '/repos/acme/app/actions/organization-secrets')).body.secrets).toMatchObject([{ name: 'EVERYWHERE' }]);
    expect((await asWim('POST', '/repos/acme/app/actions/variables', { name: 'A', value: '1' })).status).toBe(201);
    expect((await asWim('POST', '/repos/acme/app/actions/variables', { name: 'A', value: '1' })).status).toBe(409);
  });

  it('branches can be named for an environment', async () => {
    const sim = await forge();
    const { asOlga } = await acme(sim);
    await asOlga('PUT', ENVIRONMENT, { deployment_branch_policy: { protected_branches: false, custom_branch_policies: true } });
    expect((await asOlga('POST', `${ENVIRONMENT}/deployment-branch-policies`, { name: 'main' })).status).toBe(200);
    expect((await asOlga('GET', `${ENVIRONMENT}/deployment-branch-policies`)).body.branch_policies).toMatchObject([{ name: 'main' }]);
  });
});

describe('issues', () => {
  it('stand in one list with pull requests, and are found by all their labels', async () => {
    const sim = await forge();
    const { asWim, asRita } = await acme(sim);
    await asWim('POST', '/repos/acme/app/issues', { title: 'Both', labels: ['bug', 'blocker'] });
    await asWim('POST', '/repos/acme/app/issues', { title: 'One', labels: ['bug'] });
    await asRita('POST', '/repos/acme/app/issues', { title: 'None', labels: ['bug'] });
    await sim.commit('acme/app', { branch: 'topic', parent: 'main', files: { 't.txt': 't\n' }, message: 't' });
    await asWim('POST', '/repos/acme/app/pulls', { title: 'P', head: 'topic', base: 'main' });
    const list = async (query: string) => (await asWim('GET', `/repos/acme/app/issues?${query}`)).body;
    expect((await list('')).map((i: { number: number; pull_request?: unknown }) => [i.number, i.pull_request !== undefined])).toEqual([
      [4, true],
      [3, false],
      [2, false],
      [1, false],
    ]);
    expect(await list('labels=bug,Blocker')).toHaveLength(1);
    expect((await asRita('PATCH', '/repos/acme/app/issues/1', { state: 'closed' })).status).toBe(403);
    await asWim('PATCH', '/repos/acme/app/issues/1', { state: 'closed' });
    expect(await list('labels=bug')).toHaveLength(1);
    expect(await list('labels=bug&state=all')).toHaveLength(2);
    expect((await asRita('POST', '/repos/acme/app/issues/4/comments', { body: 'Well' })).status).toBe(201);
    expect((await asWim('GET', '/repos/acme/app/issues/4/comments')).body).toMatchObject([{ body: 'Well', user: { login: 'rita' } }]);
    const app = asking(sim, sim.addApp({ slug: 'quiet', permissions: { contents: 'read' } }).token);
    expect((await app('POST', '/repos/acme/app/issues/4/comments', { body: 'x' })).status).toBe(403);
  });
});
