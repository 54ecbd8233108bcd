import { describe, expect, it } from 'vitest';
import type { Simulator } from '../index.ts';
import { acme, asking, clone, forge } from '../visitor.fixture.ts';

const CLASSIC = {
  required_status_checks: null,
  enforce_admins: true,
  required_pull_request_reviews: { required_approving_review_count: 1 },
  restrictions: null,
};

const world = async (options = {}) => {
  const sim = await forge(options);
  const people = await acme(sim);
  const work = await clone(sim.cloneUrl('acme/app', people.wim.token));
  return { sim, work, ...people };
};

const ruleset = (sim: Simulator, rules: readonly unknown[], more = {}) =>
  sim.addRuleset('acme/app', {
    name: 'guard',
    enforcement: 'active',
    target: 'branch',
    conditions: { ref_name: { include: ['~DEFAULT_BRANCH'], exclude: [] } },
    rules,
    ...more,
  });

describe('classic protection', () => {
  it('refuses a direct push in the words of GitHub, and lets the other branch of the same push through', async () => {
    const { sim, work, asWim } = await world();
    sim.protect('acme/app', 'main', CLASSIC);
    await work.commit('two', { 'b.txt': 'b\n' });
    const pushed = await work.run('push', 'origin', 'main:main', 'main:topic');
    expect(pushed.code).toBe(1);
    expect(pushed.stderr).toContain('GH006: Protected branch update failed for refs/heads/main.');
    expect(pushed.stderr).toContain('[remote rejected] main -> main (protected branch hook declined)');
    expect((await asWim('GET', '/repos/acme/app/branches/topic')).status).toBe(200);
    expect((await asWim('GET', '/repos/acme/app/activity?ref=main')).body).toHaveLength(1);
  });

  it('refuses nothing of an atomic push without refusing all', async () => {
    const { sim, work, asWim } = await world();
    sim.protect('acme/app', 'main', CLASSIC);
    await work.commit('two', { 'b.txt': 'b\n' });
    expect((await work.run('push', '--atomic', 'origin', 'main:main', 'main:topic')).code).toBe(1);
    expect((await asWim('GET', '/repos/acme/app/branches/topic')).status).toBe(404);
  });

  it('refuses forced pushes and deletions, to administrators too', async () => {
    const { sim, olga } = await world();
    sim.protect('acme/app', 'main', { ...CLASSIC, enforce_admins: false });
    const work = await clone(sim.cloneUrl('acme/app', olga.token));
    await work.commit('two', { 'b.txt': 'b\n' });
    expect((await work.run('push', 'origin', 'main')).code).toBe(0);
    await work.must('reset', '--quiet', '--hard', 'HEAD~1');
    await work.commit('other', { 'c.txt': 'c\n' });
    const forced = await work.run('push', '--force', 'origin', 'main');
    expect(forced.stderr).toContain('Cannot force-push to this branch');
    expect(forced.stderr).toContain('(protected branch hook declined)');
    sim.protect('acme/app', 'topic', CLASSIC);
    await work.must('push', '--quiet', sim.cloneUrl('acme/app', olga.token), 'HEAD~1:refs/heads/other');
    expect((await work.run('push', 'origin', ':main')).code).toBe(1);
    sim.protect('acme/app', 'main', { ...CLASSIC, enforce_admins: false, allow_force_pushes: true });
    expect((await work.run('push', '--force', 'origin', 'main')).code).toBe(0);
  });

  it('binds the REST interface as well', async () => {
    const { sim, work, asWim } = await world();
    const commit = await work.commit('two', { 'b.txt': 'b\n' });
    await work.must('push', '--quiet', 'origin', 'main:topic');
    sim.protect('acme/app', 'main', CLASSIC);
    const moved = await asWim('PATCH', '/repos/acme/app/git/refs/heads/main', { sha: commit });
    expect(moved).toMatchObject({ status: 422, body: { message: 'Changes must be made through a pull request.' } });
    expect((await asWim('DELETE', '/repos/acme/app/git/refs/heads/main')).status).toBe(422);
    sim.protect('acme/app', 'main', null);
    expect((await asWim('PATCH', '/repos/acme/app/git/refs/heads/main', { sha: commit })).status).toBe(200);
  });

  it('lets through the people, teams and Apps that it names', async () => {
    const { sim, work, rita } = await world();
    const app = sim.addApp({ slug: 'recorder', permissions: { contents: 'write' } });
    sim.addTeam({ org: 'acme', slug: 'release', members: ['rita'] });
    sim.grant('acme/app', '@acme/release', 'write');
    sim.protect('acme/app', 'main', {
      ...CLASSIC,
      required_pull_request_reviews: null,
      restrictions: { users: [], teams: ['release'], apps: ['recorder'] },
    });
    await work.commit('two', { 'b.txt': 'b\n' });
    expect((await work.run('push', 'origin', 'main')).stderr).toContain("You're not authorized to push to this branch.");
    expect((await work.run('push', sim.cloneUrl('acme/app', rita.token), 'main')).code).toBe(0);
    await work.commit('three', { 'b.txt': 'c\n' });
    expect((await work.run('push', sim.cloneUrl('acme/app', app.token), 'main')).code).toBe(0);
  });

  it('is read and written as GitHub writes it, by administrators', async () => {
    const { asOlga, asWim } = await world();
    const path = '/repos/acme/app/branches/main/protection';
    expect(await asOlga('GET', path)).toMatchObject({ status: 404, body: { message: 'Branch not protected' } });
    const checks = { strict: true, checks: [{ context: 'ci', app_id: 15368 }] };
    expect((await asOlga('PUT', path, { ...CLASSIC, required_status_checks: checks })).status).toBe(200);
    expect((await asOlga('GET', path)).body).toMatchObject({
      required_status_checks: checks,
      enforce_admins: { enabled: true },
      required_pull_request_reviews: { required_approving_review_count: 1 },
      allow_force_pushes: { enabled: false },
      allow_deletions: { enabled: false },
    });
    expect((await asWim('GET', path)).status).toBe(404);
    expect((await asWim('PUT', path, CLASSIC)).status).toBe(403);
    expect((await asOlga('PUT', path, { enforce_admins: true })).status).toBe(422);
    expect((await asWim('GET', '/repos/acme/app/branches/main')).body.protected).toBe(true);
  });
});

describe('rulesets', () => {
  it('refuses a direct push, naming the rules', async () => {
    const { sim, work } = await world();
    ruleset(sim, [{ type: 'pull_request', parameters: { required_approving_review_count: 0 } }]);
    await work.commit('two', { 'b.txt': 'b\n' });
    const pushed = await work.run('push', 'origin', 'main');
    expect(pushed.stderr).toContain('GH013: Repository rule violations found for refs/heads/main.');
    expect(pushed.stderr).toContain('- Changes must be made through a pull request.');
    expect(pushed.stderr).toContain('(push declined due to repository rule violations)');
  });

  it('guards tags: neither moved nor removed', async () => {
    const { sim, work, asWim } = await world();
    ruleset(sim, [{ type: 'deletion' }, { type: 'update' }], {
      target: 'tag',
      conditions: { ref_name: { include: ['refs/tags/archive/**/*'], exclude: [] } },
    });
    await work.must('tag', 'archive/main/1');
    await work.must('push', '--quiet', 'origin', 'archive/main/1');
    const commit = await work.commit('two', { 'b.txt': 'b\n' });
    await work.must('tag', '--force', 'archive/main/1');
    expect((await work.run('push', '--force', 'origin', 'archive/main/1')).stderr).toContain('GH013');
    expect((await work.run('push', 'origin', ':archive/main/1')).stderr).toContain('GH013');
    await work.must('push', '--quiet', 'origin', 'main');
    const ref = '/repos/acme/app/git/refs/tags/archive/main/1';
    expect((await asWim('PATCH', ref, { sha: commit, force: true })).status).toBe(422);
    expect((await asWim('DELETE', ref)).status).toBe(422);
    expect((await work.run('push', 'origin', 'HEAD:refs/tags/other')).code).toBe(0);
  });

  it('refuses merges where history must be linear, and rewinding where it must go forward', async () => {
    const { sim, work } = await world();
    ruleset(sim, [{ type: 'required_linear_history' }, { type: 'non_fast_forward' }]);
    await work.must('checkout', '--quiet', '-b', 'side');
    await work.commit('side', { 's.txt': 's\n' });
    await work.must('checkout', '--quiet', 'main');
    await work.must('merge', '--quiet', '--no-ff', '--message', 'merge', 'side');
    expect((await work.run('push', 'origin', 'main')).stderr).toContain('must not contain merge commits');
    await work.must('reset', '--quiet', '--hard', 'side');
    expect((await work.run('push', 'origin', 'main')).code).toBe(0);
    await work.must('reset', '--quiet', '--hard', 'HEAD~1');
    expect((await work.run('push', '--force', 'origin', 'main')).stderr).toContain('Cannot force-push');
  });

  it('lets those pass who may bypass it, and does nothing while it is disabled', async () => {
    const { sim, work, olga } = await world();
    const app = sim.addApp({ slug: 'recorder', permissions: { contents: 'write' } });
    ruleset(sim, [{ type: 'update' }], {
      bypass_actors: [
        { actor_id: app.id, actor_type: 'Integration', bypass_mode: 'always' },
        { actor_id: 5, actor_type: 'RepositoryRole', bypass_mode: 'pull_request' },
      ],
    });
    ruleset(sim, [{ type: 'update' }], { enforcement: 'disabled' });
    await work.commit('two', { 'b.txt': 'b\n' });
    expect((await work.run('push', sim.cloneUrl('acme/app', olga.token), 'main')).code).toBe(1);
    expect((await work.run('push', sim.cloneUrl('acme/app', app.token), 'main')).code).toBe(0);
  });

  it('tells the rules of a branch to readers, the bypass list to administrators only', async () => {
    const { sim, asOlga, asRita } = await world();
    const checks = { strict_required_status_checks_policy: true, required_status_checks: [{ context: 'ci', integration_id: 15368 }] };
    const body = {
      name: 'main',
      target: 'branch',
      enforcement: 'active',
      bypass_actors: [{ actor_id: 1, actor_type: 'OrganizationAdmin', bypass_mode: 'always' }],
      conditions: { ref_name: { include: ['refs/heads/rel*', '~DEFAULT_BRANCH'], exclude: ['refs/heads/relic'] } },
      rules: [{ type: 'deletion' }, { type: 'required_status_checks', parameters: checks }],
    };
    const made = await asOlga('POST', '/repos/acme/app/rulesets', body);
    expect(made.status).toBe(201);
    const types = async (branch: string) =>
      (await asRita('GET', `/repos/acme/app/rules/branches/${encodeURIComponent(branch)}`)).body.map((rule: { type: string }) => rule.type);
    expect(await types('main')).toEqual(['deletion', 'required_status_checks']);
    expect(await types('release')).toHaveLength(2);
    expect(await types('relic')).toEqual([]);
    expect(await types('rel/x')).toEqual([]);
    const path = `/repos/acme/app/rulesets/${made.body.id}`;
    expect((await asOlga('GET', path)).body.bypass_actors).toHaveLength(1);
    expect((await asRita('GET', path)).body.bypass_actors).toBeUndefined();
    const actions = asking(sim, sim.actionsToken('acme/app'));
    expect((await actions('GET', path)).body.bypass_actors).toBeUndefined();
    expect((await asOlga('PUT', path, { enforcement: 'disabled' })).body.rules).toHaveLength(2);
    expect(await types('main')).toEqual([]);
    expect((await asOlga('POST', '/repos/acme/app/rulesets', { ...body, rules: [{ type: 'nonsense' }] })).status).toBe(422);
    expect((await asOlga('DELETE', path)).status).toBe(204);
  });
});

describe('the free plan', () => {
  it('has no protection for a private repository, and says so with 403', async () => {
    const { sim, work, asOlga } = await world({ plan: 'free-private' });
    for (const path of ['branches/main/protection', 'rulesets', 'rules/branches/main']) {
      expect(await asOlga('GET', `/repos/acme/app/${path}`)).toMatchObject({
        status: 403,
        body: { message: 'Upgrade to GitHub Pro or make this repository public to enable this feature.' },
      });
    }
    sim.protect('acme/app', 'main', CLASSIC);
    await work.commit('two', { 'b.txt': 'b\n' });
    expect((await work.run('push', 'origin', 'main')).code).toBe(0);
  });
});

describe('further rules', () => {
  it("an organization's ruleset binds the repositories that it names, and only its owners change it", async () => {
    const { sim, work, asOlga, asWim } = await world();
    const named = (include: string) => ({
      name: 'everywhere',
      target: 'branch',
      enforcement: 'active',
      conditions: { ref_name: { include: ['~ALL'], exclude: [] }, repository_name: { include: [include], exclude: [] } },
      rules: [{ type: 'required_signatures' }],
    });
    const elsewhere = await asOlga('POST', '/orgs/acme/rulesets', named('other-*'));
    expect(elsewhere.status).toBe(201);
    expect((await asWim('GET', '/orgs/acme/rulesets')).status).toBe(404);
    await work.commit('two', { 'b.txt': 'b\n' });
    expect((await work.run('push', 'origin', 'main:one')).code).toBe(0);
    await asOlga('PUT', `/orgs/acme/rulesets/${elsewhere.body.id}`, named('app'));
    const pushed = await work.run('push', 'origin', 'main:two');
    expect(pushed.stderr).toContain('Commits must have verified signatures.');
    const [rule] = (await asWim('GET', '/repos/acme/app/rules/branches/main')).body;
    expect(rule).toMatchObject({ ruleset_source_type: 'Organization', ruleset_source: 'acme', ruleset_id: elsewhere.body.id });
    expect((await asOlga('DELETE', `/orgs/acme/rulesets/${elsewhere.body.id}`)).status).toBe(204);
    expect(sim.requests.at(-1)?.needed).toBe('organization_administration=write');
  });

  it('a deployment that is required, a queue that is, and a branch that is locked keep a pull request out', async () => {
    const { sim, asOlga, asWim } = await world();
    const head = await sim.commit('acme/app', { branch: 'topic', parent: await mainOf(asWim), files: { 't.txt': 't\n' }, message: 't' });
    await asWim('POST', '/repos/acme/app/pulls', { title: 'T', head: 'topic', base: 'main' });
    const merge = () => asWim('PUT', '/repos/acme/app/pulls/1/merge');
    const deployed = ruleset(sim, [{ type: 'required_deployments', parameters: { required_deployment_environments: ['staging'] } }]);
    expect((await merge()).body.message).toContain('Missing successful deployments to staging.');
    sim.deploy('acme/app', { environment: 'staging', commit: head });
    await asOlga('PUT', `/repos/acme/app/rulesets/${deployed}`, {
      rules: [{ type: 'merge_queue', parameters: { merge_method: 'MERGE' } }],
    });
    expect((await merge()).body.message).toContain('merge queue');
    await asOlga('DELETE', `/repos/acme/app/rulesets/${deployed}`);
    sim.protect('acme/app', 'main', { ...CLASSIC, required_pull_request_reviews: null, lock_branch: true });
    expect((await merge()).body.message).toContain('Cannot change this locked branch');
    sim.protect('acme/app', 'main', null);
    expect((await merge()).status).toBe(200);
  });

  it('an environment is given to the branches that its policy names', async () => {
    const { sim, asOlga } = await world();
    const environment = '/repos/acme/app/environments/lockflight';
    await asOlga('PUT', environment);
    expect(sim.mayUse('acme/app', 'lockflight', 'topic')).toBe(true);
    await asOlga('PUT', environment, { deployment_branch_policy: { protected_branches: false, custom_branch_policies: true } });
    await asOlga('POST', `${environment}/deployment-branch-policies`, { name: 'main' });
    expect([sim.mayUse('acme/app', 'lockflight', 'topic'), sim.mayUse('acme/app', 'lockflight', 'main')]).toEqual([false, true]);
    await asOlga('PUT', environment, { deployment_branch_policy: { protected_branches: true, custom_branch_policies: false } });
    expect(sim.mayUse('acme/app', 'lockflight', 'main')).toBe(false);
    sim.protect('acme/app', 'main', CLASSIC);
    expect(sim.mayUse('acme/app', 'lockflight', 'main')).toBe(true);
  });
});

const mainOf = async (ask: (method: string, path: string) => Promise<{ readonly body: { readonly commit: { readonly sha: string } } }>) =>
  (await ask('GET', '/repos/acme/app/branches/main')).body.commit.sha;
