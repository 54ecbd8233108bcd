import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import type { Simulator } from '../index.ts';
import { acme, asking, clone, forge, git } from '../visitor.fixture.ts';

describe('git over HTTP', () => {
  it('clones and pushes, and the REST interface sees it', async () => {
    const sim = await forge();
    const { wim, asWim } = await acme(sim);
    const work = await clone(sim.cloneUrl('acme/app', wim.token));
    const commit = await work.commit('two', { 'b.txt': 'b\n' });
    expect((await work.run('push', 'origin', 'main')).code).toBe(0);
    const branch = await asWim('GET', '/repos/acme/app/branches/main');
    expect(branch.body.commit.sha).toBe(commit);
    expect(branch.body.commit.commit.tree.sha).toBe(await work.must('rev-parse', 'HEAD^{tree}'));
    const [latest] = (await asWim('GET', '/repos/acme/app/activity?ref=refs/heads/main')).body;
    expect(latest).toMatchObject({ activity_type: 'push', after: commit, actor: { login: 'wim' } });
  });

  it('takes a large push, in chunks', async () => {
    const sim = await forge();
    const { wim } = await acme(sim);
    const work = await clone(sim.cloneUrl('acme/app', wim.token));
    const noise = Array.from({ length: 150_000 }, (_, i) => Math.imul(i, 2654435761).toString(36)).join('');
    await work.commit('large', { 'large.txt': noise });
    const pushed = await work.run('-c', 'http.postBuffer=65536', 'push', 'origin', 'main');
    expect(pushed.code, pushed.stderr).toBe(0);
    const again = await clone(sim.cloneUrl('acme/app', wim.token));
    expect(await again.must('rev-parse', 'HEAD')).toBe(await work.must('rev-parse', 'HEAD'));
  });

  it('fetches any commit by id, shallow too', async () => {
    const sim = await forge();
    const { wim } = await acme(sim);
    const first = await sim.commit('acme/app', { files: { 'a.txt': 'a\n' }, message: 'a' });
    await sim.commit('acme/app', { files: { 'a.txt': 'b\n' }, message: 'b' });
    const work = await clone(sim.cloneUrl('acme/app', wim.token));
    expect((await work.run('fetch', '--quiet', '--depth=1', 'origin', first)).code).toBe(0);
  });

  it('tells a force push, a new branch and a deleted one apart', async () => {
    const sim = await forge();
    const { wim, asWim } = await acme(sim);
    const work = await clone(sim.cloneUrl('acme/app', wim.token));
    await work.must('checkout', '--quiet', '-b', 'topic');
    await work.commit('t1', { 't.txt': '1\n' });
    await work.must('push', '--quiet', 'origin', 'topic');
    await work.must('commit', '--quiet', '--amend', '--message', 'other');
    await work.must('push', '--quiet', '--force', 'origin', 'topic');
    await work.must('push', '--quiet', 'origin', ':topic');
    const types = (await asWim('GET', '/repos/acme/app/activity?ref=topic')).body.map((a: { activity_type: string }) => a.activity_type);
    expect(types).toEqual(['branch_deletion', 'force_push', 'branch_creation']);
  });

  it.each([
    ['nobody', undefined, 'could not read Username'],
    ['a bad token', 'ghp_wrong', 'Authentication failed'],
  ])('lets %s not in', async (_, token, words) => {
    const sim = await forge();
    const { repository } = await acme(sim);
    const outcome = await git(dirname(repository.dir), 'ls-remote', sim.cloneUrl('acme/app', token));
    expect(outcome.code).not.toBe(0);
    expect(outcome.stderr).toContain(words);
  });

  it('lets a reader fetch, not push; and a stranger see nothing', async () => {
    const sim = await forge();
    const { rita } = await acme(sim);
    const stranger = sim.addUser({ login: 'zoe' });
    const work = await clone(sim.cloneUrl('acme/app', rita.token));
    await work.commit('x', { 'x.txt': 'x\n' });
    expect((await work.run('push', 'origin', 'main')).stderr).toContain('403');
    expect((await work.run('ls-remote', sim.cloneUrl('acme/app', stranger.token))).stderr).toContain('not found');
  });

  it('bounds an App by its permissions and its repositories', async () => {
    const sim = await forge();
    await acme(sim);
    const reader = sim.addApp({ slug: 'reader', permissions: { contents: 'read' } });
    const elsewhere = sim.appToken('reader', { permissions: { contents: 'write' }, repositories: ['acme/other'] });
    const work = await clone(sim.cloneUrl('acme/app', reader.token));
    await work.commit('x', { 'x.txt': 'x\n' });
    expect((await work.run('push', 'origin', 'main')).stderr).toContain('403');
    expect((await work.run('ls-remote', sim.cloneUrl('acme/app', elsewhere))).stderr).toContain('not found');
    expect((await work.run('push', sim.cloneUrl('acme/app', sim.actionsToken('acme/app')), 'main')).code).toBe(0);
  });

  it('two pushes from the same state: one wins', async () => {
    const sim = await forge();
    const { wim } = await acme(sim);
    const url = sim.cloneUrl('acme/app', wim.token);
    const [a, b] = await Promise.all([clone(url), clone(url)]);
    await Promise.all([a.commit('a', { 'a.txt': 'a\n' }), b.commit('b', { 'b.txt': 'b\n' })]);
    const codes = await Promise.all([a.run('push', 'origin', 'main'), b.run('push', 'origin', 'main')]);
    expect(codes.map((outcome) => outcome.code).toSorted()).toEqual([0, 1]);
    const activity = (await asking(sim, wim.token)('GET', '/repos/acme/app/activity?ref=main')).body;
    expect(activity).toHaveLength(2);
  });

  it('does not let refs/pull be written', async () => {
    const sim = await forge();
    const { wim } = await acme(sim);
    const work = await clone(sim.cloneUrl('acme/app', wim.token));
    expect((await work.run('push', 'origin', 'main:refs/pull/1/head')).stderr).toContain('deny updating a hidden ref');
  });

  /** A push that stops in the middle, and stays. */
  const stalled = async (sim: Simulator, token: string, head: string) => {
    const line = `${head} ${'1'.repeat(40)} refs/heads/main\0report-status`;
    const start = `${(line.length + 4).toString(16).padStart(4, '0')}${line}0000PACK`;
    const leave = new AbortController();
    const pushing = fetch(`${sim.cloneUrl('acme/app')}/git-receive-pack`, {
      method: 'POST',
      headers: { authorization: `token ${token}`, 'content-type': 'application/x-git-receive-pack-request' },
      body: new ReadableStream({ start: (controller) => controller.enqueue(Buffer.from(start)) }),
      signal: leave.signal,
      duplex: 'half',
    } as RequestInit);
    const lost = expect(pushing).rejects.toThrow();
    const arrived = () => sim.requests.some((request) => request.path.endsWith('/git-receive-pack'));
    while (!arrived()) await new Promise((resolve) => setTimeout(resolve, 5));
    return { leave: () => leave.abort(), lost };
  };

  it('survives a client that goes away in the middle of a push', async () => {
    const sim = await forge();
    const { wim, asWim } = await acme(sim);
    const push = await stalled(sim, wim.token, (await asWim('GET', '/repos/acme/app/branches/main')).body.commit.sha);
    push.leave();
    await push.lost;
    const work = await clone(sim.cloneUrl('acme/app', wim.token));
    await work.commit('two', { 'b.txt': 'b\n' });
    expect((await work.run('push', 'origin', 'main')).code).toBe(0);
  });

  it('stops in the middle of a push', async () => {
    const sim = await forge();
    const { wim, asWim, repository } = await acme(sim);
    const push = await stalled(sim, wim.token, (await asWim('GET', '/repos/acme/app/branches/main')).body.commit.sha);
    await sim.stop();
    await push.lost;
    await expect(readdir(repository.dir)).rejects.toThrow('ENOENT');
  });

  it('works in a folder that it is given, if it is empty', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'given-'));
    onTestFinished(() => rm(folder, { recursive: true, force: true }));
    const sim = await forge({ folder: join(folder, 'new') });
    const { repository } = await acme(sim);
    expect(repository.dir.startsWith(folder)).toBe(true);
    await expect(forge({ folder })).rejects.toThrow('is not empty');
  });

  it('leaves no folder behind', async () => {
    const sim = await forge();
    const { repository, wim } = await acme(sim);
    await clone(sim.cloneUrl('acme/app', wim.token));
    await sim.stop();
    await expect(readdir(repository.dir)).rejects.toThrow('ENOENT');
  });
});
