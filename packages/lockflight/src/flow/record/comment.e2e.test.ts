/** What people see: one comment and one check run, both with the gates, kept in place whoever else writes there. */
import { expect, test } from 'vitest';
import { adoptedWorld } from '../e2e/adopted-world.fixture.ts';

test('the verdict is one comment of our own, and the gates are in the check run', async () => {
  await using world = await adoptedWorld();
  const ours = async (number: number) => {
    const { body } = await world.api('octocat', 'GET', `/issues/${number}/comments`);
    const all: { body: string; user: { login: string } }[] = body;
    return all.filter(({ user }) => user.login === 'lockflight[bot]').map((comment) => comment.body);
  };
  const said = async (commit: string): Promise<{ summary: string; text: string }> =>
    (await world.api('octocat', 'GET', `/commits/${commit}/check-runs`)).body.check_runs.find(
      ({ name }: { name: string }) => name === 'lockflight / production',
    ).output;

  await world.push('sara', 'staging', { 'a.txt': '1' }, '@octocat | <b>x</b>');
  const { number, head } = await world.open();
  await world.api('sara', 'POST', `/issues/${number}/comments`, { body: '<!-- lockflight:verdict -->\nall is well' });
  await world.record();
  const [first, ...more] = await ours(number);
  expect(more).toEqual([]);
  expect(first).toContain('`approval:release`');
  const { summary, text } = await said(head);
  expect(summary).toContain('- `approval:release`');
  expect(text.split('\n').filter((line) => line.startsWith('| blocked |'))).toHaveLength(2);

  const writes = () => world.sim.requests.filter(({ method, path }) => method !== 'GET' && /comments|check-runs/.test(path)).length;
  const before = writes();
  await world.record();
  expect(writes()).toBe(before);

  // While the forge does not say who we are, ours is not found: that is an error, and no second comment.
  world.sim.faults.add({ match: (_method, path) => path.endsWith('/graphql'), body: 'nonsense' });
  expect((await world.record()).json.judged).toMatchObject([{ pullRequest: number, outcome: 'errored' }]);
  world.sim.faults.clear();
  expect(await ours(number)).toHaveLength(1);

  // Two recorders at once may have made two; the one that is left is kept up to date.
  await world.api('recorder', 'POST', `/issues/${number}/comments`, { body: '<!-- lockflight:verdict -->\nonce more' });
  world.pass(await world.head('staging'));
  await world.sign('octocat', number);
  await world.record();
  const [only, ...none] = await ours(number);
  expect(none).toEqual([]);
  expect(only).not.toBe(first);
  expect(only).not.toContain('| blocked |');
  const { body } = await world.api('octocat', 'GET', `/issues/${number}/comments`);
  expect(body[0]).toMatchObject({ body: '<!-- lockflight:verdict -->\nall is well' });
});
