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
