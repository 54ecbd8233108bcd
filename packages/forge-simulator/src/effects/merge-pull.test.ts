import { describe, expect, it } from 'vitest';
import { type Ask, acme, asking, type Clone, clone, forge } from '../visitor.fixture.ts';

const world = async () => {
  const sim = await forge();
  const people = await acme(sim);
  const work = await clone(sim.cloneUrl('acme/app', people.wim.token));
  return { sim, work, ...people };
};

const branch = async (work: Clone, name: string, from = 'main') => {
  await work.must('checkout', '--quiet', '-b', name, from);
};

const open = async (ask: Ask, head: string, base = 'main') =>
  (await ask('POST', '/repos/acme/app/pulls', { title: `Take ${head}`, head, base })).body;

const merge = (ask: Ask, number: number, body: Record<string, unknown> = {}) => ask('PUT', `/repos/acme/app/pulls/${number}/merge`, body);

/** Diverged: main and topic have both moved on, in different files; topic has two commits. */
const diverged = async () => {
  const all = await world();
  const { work } = all;
  await branch(work, 'topic');
  await work.commit('t1', { 't.txt': '1\n' });
  const head = await work.commit('t2', { 'u.txt': '2\n' });
  await work.must('checkout', '--quiet', 'main');
  const base = await work.commit('m', { 'm.txt': 'm\n' });
  await work.must('push', '--quiet', 'origin', 'main', 'topic');
  return { ...all, head, base };
};

const fetched = async (work: Clone) => {
  await work.must('fetch', '--quiet', 'origin');
  const tree = await work.must('rev-parse', 'origin/main^{tree}');
  const parents = (await work.must('log', '-1', '--format=%P', 'origin/main')).split(' ');
  return { tree, parents };
};

describe('merging', () => {
  it('by merge commit gives what git merge gives', async () => {
    const { work, asWim, head, base } = await diverged();
    const pull = await open(asWim, 'topic');
    expect(pull).toMatchObject({ mergeable: true, rebaseable: true, mergeable_state: 'clean' });
    await work.must('merge', '--quiet', '--no-ff', '--message', 'here', 'topic');
    const done = await merge(asWim, pull.number, { sha: head });
    expect(done).toMatchObject({ status: 200, body: { merged: true } });
    expect(await fetched(work)).toEqual({ tree: await work.must('rev-parse', 'HEAD^{tree}'), parents: [base, head] });
    expect((await asWim('GET', `/repos/acme/app/pulls/${pull.number}`)).body).toMatchObject({
      state: 'closed',
      merged: true,
      merged_by: { login: 'wim' },
      merge_commit_sha: done.body.sha,
      mergeable: null,
      head: { sha: head },
    });
    const [activity] = (await asWim('GET', '/repos/acme/app/activity?ref=main')).body;
    expect(activity).toMatchObject({ activity_type: 'pr_merge', before: base, after: done.body.sha });
  });

  it('by squash gives the same tree, with one parent, by the author', async () => {
    const { work, asWim, asOlga, base } = await diverged();
    const pull = await open(asWim, 'topic');
    await work.must('merge', '--quiet', '--no-ff', '--message', 'here', 'topic');
    await merge(asOlga, pull.number, { merge_method: 'squash', commit_title: 'Squashed' });
    expect(await fetched(work)).toEqual({ tree: await work.must('rev-parse', 'HEAD^{tree}'), parents: [base] });
    expect(await work.must('log', '-1', '--format=%an %s', 'origin/main')).toBe('wim Squashed');
  });

  it('by rebase gives what cherry-picking gives, commit by commit', async () => {
    const { work, asWim } = await diverged();
    const pull = await open(asWim, 'topic');
    await work.must('cherry-pick', 'topic~1', 'topic');
    await merge(asWim, pull.number, { merge_method: 'rebase' });
    await work.must('fetch', '--quiet', 'origin');
    const trees = (ref: string) => work.must('log', '-3', '--format=%T %an %s', ref);
    expect(await trees('origin/main')).toBe(await trees('HEAD'));
  });

  it('refuses what conflicts', async () => {
    const { work, asWim } = await world();
    await branch(work, 'topic');
    await work.commit('t', { 'readme.md': 'theirs\n' });
    await work.must('checkout', '--quiet', 'main');
    await work.commit('m', { 'readme.md': 'ours\n' });
    await work.must('push', '--quiet', 'origin', 'main', 'topic');
    const pull = await open(asWim, 'topic');
    expect(pull).toMatchObject({ mergeable: false, rebaseable: false, mergeable_state: 'dirty' });
    for (const method of ['merge', 'squash', 'rebase'])
      expect((await merge(asWim, pull.number, { merge_method: method })).status).toBe(405);
  });

  it('says rebaseable: false where a rebase would give another tree, and refuses it', async () => {
    const { work, asWim } = await world();
    // The change is made and taken back on both sides of a merge: replayed without it, the taking back is lost.
    await branch(work, 'topic');
    await work.commit('add', { 'f.txt': 'f\n' });
    await branch(work, 'side', 'topic');
    await work.commit('side', { 's.txt': 's\n' });
    await work.must('checkout', '--quiet', 'topic');
    await work.must('merge', '--no-ff', '--no-commit', 'side');
    await work.commit('merge, and change something more', { 's.txt': 'changed in the merge itself\n' });
    await work.must('push', '--quiet', 'origin', 'topic');
    const pull = await open(asWim, 'topic');
    expect(pull).toMatchObject({ mergeable: true, rebaseable: false });
    expect((await merge(asWim, pull.number, { merge_method: 'rebase' })).status).toBe(405);
    expect((await merge(asWim, pull.number)).status).toBe(200);
  });

  it('refuses when the head has moved since', async () => {
    const { work, asWim, head } = await diverged();
    const pull = await open(asWim, 'topic');
    await work.must('checkout', '--quiet', 'topic');
    const next = await work.commit('t3', { 'v.txt': '3\n' });
    await work.must('push', '--quiet', 'origin', 'topic');
    expect(await merge(asWim, pull.number, { sha: head })).toMatchObject({
      status: 409,
      body: { message: 'Head branch was modified. Review and try the merge again.' },
    });
    expect((await asWim('GET', `/repos/acme/app/pulls/${pull.number}`)).body.head.sha).toBe(next);
    expect((await merge(asWim, pull.number, { sha: next })).status).toBe(200);
  });

  it('of two merges at once, into the same base, each is made on what is there then', async () => {
    const { work, asWim } = await diverged();
    await branch(work, 'second');
    await work.commit('s', { 's.txt': 's\n' });
    await work.must('push', '--quiet', 'origin', 'second');
    const [first, second] = [await open(asWim, 'topic'), await open(asWim, 'second')];
    const done = await Promise.all([merge(asWim, first.number), merge(asWim, second.number)]);
    expect(done.map((reply) => reply.status)).toEqual([200, 200]);
    await work.must('fetch', '--quiet', 'origin');
    expect(await work.must('ls-tree', '--name-only', 'origin/main')).toBe('m.txt\nreadme.md\ns.txt\nt.txt\nu.txt');
  });

  it('removes the head afterwards, where the repository says so', async () => {
    const { sim, asWim } = await diverged();
    sim.settings('acme/app', { deleteBranchOnMerge: true });
    const pull = await open(asWim, 'topic');
    expect((await merge(asWim, pull.number)).status).toBe(200);
    expect((await asWim('GET', '/repos/acme/app/branches/topic')).status).toBe(404);
    expect((await asWim('GET', `/repos/acme/app/pulls/${pull.number}`)).body).toMatchObject({ merged: true, head: { ref: 'topic' } });
  });

  it('refuses methods that the repository does not allow, drafts, and who may not write', async () => {
    const { sim, asWim, asRita } = await diverged();
    sim.settings('acme/app', { allowSquashMerge: false });
    const made = await asWim('POST', '/repos/acme/app/pulls', { title: 'Draft', head: 'topic', base: 'main', draft: true });
    expect(made.body.mergeable_state).toBe('draft');
    expect((await merge(asWim, made.body.number)).status).toBe(405);
    await asWim('PATCH', `/repos/acme/app/pulls/${made.body.number}`, { state: 'closed' });
    const pull = await open(asWim, 'topic');
    expect((await merge(asWim, pull.number, { merge_method: 'squash' })).status).toBe(405);
    expect((await merge(asRita, pull.number)).status).toBe(403);
  });
});

describe('rules of the base', () => {
  const classic = {
    required_status_checks: { strict: true, checks: [{ context: 'ci', app_id: 15368 }] },
    enforce_admins: true,
    required_pull_request_reviews: { required_approving_review_count: 1, dismiss_stale_reviews: true },
    restrictions: null,
  };

  it('ask for approvals, for the check of the right App, and for a head that is up to date', async () => {
    const { sim, work, asWim, asOlga, head } = await diverged();
    const pull = await open(asWim, 'topic');
    const path = `/repos/acme/app/pulls/${pull.number}`;
    const state = async () => (await asWim('GET', path)).body.mergeable_state;
    sim.protect('acme/app', 'main', classic);
    expect(await state()).toBe('blocked');
    await asOlga('POST', `${path}/reviews`, { event: 'APPROVE', commit_id: head });
    const impostor = sim.addApp({ slug: 'impostor', permissions: { checks: 'write' } });
    const faked = await asking(sim, impostor.token)('POST', '/repos/acme/app/check-runs', {
      name: 'ci',
      head_sha: head,
      conclusion: 'success',
    });
    expect(faked.status).toBe(201);
    expect((await merge(asWim, pull.number)).body.message).toContain('Required status check "ci" is expected.');
    sim.completeRun('acme/app', { workflow: '.github/workflows/ci.yml', jobs: ['ci'], headCommit: head, headBranch: 'topic' });
    expect(await state()).toBe('behind');
    expect((await merge(asWim, pull.number)).status).toBe(405);
    expect((await asWim('PUT', `${path}/update-branch`, { expected_head_sha: head })).status).toBe(202);
    const updated = (await asWim('GET', path)).body;
    expect(updated.head.sha).not.toBe(head);
    // The update was a push: the approval was of another head, and so was the check.
    expect(updated.mergeable_state).toBe('blocked');
    expect((await asWim('GET', `${path}/reviews`)).body.map((r: { state: string }) => r.state)).toEqual(['DISMISSED']);
    await asOlga('POST', `${path}/reviews`, { event: 'APPROVE' });
    sim.completeRun('acme/app', { workflow: '.github/workflows/ci.yml', jobs: ['ci'], headCommit: updated.head.sha, headBranch: 'topic' });
    expect(await state()).toBe('clean');
    expect((await merge(asWim, pull.number)).status).toBe(200);
    await work.must('fetch', '--quiet', 'origin');
    expect(await work.must('rev-parse', 'origin/main^{tree}')).toBe(await work.must('rev-parse', 'origin/topic^{tree}'));
  });

  it('spare administrators only where they are not enforced for them', async () => {
    const { sim, asWim, asOlga } = await diverged();
    const pull = await open(asWim, 'topic');
    sim.protect('acme/app', 'main', classic);
    expect((await merge(asOlga, pull.number)).status).toBe(405);
    sim.protect('acme/app', 'main', { ...classic, enforce_admins: false });
    expect((await merge(asWim, pull.number)).status).toBe(405);
    expect((await merge(asOlga, pull.number)).status).toBe(200);
  });

  it('of rulesets bind the same way; a failing check that nobody demands makes it unstable', async () => {
    const { sim, asWim, asOlga, head } = await diverged();
    const pull = await open(asWim, 'topic');
    sim.addRuleset('acme/app', {
      name: 'r',
      enforcement: 'active',
      conditions: { ref_name: { include: ['refs/heads/main'], exclude: [] } },
      rules: [{ type: 'pull_request', parameters: { required_approving_review_count: 1 } }, { type: 'required_linear_history' }],
    });
    expect((await merge(asWim, pull.number)).body.message).toContain('Repository rule violations found');
    await asOlga('POST', `/repos/acme/app/pulls/${pull.number}/reviews`, { event: 'APPROVE' });
    sim.completeRun('acme/app', {
      workflow: '.github/workflows/ci.yml',
      jobs: ['lint'],
      headCommit: head,
      headBranch: 'topic',
      conclusion: 'failure',
    });
    expect((await asWim('GET', `/repos/acme/app/pulls/${pull.number}`)).body.mergeable_state).toBe('unstable');
    expect((await merge(asWim, pull.number)).status).toBe(405);
    expect((await merge(asWim, pull.number, { merge_method: 'squash' })).status).toBe(200);
  });
});

describe('the reason for exact trees', () => {
  it('squash-promoted, reverted on staging, promoted again by a plain merge: the feature stays in production', async () => {
    const { work, asWim } = await world();
    await branch(work, 'staging');
    await work.commit('feature', { 'feature.txt': 'new\n' });
    await work.must('push', '--quiet', 'origin', 'staging');
    await merge(asWim, (await open(asWim, 'staging')).number, { merge_method: 'squash' });
    await work.must('revert', '--no-edit', 'HEAD');
    await work.commit('something else', { 'other.txt': 'o\n' });
    await work.must('push', '--quiet', 'origin', 'staging');
    const again = await open(asWim, 'staging');
    expect(again.mergeable).toBe(true);
    expect((await merge(asWim, again.number)).status).toBe(200);
    await work.must('fetch', '--quiet', 'origin');
    expect(await work.must('ls-tree', '--name-only', 'origin/staging')).not.toContain('feature.txt');
    expect(await work.must('ls-tree', '--name-only', 'origin/main')).toContain('feature.txt');
  });
});
