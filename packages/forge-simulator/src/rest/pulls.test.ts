import { describe, expect, it } from 'vitest';
import { acme, asking, clone, forge } from '../visitor.fixture.ts';

const world = async (options = {}) => {
  const sim = await forge(options);
  const people = await acme(sim);
  const topic = await sim.commit('acme/app', { branch: 'topic', parent: 'main', files: { 't.txt': 't\n' }, message: 't', by: 'wim' });
  const open = (head = 'topic', base = 'main') => people.asWim('POST', '/repos/acme/app/pulls', { title: 'Take it', head, base });
  return { sim, topic, open, ...people };
};

const PULLS = '/repos/acme/app/pulls';

describe('opening', () => {
  it('answers with the pull request, numbered with the issues', async () => {
    const { open, asWim, topic } = await world();
    await asWim('POST', '/repos/acme/app/issues', { title: 'First' });
    expect(await open()).toMatchObject({
      status: 201,
      body: {
        number: 2,
        state: 'open',
        user: { login: 'wim' },
        head: { ref: 'topic', sha: topic, repo: { fork: false } },
        base: { ref: 'main' },
      },
    });
  });

  it.each([
    ['a head that is not there', { head: 'nowhere' }, 'invalid'],
    ['a base that is not there', { base: 'nowhere' }, 'invalid'],
    ['no title', { title: '' }, 'missing_field'],
    ['nothing to merge', { head: 'main', base: 'topic' }, 'custom'],
  ])('refuses %s', async (_, changes, code) => {
    const { asWim } = await world();
    const reply = await asWim('POST', PULLS, { title: 'T', head: 'topic', base: 'main', ...changes });
    expect(reply).toMatchObject({ status: 422, body: { message: 'Validation Failed', errors: [{ code }] } });
  });

  it('refuses a second one for the same head and base, and one from somebody who may not write', async () => {
    const { open, asRita } = await world();
    await open();
    expect((await open()).body.errors[0].message).toBe('A pull request already exists for acme:topic.');
    expect((await asRita('POST', PULLS, { title: 'T', head: 'topic', base: 'main' })).status).toBe(404);
  });
});

describe('following branches', () => {
  it('the head follows its branch until the pull request is closed', async () => {
    const { sim, open, asWim } = await world();
    await open();
    const next = await sim.commit('acme/app', { branch: 'topic', files: { 't.txt': '2\n' }, message: '2' });
    const base = await sim.commit('acme/app', { files: { 'm.txt': 'm\n' }, message: 'm' });
    expect((await asWim('GET', `${PULLS}/1`)).body).toMatchObject({ head: { sha: next }, base: { sha: base } });
    await asWim('PATCH', `${PULLS}/1`, { state: 'closed' });
    await sim.commit('acme/app', { branch: 'topic', files: { 't.txt': '3\n' }, message: '3' });
    expect((await asWim('GET', `${PULLS}/1`)).body).toMatchObject({ state: 'closed', merged: false, head: { sha: next } });
    expect((await asWim('PATCH', `${PULLS}/1`, { state: 'open' })).body.head.sha).not.toBe(next);
  });

  it('a deleted head closes it; a retargeted one has another base', async () => {
    const { sim, open, asWim } = await world();
    await sim.commit('acme/app', { branch: 'release', parent: 'main', files: { 'r.txt': 'r\n' }, message: 'r' });
    await open();
    expect((await asWim('PATCH', `${PULLS}/1`, { base: 'release', title: 'New' })).body).toMatchObject({
      base: { ref: 'release' },
      title: 'New',
    });
    expect((await asWim('DELETE', '/repos/acme/app/git/refs/heads/topic')).status).toBe(204);
    expect((await asWim('GET', `${PULLS}/1`)).body).toMatchObject({ state: 'closed', merged: false });
    expect((await asWim('PATCH', `${PULLS}/1`, { state: 'open' })).status).toBe(422);
  });

  it('a direct push that contains the head merges it', async () => {
    const { sim, open, asWim, wim } = await world();
    await open();
    const work = await clone(sim.cloneUrl('acme/app', wim.token));
    await work.must('merge', '--quiet', '--no-ff', '--message', 'by hand', 'origin/topic');
    await work.must('push', '--quiet', 'origin', 'main');
    expect((await asWim('GET', `${PULLS}/1`)).body).toMatchObject({
      merged: true,
      merged_by: { login: 'wim' },
      merge_commit_sha: await work.must('rev-parse', 'HEAD'),
    });
  });

  it('a fork brings its own commits, and may be updated', async () => {
    const { sim } = await world();
    const fay = sim.addUser({ login: 'fay' });
    sim.grant('acme/app', 'fay', 'read');
    await sim.fork('acme/app', 'fay');
    const work = await clone(sim.cloneUrl('fay/app', fay.token));
    const commit = await work.commit('mine', { 'f.txt': 'f\n' });
    await work.must('push', '--quiet', 'origin', 'HEAD:idea');
    const asFay = asking(sim, fay.token);
    const made = await asFay('POST', PULLS, { title: 'Mine', head: 'fay:idea', base: 'main' });
    expect(made).toMatchObject({ status: 201, body: { head: { sha: commit, label: 'fay:idea', repo: { fork: true } }, mergeable: true } });
    await sim.commit('acme/app', { files: { 'm.txt': 'm\n' }, message: 'm' });
    expect((await asFay('PUT', `${PULLS}/1/update-branch`)).status).toBe(403);
    await work.commit('more', { 'g.txt': 'g\n' });
    await work.must('push', '--quiet', 'origin', 'HEAD:idea');
    const pull = await asFay('GET', `${PULLS}/1`);
    expect(pull.body).toMatchObject({ head: { sha: await work.must('rev-parse', 'HEAD') }, mergeable: true, rebaseable: true });
  });
});

describe('listing', () => {
  it('filters by state, head and base, and names those of a commit', async () => {
    const { sim, open, asWim, topic } = await world();
    await sim.commit('acme/app', { branch: 'other', parent: 'main', files: { 'o.txt': 'o\n' }, message: 'o' });
    await open();
    await open('other');
    await asWim('PUT', `${PULLS}/1/merge`, { merge_method: 'squash' });
    const numbers = async (query: string) => (await asWim('GET', `${PULLS}?${query}`)).body.map((p: { number: number }) => p.number);
    expect(await numbers('')).toEqual([2]);
    expect(await numbers('state=all')).toEqual([2, 1]);
    expect(await numbers('state=all&direction=asc')).toEqual([1, 2]);
    expect(await numbers('state=closed')).toEqual([1]);
    expect(await numbers('head=acme:other')).toEqual([2]);
    expect(await numbers('head=wim:other')).toEqual([]);
    expect(await numbers('base=release')).toEqual([]);
    const merged = (await asWim('GET', `${PULLS}/1`)).body.merge_commit_sha;
    for (const sha of [topic, merged]) {
      const listed = (await asWim('GET', `/repos/acme/app/commits/${sha}/pulls`)).body;
      expect(listed.map((p: { number: number }) => p.number)).toEqual([1]);
    }
  });
});

describe('reviews', () => {
  it('stand for the head that was reviewed, are not given by the author, and can be dismissed', async () => {
    const { sim, open, asWim, asOlga, topic } = await world();
    await open();
    const path = `${PULLS}/1/reviews`;
    expect((await asWim('POST', path, { event: 'APPROVE' })).status).toBe(422);
    expect((await asWim('POST', path, { event: 'COMMENT', body: 'Look' })).status).toBe(200);
    expect((await asOlga('POST', path, { event: 'NONSENSE' })).status).toBe(422);
    expect((await asOlga('POST', path, { event: 'COMMENT' })).status).toBe(422);
    const given = await asOlga('POST', path, { event: 'APPROVE', body: 'Fine' });
    expect(given.body).toMatchObject({ state: 'APPROVED', commit_id: topic, user: { login: 'olga' }, author_association: 'MEMBER' });
    await sim.commit('acme/app', { branch: 'topic', files: { 't.txt': '2\n' }, message: '2' });
    expect((await asWim('GET', path)).body.map((r: { commit_id: string }) => r.commit_id)).toEqual([topic, topic]);
    expect((await asOlga('PUT', `${path}/${given.body.id}/dismissals`, { message: 'Changed' })).body.state).toBe('DISMISSED');
  });
});

describe('stale reads', () => {
  it('show branches and pull requests as they were, until the lag has passed', async () => {
    const { sim, open, asWim, topic } = await world();
    sim.clock.freeze();
    await open();
    sim.clock.advance(10_000);
    sim.staleReads(5000);
    const next = await sim.commit('acme/app', { branch: 'topic', files: { 't.txt': '2\n' }, message: '2' });
    const seen = async () => [
      (await asWim('GET', '/repos/acme/app/branches/topic')).body.commit.sha,
      (await asWim('GET', '/repos/acme/app/git/ref/heads/topic')).body.object.sha,
      (await asWim('GET', `${PULLS}/1`)).body.head.sha,
      (await asWim('GET', PULLS)).body[0].head.sha,
    ];
    expect(await seen()).toEqual([topic, topic, topic, topic]);
    await asWim('POST', '/repos/acme/app/git/refs', { ref: 'refs/heads/new', sha: next });
    expect((await asWim('GET', '/repos/acme/app/branches/new')).status).toBe(404);
    sim.clock.advance(5000);
    expect(await seen()).toEqual([next, next, next, next]);
    expect((await asWim('GET', '/repos/acme/app/branches/new')).status).toBe(200);
  });
});
