/** The contract in force: what judges, what changes it, and what never does. */
import { expect, test } from 'vitest';
import { adoptedWorld } from './adopted-world.fixture.ts';
import { SMALL_CONTRACT, SMALL_FILES } from './small-contract.fixture.ts';

const OWNERS = 'approval:owners';
const LOOSER = SMALL_CONTRACT.replace('      - evidence: { of: ci-check }\n', '');

test('a candidate that loosens the contract needs an owner, is judged by the old one, and takes force after the merge', async () => {
  await using world = await adoptedWorld();
  await world.push('sara', 'staging', { 'lockflight.yaml': LOOSER }, 'Ask for less');
  const { number } = await world.open();
  await world.sign('octocat', number);
  expect(await world.gates()).toMatchObject({ 'evidence:ci-check': 'blocked', [OWNERS]: 'blocked' });
  world.pass(await world.head('staging'));
  await world.sign('karim', number, { act: 'approve owners' });
  expect(await world.gates()).toMatchObject({ 'evidence:ci-check': 'passed', [OWNERS]: 'blocked' });
  await world.sign('amina', number, { act: 'approve owners' });
  expect(await world.judged()).toEqual({ [number]: 'passed' });
  expect((await world.view()).contract).toMatchObject({ counter: 1, text: SMALL_CONTRACT });
  expect(await world.tryMerge()).toBe('merged');
  await world.judged();
  expect((await world.view()).contract).toMatchObject({ counter: 2, text: LOOSER });
  await world.push('sara', 'staging', { 'a.txt': 'one\n' });
  expect(Object.keys(await world.gates())).toEqual(['up-to-date', 'approval:release', 'rollback-plan']);
});

test('workflows and package.json meet the owners too; an owner who wrote the change is no second pair of eyes', async () => {
  await using world = await adoptedWorld({ files: { ...SMALL_FILES, 'package.json': '{}\n' } });
  await world.push('amina', 'staging', { '.github/workflows/ci.yml': `${SMALL_FILES['.github/workflows/ci.yml']}# easier\n` });
  const first = await world.open();
  await world.sign('amina', first.number, { act: 'approve owners' });
  expect((await world.gates())[OWNERS]).toBe('blocked');
  await world.sign('octocat', first.number, { act: 'approve owners' });
  expect((await world.gates())[OWNERS]).toBe('passed');
});

test('a contract that is broken gets nowhere', async () => {
  await using world = await adoptedWorld();
  world.pass(await world.push('sara', 'staging', { 'lockflight.yaml': 'lockflight: 1\nproject: [\n' }));
  const { number, head } = await world.open();
  await world.sign('octocat', number);
  await world.sign('octocat', number, { act: 'approve owners' });
  expect((await world.gates())[OWNERS]).toBe('errored');
  expect(await world.judged()).toEqual({ [number]: 'errored' });
  expect(await world.check(head)).toBe('in_progress');
  expect(await world.tryMerge()).toBe('waiting');
  expect((await world.run('karim', 'verdict', 'staging', 'production')).exit).toBe(3);
});

test('a contract that was pushed straight to production never comes into force', async () => {
  await using world = await adoptedWorld();
  await world.push('karim', 'main', { 'lockflight.yaml': LOOSER }, 'Ask for less, quietly');
  await world.judged();
  expect((await world.view()).contract).toMatchObject({ counter: 1, text: SMALL_CONTRACT });
  expect((await world.gates())['evidence:ci-check']).toBe('blocked');
  expect(await world.audit()).toEqual([['direct', 'direct']]);
});

test('what a merge brings into force judges the promotion after it in the same run', async () => {
  await using world = await adoptedWorld();
  const STRICTER = SMALL_CONTRACT.replace('      - rollback-plan\n', '      - documented: { files: ["docs/**"] }\n      - rollback-plan\n');
  world.pass(await world.push('sara', 'staging', { 'lockflight.yaml': STRICTER }, 'Ask for more'));
  const first = await world.open();
  await world.sign('octocat', first.number);
  await world.sign('octocat', first.number, { act: 'approve owners' });
  expect(await world.judged()).toEqual({ [first.number]: 'passed' });
  expect(await world.merge(first.number)).toBe(200);
  world.pass(await world.push('sara', 'staging', { 'a.txt': 'one\n' }));
  const second = await world.open();
  await world.sign('octocat', second.number);
  expect(await world.judged()).toEqual({ [first.number]: 'merged', [second.number]: 'blocked' });
  expect(await world.check(second.head)).toBe('failure');
  expect((await world.view()).contract).toMatchObject({ counter: 2, text: STRICTER });
  const verdicts = (await world.bodies('verdict')).filter((v) => v.promotion === second.branch.replace('lockflight/promote/', ''));
  expect(verdicts.map((v) => v.gates.map((g) => g.id).includes('documented'))).toEqual([true]);
});
