/** Who wrote what is promoted, when somebody would rather not be known: direct pushes brought back, branches set back, names that look like Lockflight's. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { type AdoptedWorld, adoptedWorld } from './adopted-world.fixture.ts';
import { SMALL_CONTRACT, SMALL_FILES } from './small-contract.fixture.ts';

const APPROVAL = 'approval:release';
const TWO_RELEASERS = { ...SMALL_FILES, 'lockflight.yaml': SMALL_CONTRACT.replace('cto: [octocat]', 'cto: [octocat, sara]') };
const GUTTED = 'name: ci\non: push\njobs:\n  check: { runs-on: ubuntu-latest, steps: [{ run: "true" }] }\n';

/** A commit of sara's that says it is amina's, on `branch` of the repository. */
const disguised = async (world: AdoptedWorld, branch: string): Promise<void> => {
  await world.git('sara', 'checkout', '--quiet', '-B', branch, 'origin/staging');
  const email = await world.git('amina', 'config', 'user.email');
  writeFileSync(join(await world.clone('sara'), 'disguised.txt'), branch);
  await world.git('sara', 'add', '.');
  await world.git('sara', 'commit', '--quiet', '--author', `amina <${email.trim()}>`, '-m', 'Hers, it says');
  await world.git('sara', 'push', '--quiet', 'origin', branch);
};

test('what was pushed straight to production keeps its author and its sensitive files when it comes back through staging', async () => {
  await using world = await adoptedWorld({ files: TWO_RELEASERS });
  await world.promoted({ 'a.txt': 'one\n' });
  await world.push('sara', 'main', { '.github/workflows/ci.yml': GUTTED, 'b.txt': 'around\n' }, 'Around');
  await world.record();
  await world.git('karim', 'checkout', '--quiet', '-B', 'staging', 'origin/staging');
  await world.git('karim', 'merge', '--quiet', '--no-ff', '-m', 'Bring production back', 'origin/main');
  await world.git('karim', 'push', '--quiet', 'origin', 'HEAD:refs/heads/staging');
  world.pass(await world.push('karim', 'staging', { 'c.txt': 'one\n' }));
  const { number } = await world.open();
  await world.sign('sara', number);
  expect(await world.gates()).toMatchObject({ 'approval:owners': 'blocked', [APPROVAL]: 'blocked' });

  await world.sign('octocat', number);
  await world.sign('octocat', number, { act: 'approve owners' });
  expect(await world.judged()).toEqual({ [number]: 'passed' });
});

test('whoever sets staging back to an older state is the author of what changes', async () => {
  await using world = await adoptedWorld({ files: TWO_RELEASERS });
  const first = await world.promoted({ 'a.txt': 'one\n' });
  world.pass(await world.push('amina', 'staging', { 'a.txt': null }, 'Take it back'));
  const second = await world.open();
  await world.sign('octocat', second.number);
  await world.judged();
  expect(await world.tryMerge()).toBe('merged');
  await world.judged();

  await world.git('sara', 'push', '--quiet', '--force', 'origin', `${first.candidate}:refs/heads/staging`);
  await world.record();
  const third = await world.open();
  await world.sign('sara', third.number);
  expect((await world.gates())[APPROVAL]).toBe('blocked');

  // A small commit of somebody else on top does not hide it.
  world.pass(await world.push('amina', 'staging', { 'b.txt': 'two\n' }));
  const fourth = await world.open();
  await world.sign('sara', fourth.number);
  expect((await world.gates())[APPROVAL]).toBe('blocked');
  await world.sign('octocat', fourth.number);
  expect((await world.gates())[APPROVAL]).toBe('passed');
});

test("a branch named like Lockflight's own does not hide who opened its pull request", async () => {
  await using world = await adoptedWorld({ files: TWO_RELEASERS });
  await disguised(world, 'lockflight/promote/x');
  const { body } = await world.api('sara', 'POST', '/pulls', { title: 'x', head: 'lockflight/promote/x', base: 'staging', body: '' });
  await world.api('karim', 'PUT', `/pulls/${body.number}/merge`, { merge_method: 'merge' });
  world.pass(await world.head('staging'));
  await world.record();
  const { number } = await world.open();
  await world.sign('sara', number);
  expect((await world.gates())[APPROVAL]).toBe('blocked');
});

test('pushes that cannot be read leave the authors unknown', async () => {
  const contract = TWO_RELEASERS['lockflight.yaml']
    .replace('      - up-to-date: { head-only: true }\n', '')
    .replace('    waivable: { by: [cto], gates: [up-to-date] }\n', '');
  await using world = await adoptedWorld({ files: { ...TWO_RELEASERS, 'lockflight.yaml': contract } });
  await disguised(world, 'staging');
  world.pass(await world.head('staging'));
  const { number } = await world.open();
  await world.sign('sara', number);
  world.sim.faults.add({ match: (method, path) => method === 'GET' && path.includes('/activity'), body: 'nonsense' });
  expect((await world.gates())[APPROVAL]).toBe('errored');
});
