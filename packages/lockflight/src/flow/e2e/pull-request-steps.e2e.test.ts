/** A step that is fed by pull requests and has gates; a check of Lockflight's name that somebody else made; a version that went out before. */
import { expect, test } from 'vitest';
import { adoptedWorld } from './adopted-world.fixture.ts';
import { SMALL_CONTRACT, SMALL_FILES } from './small-contract.fixture.ts';

const contract = `version: package.json
${SMALL_CONTRACT.replace('to: staging }', 'to: staging, gates: [ { approval: { of: review, by: [cto], count: 1 } } ] }')}`;

test('a pull request into staging meets the gates of its step', async () => {
  await using world = await adoptedWorld({
    files: { ...SMALL_FILES, 'lockflight.yaml': contract, 'package.json': '{"version":"1.0.0"}\n' },
  });
  await world.git('sara', 'push', '--quiet', 'origin', 'origin/staging:refs/heads/feature');
  const head = await world.push('sara', 'feature', { 'a.txt': 'one\n' });
  const { body } = await world.api('sara', 'POST', '/pulls', { title: 'A feature', head: 'feature', base: 'staging' });
  const said = async () => {
    const runs = (await world.api('octocat', 'GET', `/commits/${head}/check-runs`)).body.check_runs;
    return runs
      .filter((r: { name: string; app: { slug: string } }) => r.name === 'lockflight / staging' && r.app.slug === 'lockflight')
      .map((r: { conclusion: string }) => r.conclusion);
  };
  expect(await world.judged()).toEqual({ [body.number]: 'blocked' });
  expect(await said()).toEqual(['failure']);
  await world.sign('octocat', body.number, { act: 'approve review' });
  expect(await world.judged()).toEqual({ [body.number]: 'passed' });
  expect(await said()).toEqual(['success']);

  // A workflow that says the same under the same name stands above ours, until ours stands above it.
  const ours = (await world.api('octocat', 'GET', `/commits/${head}/check-runs`)).body.check_runs[0];
  const imitation = { name: ours.name, head_sha: head, status: 'completed', conclusion: 'success', output: ours.output };
  const answer = await fetch(`${world.sim.apiUrl}/repos/${world.repository}/check-runs`, {
    method: 'POST',
    headers: { authorization: `Bearer ${world.sim.actionsToken(world.repository)}` },
    body: JSON.stringify({ ...imitation, output: { title: ours.output.title, summary: ours.output.summary } }),
  });
  expect(answer.status).toBe(201);
  await world.judged();
  const runs: { id: number; app: { slug: string } }[] = (await world.api('octocat', 'GET', `/commits/${head}/check-runs?filter=all`)).body
    .check_runs;
  expect(runs.sort((a, b) => b.id - a.id)[0]?.app.slug).toBe('lockflight');

  // Production has another tree under this version: said, not refused.
  await world.push('sara', 'staging', { 'b.txt': 'two\n' });
  const { json } = await world.run('karim', 'promote', 'staging', 'production', '--json');
  expect(json.sameVersion).toMatchObject({ version: '1.0.0', tree: await world.tree(await world.head('main')) });
});
