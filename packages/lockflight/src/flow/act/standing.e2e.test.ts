import { expect, test } from 'vitest';
import { adoptedWorld } from '../e2e/adopted-world.fixture.ts';

test('an approval of somebody without the role is posted, and told at once that it will not count', async () => {
  await using world = await adoptedWorld();
  await world.push('sara', 'staging', { 'a.txt': 'one\n' });
  await world.open();
  const answers = async (login: string, ...argv: readonly string[]) => {
    const { exit, json } = await world.run(login, ...argv, '--json');
    return [exit, json.counts];
  };
  expect(await answers('sara', 'approve', 'release')).toEqual([0, false]);
  expect((await world.run('sara', 'approve', 'release')).out).toContain('not count');
  expect(await answers('octocat', 'approve', 'release')).toEqual([0, true]);
  expect(await answers('sara', 'attest', 'user-tests', '--result', 'passed')).toEqual([0, false]);
  expect(await answers('amina', 'attest', 'user-tests', '--result', 'failed')).toEqual([0, true]);
  expect((await world.run('amina', 'attest', 'user-test', '--result', 'passed')).err).toContain('did you mean user-tests');
});
