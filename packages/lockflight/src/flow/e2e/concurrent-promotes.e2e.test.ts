/** Fifty at the same moment, each from a clone of its own: one thing comes out, and everybody else is told why theirs did not. */
import { cp } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { LockflightError } from '../../errors.ts';
import { newFolder } from '../../git/repository.fixture.ts';
import { type Promoting, promote } from '../promote/promote.ts';
import { openWorld, type World } from '../world.ts';
import { type AdoptedWorld, adoptedWorld } from './adopted-world.fixture.ts';
import { SMALL_CONTRACT, SMALL_FILES } from './small-contract.fixture.ts';

const ASKING = 10;
const MERGING = 50;
const CANDIDATES = 5;
/** Fifty commands at once share two cores with the other tests. */
const PATIENCE_MS = 600_000;

/** That many worlds of karim's, in copies of his clone. */
const crowd = async (world: AdoptedWorld, folder: string, size: number): Promise<readonly World[]> => {
  const clone = await world.clone('karim');
  return Promise.all(
    Array.from({ length: size }, async (_, n) => {
      const directory = join(folder, String(n));
      await cp(clone, directory, { recursive: true });
      return openWorld({ directory, environment: world.environmentOf('karim'), now: () => world.sim.clock.now() });
    }),
  );
};

/** What became of each: its answer, or the code of its refusal. Anything else is a bug. */
const together = (
  worlds: readonly World[],
  request: (n: number) => Partial<Parameters<typeof promote>[1]> = () => ({}),
): Promise<readonly (Promoting | string)[]> =>
  Promise.all(
    worlds.map(async (world, n) => {
      try {
        return await promote(world, { from: 'staging', to: 'production', ...request(n) });
      } catch (error) {
        if (error instanceof LockflightError) return error.code;
        throw error;
      }
    }),
  );

const answered = (answers: readonly (Promoting | string)[]): readonly Promoting[] => answers.filter((a) => typeof a !== 'string');
const refused = (answers: readonly (Promoting | string)[]): ReadonlySet<string> => new Set(answers.filter((a) => typeof a === 'string'));

/** Whatever several recorders do at once: no entry twice, and a chain that verifies. */
const keysOnce = async (world: AdoptedWorld): Promise<void> => {
  const keys = (await world.view()).entries.map((e) => e.key);
  expect(new Set(keys).size).toBe(keys.length);
  expect((await world.run('octocat', 'ledger', 'verify', '--fetch', '--json')).json).toMatchObject({ ok: true, problems: [] });
};

const pulls = async (world: AdoptedWorld): Promise<readonly string[]> => {
  const { body } = await world.api('octocat', 'GET', '/pulls?state=all&per_page=100');
  return body.map((p: { state: string; merged_at: string | null }) => (p.merged_at === null ? p.state : 'merged'));
};

test(`${ASKING} ask for one candidate: one pull request; ${MERGING} merge it: one merge`, { timeout: PATIENCE_MS }, async () => {
  await using folder = await newFolder();
  await using world = await adoptedWorld();
  world.pass(await world.push('sara', 'staging', { 'a.txt': 'one\n' }));
  const worlds = await crowd(world, folder.dir, MERGING);
  const asked = answered(await together(worlds.slice(0, ASKING)));
  expect(asked).toHaveLength(ASKING);
  expect(asked.filter((a) => a.opened.created)).toHaveLength(1);
  expect(new Set(asked.map((a) => `${a.opened.pullRequest.number} ${a.opened.head} ${a.merge.state}`)).size).toBe(1);
  expect(await pulls(world)).toEqual(['open']);

  await world.sign('octocat', 1);
  await Promise.all([world.record(), world.record(), world.record()]);
  expect(await world.judged()).toEqual({ 1: 'passed' });
  const merging = await together(worlds, () => ({ wait: { seconds: 0, everySeconds: 0 } }));
  // Nobody waits here: whoever looks while another's merge is under way is told that it waits.
  const looked = answered(merging).map((a) => (a.merge.state === 'merged' ? a.merge.commit : a.merge.state));
  const merged = looked.filter((state) => state !== 'waiting');
  expect(new Set(merged)).toEqual(new Set([await world.head('main')]));
  for (const code of refused(merging)) expect(['nothing-to-promote', 'forge-conflict', 'base-moved', 'forge-rejected']).toContain(code);
  const { body } = await world.api('octocat', 'GET', '/activity?ref=main');
  expect(body.filter((a: { activity_type: string }) => a.activity_type === 'pr_merge')).toHaveLength(1);
  await Promise.all([world.record(), world.record()]);
  await keysOnce(world);
  expect((await world.bodies('promotion')).map((p) => p.phase)).toEqual(['proposed', 'ready', 'merged']);
  expect(await world.audit()).toEqual([['promoted', null]]);
  console.log(
    `concurrent promotes: ${asked.length} asked, ${merging.length} merged: ${merged.length} saw the one merge, ${looked.length - merged.length} were told to wait, ${merging.length - looked.length} were refused (${[...refused(merging)].join(', ')})`,
  );
});

test.each([
  ['newest', undefined],
  ['first', 'promotion-open'],
] as const)(
  `${CANDIDATES} ask for different candidates (supersede: %s): one is left`,
  { timeout: PATIENCE_MS },
  async (supersede, code) => {
    const contract = SMALL_CONTRACT.replace('    waivable:', `    supersede: ${supersede}\n    waivable:`).replace(
      '{ head-only: true }',
      '{ head-only: false }',
    );
    await using folder = await newFolder();
    await using world = await adoptedWorld({ files: { ...SMALL_FILES, 'lockflight.yaml': contract } });
    const candidates: string[] = [];
    for (let n = 0; n < CANDIDATES; n++) candidates.push(await world.push('sara', 'staging', { 'a.txt': `${n}\n` }));
    for (const candidate of candidates) world.pass(candidate);
    const answers = await together(await crowd(world, folder.dir, candidates.length), (n) => ({ candidate: candidates[n] ?? '' }));
    for (const said of refused(answers)) expect(said).toBe(code);
    // Whoever asked at the very same moment did not see the others: the recorder lets one go on.
    const outcomes = Object.values(await world.judged());
    expect(outcomes.filter((o) => o === 'blocked' || o === 'passed')).toHaveLength(1);
    for (const outcome of outcomes) expect(['blocked', 'passed', 'superseded', 'closed']).toContain(outcome);
    const bodies = await world.bodies('promotion');
    for (const { phase, reason } of bodies.filter((b) => b.phase === 'superseded'))
      expect([phase, reason?.en]).toEqual([phase, expect.stringContaining('#')]);
  },
);
