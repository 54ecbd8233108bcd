import { describe, expect, it } from 'vitest';
import { acme, clone, forge } from '../visitor.fixture.ts';

const world = async () => {
  const sim = await forge();
  const people = await acme(sim);
  const issue = () => people.asWim('POST', '/repos/acme/app/issues', { title: 'x' });
  const count = async () => (await people.asWim('GET', '/repos/acme/app/issues')).body.length;
  const posts = (method: string, path: string) => method === 'POST' && path.endsWith('/issues');
  return { sim, issue, count, posts, ...people };
};

describe('faults', () => {
  it('answer instead, so many times, after letting some pass', async () => {
    const { sim, issue, count, posts } = await world();
    sim.faults.add({ match: posts, status: 502, times: 2, skip: 1 });
    const statuses = [await issue(), await issue(), await issue(), await issue()].map((reply) => reply.status);
    expect(statuses).toEqual([201, 502, 502, 201]);
    expect(await count()).toBe(2);
  });

  it('say when to come back, and are taken away', async () => {
    const { sim, issue, posts } = await world();
    const remove = sim.faults.add({ match: posts, status: 429, retryAfter: 7 });
    const limited = await issue();
    expect([limited.status, limited.headers.get('retry-after'), limited.headers.get('x-ratelimit-remaining')]).toEqual([429, '7', '0']);
    remove();
    expect((await issue()).status).toBe(201);
  });

  it('send nonsense, or nothing', async () => {
    const { sim, wim, issue, posts, count } = await world();
    sim.faults.add({ match: posts, body: '<html>', times: 1 });
    const headers = { authorization: `token ${wim.token}` };
    const reply = await fetch(`${sim.apiUrl}/repos/acme/app/issues`, { method: 'POST', headers, body: '{"title":"x"}' });
    expect([reply.status, await reply.text()]).toEqual([200, '<html>']);
    sim.faults.add({ match: posts, drop: true, times: 1 });
    await expect(issue()).rejects.toThrow('fetch failed');
    expect(await count()).toBe(0);
  });

  it('carry the effect out and lose the answer', async () => {
    const { sim, issue, posts, count } = await world();
    sim.faults.add({ match: posts, drop: true, afterEffect: true, times: 1 });
    await expect(issue()).rejects.toThrow('fetch failed');
    sim.faults.add({ match: posts, status: 500, afterEffect: true, times: 1 });
    expect((await issue()).status).toBe(500);
    expect(await count()).toBe(2);
  });

  it('slow down, and do not keep the simulator from stopping', async () => {
    const { sim, issue, posts } = await world();
    sim.faults.add({ match: posts, latencyMs: 20, times: 1 });
    expect((await issue()).status).toBe(201);
    sim.faults.add({ match: posts, latencyMs: 3_600_000 });
    const hanging = issue();
    const lost = expect(hanging).rejects.toThrow('fetch failed');
    await sim.stop();
    await lost;
  });

  it('hit pushes too: refused before, or lost after', async () => {
    const { sim, wim, asWim } = await world();
    const work = await clone(sim.cloneUrl('acme/app', wim.token));
    const commit = await work.commit('two', { 'b.txt': 'b\n' });
    const pushes = (_: string, path: string) => path.endsWith('/git-receive-pack');
    const head = async () => (await asWim('GET', '/repos/acme/app/branches/main')).body.commit.sha;
    sim.faults.add({ match: pushes, status: 500, times: 1 });
    expect((await work.run('push', 'origin', 'main')).code).not.toBe(0);
    expect(await head()).not.toBe(commit);
    sim.faults.add({ match: pushes, drop: true, afterEffect: true, times: 1 });
    expect((await work.run('push', 'origin', 'main')).code).not.toBe(0);
    expect(await head()).toBe(commit);
    expect((await work.run('push', 'origin', 'main')).stderr).toContain('up-to-date');
  });
});
