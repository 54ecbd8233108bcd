import { expect, test } from 'vitest';
import { adoptedWorld } from './adopted-world.fixture.ts';

test('a branch that was deleted at the forge is not judged from an old clone', async () => {
  await using world = await adoptedWorld();
  await world.push('sara', 'staging', { 'a.txt': 'one\n' });
  await world.run('karim', 'verdict', 'staging', 'production');
  await world.git('octocat', 'push', '--quiet', 'origin', ':staging');
  expect((await world.run('karim', 'verdict', 'staging', 'production')).err).toContain('branch-missing');
});
