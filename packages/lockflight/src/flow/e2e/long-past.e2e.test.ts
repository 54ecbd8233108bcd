/** A repository with a long past: what the recorder asks of the forge is bounded by what is new and what is open, not by what has been. */
import { describe, expect, test } from 'vitest';
import { adoptedWorld } from './adopted-world.fixture.ts';
import type { ForgeWorld } from './forge-world.fixture.ts';

const PULLS = 10_000;

const crowded = async (world: ForgeWorld): Promise<void> => {
  for (const branch of ['main', 'staging']) {
    const commit = await world.head(branch);
    const deployments = { environment: branch === 'main' ? 'production' : 'staging', count: 2_000 };
    world.sim.crowd(world.repository, { branch, commit, pulls: PULLS / 2, pushes: PULLS / 2, deployments });
  }
  world.sim.clock.advance(60_000);
};

describe('a first record of a repository with 10,000 pull requests', () => {
  test('asks a bounded number of questions, the next one too, and misses nothing that is new', async () => {
    await using world = await adoptedWorld({ before: crowded });
    const asked = async (): Promise<number> => {
      const before = world.sim.requests.length;
      const ran = await world.record('--verbose');
      expect(ran.exit).toBe(0);
      const rest = world.sim.requests.slice(before).filter(({ path }) => path.startsWith('/api/'));
      expect(ran.err).toContain('GET /repos/{owner}/{repo}/activity');
      return rest.length;
    };
    const first = await asked();
    // Two pages of each branch's past, two of deployments with a hundred times their statuses, and what every record asks: 214 in all.
    expect(first).toBeLessThan(300);
    await world.push('sara', 'staging', { 'new.txt': 'one' });
    const next = await asked();
    expect(next).toBeLessThan(300);
    const pushes = await world.bodies('push');
    expect(pushes.at(-1)).toMatchObject({ environment: 'staging', commit: await world.head('staging') });
  });
});
