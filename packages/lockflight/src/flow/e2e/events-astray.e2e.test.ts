/**
 * What wakes the recorder is no more than that: with every event lost, doubled, out of order, hours late, or its run replaced by a newer one while another ran, the
 * ledger says the same as when each was answered at once.
 */
import { expect, test } from 'vitest';
import type { Entry } from '../../ledger/entry.ts';
import { type Happened, happens, happenWhileOneRuns } from './actions-runner.fixture.ts';
import { type AdoptedWorld, adoptedWorld } from './adopted-world.fixture.ts';
import { filesOf } from './recorder-files.fixture.ts';

const FILES = { files: filesOf('workflow', true), private: true };
const HOUR = 3_600_000;

/** Acts of people and workflows, an hour apart, each with what GitHub would tell of it. */
const acts = async (world: AdoptedWorld, tell: (event: Happened) => Promise<unknown>): Promise<void> => {
  const begun = world.sim.clock.now().getTime();
  const at = (hours: number): void => world.sim.clock.set(new Date(begun + hours * HOUR));
  at(1);
  const candidate = await world.push('sara', 'staging', { 'feature.txt': 'one' }, 'Add a feature');
  await tell({ name: 'push', ref: 'staging' });
  at(2);
  world.pass(candidate);
  at(3);
  const { number, branch } = await world.open();
  await tell({ name: 'pull_request_target' });
  at(4);
  expect((await world.run('karim', 'hold', 'release', '--why', 'release freeze')).exit).toBe(0);
  await tell({ name: 'workflow_dispatch' });
  at(5);
  await world.sign('octocat', number);
  await tell({ name: 'pull_request_review', ref: branch });
  await tell({ name: 'issue_comment', commenter: 'Bot' });
};

/**
 * What the ledger says happened, who did it and when: without the numbers that a forge gives out as they come, what was judged in between, and the promotion's own
 * commit, which names the ledger's head of its moment.
 */
const told = (entries: readonly Entry[]): readonly string[] => {
  const heads = entries.flatMap(({ body }) => (body.type === 'promotion' && body.phase === 'proposed' ? [body.head] : []));
  const plain = (text: string): string =>
    heads.reduce((all, head) => all.replaceAll(head, 'head'), text.replaceAll(/\b1\d{3}\b|:\d{5}\//g, '#'));
  return entries
    .filter(({ body }) => body.type !== 'verdict' && body.type !== 'adoption')
    .map(({ key, occurredAt, actor, body }) => plain(JSON.stringify([key, occurredAt, actor.login, body])))
    .toSorted();
};

const lastVerdict = (entries: readonly Entry[]) =>
  entries.flatMap(({ body }) => (body.type === 'verdict' ? [body.gates.map(({ id, outcome }) => [id, outcome])] : [])).at(-1);

test('events replaced, lost, doubled, out of order and hours late leave the same ledger', async () => {
  await using prompt = await adoptedWorld(FILES);
  await acts(prompt, (event) => happens(prompt, event));

  await using late = await adoptedWorld(FILES);
  const events: Happened[] = [];
  await acts(late, async (event) => events.push(event));
  late.sim.clock.advance(6 * HOUR);
  const played = await happenWhileOneRuns(late, [...events, ...events].toReversed());
  const ends = (of: string) => played.filter(({ workflow }) => workflow === 'lockflight').filter(({ ended }) => ended === of).length;
  // Of eight that enter the group one is played at all, and a run that is skipped takes the place of none.
  expect([ends('success'), ends('replaced'), ends('skipped')]).toEqual([1, 7, 2]);

  const [first, second] = [(await prompt.view()).entries, (await late.view()).entries];
  expect(told(second)).toEqual(told(first));
  expect(told(second).length).toBeGreaterThan(5);
  expect(lastVerdict(second)).toEqual(lastVerdict(first));
  // The clock's own, later: nothing is left to say.
  await happens(late, { name: 'schedule' });
  expect((await late.view()).entries.length).toBe(second.length);
});
