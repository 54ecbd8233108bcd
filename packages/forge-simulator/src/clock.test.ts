import { describe, expect, it } from 'vitest';
import { stamp, startClock } from './clock.ts';
import { acme, forge } from './visitor.fixture.ts';

describe('the clock', () => {
  it('runs with its base, shifted; and stands still where it is frozen', () => {
    let base = Date.parse('2026-01-01T00:00:00Z');
    const clock = startClock(() => new Date(base));
    clock.advance(1000);
    base += 500;
    expect(clock.now().toISOString()).toBe('2026-01-01T00:00:01.500Z');
    clock.set(new Date('2027-01-01T00:00:00Z'));
    base += 500;
    expect(clock.now().toISOString()).toBe('2027-01-01T00:00:00.500Z');
    clock.freeze();
    base += 10_000;
    expect(stamp(clock.now())).toBe('2027-01-01T00:00:00Z');
    clock.advance(60_000);
    expect(stamp(clock.now())).toBe('2027-01-01T00:01:00Z');
    clock.set(new Date('2026-06-01T00:00:00Z'));
    expect(stamp(clock.now())).toBe('2026-06-01T00:00:00Z');
  });

  it('gives every time that the forge tells, commits included', async () => {
    const sim = await forge({ now: () => new Date('2026-03-01T12:00:00Z') });
    const { asWim } = await acme(sim);
    sim.clock.advance(3 * 86_400_000);
    await sim.commit('acme/app', { branch: 'topic', parent: 'main', files: { 't.txt': 't\n' }, message: 't' });
    const pull = await asWim('POST', '/repos/acme/app/pulls', { title: 'T', head: 'topic', base: 'main' });
    expect(pull.body.created_at).toBe('2026-03-04T12:00:00Z');
    sim.clock.advance(3_600_000);
    const merged = await asWim('PUT', '/repos/acme/app/pulls/1/merge');
    const commit = (await asWim('GET', `/repos/acme/app/commits/${merged.body.sha}`)).body;
    expect(commit.commit.committer).toMatchObject({ name: 'GitHub', date: '2026-03-04T13:00:00Z' });
    const [activity] = (await asWim('GET', '/repos/acme/app/activity')).body;
    expect(activity.timestamp).toBe('2026-03-04T13:00:00Z');
  });

  it('makes the same world twice with the same ids', async () => {
    const build = async () => {
      const sim = await forge({ now: () => new Date('2026-03-01T12:00:00Z') });
      const { asWim } = await acme(sim);
      return (await asWim('GET', '/repos/acme/app/branches/main')).body.commit.sha;
    };
    expect(await build()).toBe(await build());
  });
});
