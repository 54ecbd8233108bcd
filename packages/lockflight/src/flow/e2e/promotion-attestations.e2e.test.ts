/** What people say that they observed: where, of which tree, and taken back. */
import { expect, test } from 'vitest';
import { type AdoptedWorld, adoptedWorld } from './adopted-world.fixture.ts';
import { SMALL_CONTRACT, SMALL_FILES } from './small-contract.fixture.ts';

const ATTESTED = {
  ...SMALL_FILES,
  'lockflight.yaml': SMALL_CONTRACT.replace('cto: [octocat]', 'cto: [octocat, sara]').replace(
    '      - rollback-plan\n',
    '      - rollback-plan\n      - evidence: { of: user-tests }\n',
  ),
};
const PASSED = 'attest user-tests passed';
const FAILED = 'attest user-tests failed';

/** A signed promotion that lacks nothing but its user tests. */
const signed = async (world: AdoptedWorld): Promise<{ number: number; candidate: string }> => {
  world.pass(await world.push('amina', 'staging', { 'a.txt': 'one\n' }));
  const { number, candidate } = await world.open();
  await world.sign('octocat', number);
  return { number, candidate };
};
const deploy = (world: AdoptedWorld, commit: string): void => {
  world.sim.deploy(world.repository, { environment: 'staging', commit });
  world.sim.clock.advance(60_000);
};
const userTests = async (world: AdoptedWorld): Promise<string | undefined> => (await world.gates())['evidence:user-tests'];
const dismiss = (world: AdoptedWorld, number: number, review: number) =>
  world.api('octocat', 'PUT', `/pulls/${number}/reviews/${review}/dismissals`, { message: 'no' });

test('what staging did not run when it was said is errored; while deployments cannot be read it waits', async () => {
  await using world = await adoptedWorld({ files: ATTESTED });
  const { number, candidate } = await signed(world);
  await world.sign('octocat', number, { act: PASSED });
  expect(await userTests(world)).toBe('errored');
  expect(await world.judged()).not.toEqual({ [number]: 'passed' });

  deploy(world, candidate);
  await world.sign('octocat', number, { act: PASSED });
  const clear = world.sim.faults.add({ match: (method, path) => method === 'GET' && path.includes('/deployments'), status: 404 });
  await world.record();
  clear();
  expect(await world.judged()).toEqual({ [number]: 'passed' });
});

test('a failure that stands in a request for changes counts, an approval in one does not', async () => {
  await using world = await adoptedWorld({ files: ATTESTED });
  const { number, candidate } = await signed(world);
  deploy(world, candidate);
  await world.sign('octocat', number, { act: PASSED });
  expect(await world.judged()).toEqual({ [number]: 'passed' });
  await world.sign('amina', number, { act: FAILED, event: 'REQUEST_CHANGES' });
  expect(await world.judged()).toEqual({ [number]: 'blocked' });
  await world.sign('octocat', number, { act: PASSED });
  await world.sign('sara', number, { act: 'approve other', event: 'REQUEST_CHANGES' });
  expect(await world.judged()).toEqual({ [number]: 'passed' });
  expect((await world.bodies('approval')).map((a) => a.kind)).toEqual(['release']);
});

test("a dismissed review takes its attestation back, and nobody else's newer one", async () => {
  await using world = await adoptedWorld({ files: ATTESTED });
  const { number, candidate } = await signed(world);
  deploy(world, candidate);
  const first = await world.sign('octocat', number, { act: PASSED, event: 'APPROVE' });
  expect(await world.judged()).toEqual({ [number]: 'passed' });
  await dismiss(world, number, first);
  expect(await userTests(world)).toBe('blocked');
  expect(await world.judged()).toEqual({ [number]: 'blocked' });

  const second = await world.sign('octocat', number, { act: PASSED, event: 'APPROVE' });
  await world.judged();
  await world.sign('sara', number, { act: PASSED });
  await world.judged();
  await dismiss(world, number, second);
  expect(await world.judged()).toEqual({ [number]: 'passed' });
});

test('a rehearsal of the way back speaks of this tree and of what production has, and of no other pair', async () => {
  const contract = SMALL_CONTRACT.replace(
    '      - rollback-plan\n',
    '      - rollback-plan\n      - evidence: { of: rollback-rehearsal, max-age: 30d }\n',
  );
  await using world = await adoptedWorld({ files: { ...SMALL_FILES, 'lockflight.yaml': contract } });
  const rehearsed = async (): Promise<string | undefined> => (await world.gates())['evidence:rollback-rehearsal'];
  const { number, candidate } = await signed(world);
  deploy(world, candidate);
  expect(await rehearsed()).toBe('blocked');
  expect((await world.run('octocat', 'attest', 'rollback-rehearsal', '--result', 'passed')).exit).toBe(0);
  expect(await world.judged()).toEqual({ [number]: 'passed' });
  // The target is another one now: going back there was not tried.
  await world.push('karim', 'main', { 'fix.txt': 'now\n' });
  await world.judged();
  const again = await world.open();
  expect(again.number).not.toBe(number);
  expect(await rehearsed()).toBe('blocked');
  expect((await world.run('octocat', 'attest', 'rollback-rehearsal', '--result', 'passed')).exit).toBe(0);
  await world.judged();
  expect(await rehearsed()).toBe('passed');
});
