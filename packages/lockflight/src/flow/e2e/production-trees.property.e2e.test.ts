/**
 * For random sequences of what people do: no tree appears in production that staging did not have before, unless a violation names it. The oracle knows nothing
 * of the ledger: it looks at the two branches after every move, as somebody would who stood beside them.
 */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { gitIn } from '../../git/repository.fixture.ts';
import { type AdoptedWorld, adoptedWorld } from './adopted-world.fixture.ts';

interface Player {
  readonly world: AdoptedWorld;
  /** Counts what was written, so that contents differ. */
  turn: number;
}

const openPulls = async (world: AdoptedWorld, prefix: string): Promise<readonly number[]> => {
  const { body } = await world.api('octocat', 'GET', '/pulls?state=open&base=main&per_page=100');
  return body
    .filter((p: { head: { ref: string } }) => p.head.ref.startsWith(prefix))
    .map((p: { number: number }) => p.number)
    .sort((a: number, b: number) => a - b);
};

const mergeByHand = async (world: AdoptedWorld, method: 'merge' | 'squash', prefix: string): Promise<void> => {
  const [number] = await openPulls(world, prefix);
  if (number !== undefined) await world.merge(number, method);
};

/** What may be refused is refused: a move that cannot be made is a move as well. */
const MOVES = {
  push: ({ world, turn }: Player) => world.push('sara', 'staging', { 'a.txt': `${turn}\n` }),
  'take it back': ({ world }: Player) => world.push('sara', 'staging', { 'a.txt': null }),
  prove: async ({ world }: Player) => void world.pass(await world.head('staging')),
  promote: ({ world }: Player) => world.run('karim', 'promote', 'staging', 'production'),
  release: async ({ world }: Player) => {
    await world.run('karim', 'promote', 'staging', 'production');
    for (const number of await openPulls(world, 'lockflight/promote/')) await world.sign('octocat', number);
    await world.record();
    await world.tryMerge();
  },
  'merge a promotion by hand': ({ world }: Player) => mergeByHand(world, 'merge', 'lockflight/promote/'),
  'squash a promotion by hand': ({ world }: Player) => mergeByHand(world, 'squash', 'lockflight/promote/'),
  'merge staging by hand': async ({ world }: Player) => {
    await world.api('sara', 'POST', '/pulls', { title: 'All of it', head: 'staging', base: 'main' });
    await mergeByHand(world, 'merge', 'staging');
  },
  'fix production': ({ world, turn }: Player) => world.push('karim', 'main', { 'fix.txt': `${turn}\n` }),
  'roll back': async ({ world }: Player) => {
    await world.run('karim', 'rollback', 'production');
    for (const number of await openPulls(world, 'lockflight/rollback/')) await world.sign('octocat', number, { act: 'approve rollback' });
    await world.record();
    await world.run('karim', 'rollback', 'production', '--wait=1s');
  },
  'roll back by hand': async ({ world }: Player) => {
    await world.run('karim', 'rollback', 'production');
    await mergeByHand(world, 'merge', 'lockflight/rollback/');
  },
  record: ({ world }: Player) => world.record(),
} as const satisfies Readonly<Record<string, (player: Player) => Promise<unknown>>>;

type Move = keyof typeof MOVES;
const ALL = Object.keys(MOVES) as readonly Move[];

interface Appearance {
  readonly commit: string;
  readonly tree: string;
  /** Had staging this tree when it appeared? */
  readonly known: boolean;
}

const statesOf = async (world: AdoptedWorld, branch: string, after: string): Promise<readonly { commit: string; tree: string }[]> => {
  const range = [`${after}..refs/heads/${branch}`];
  const log = await gitIn(world.dir, ['log', '--first-parent', '--reverse', '--format=%H %T', ...range]);
  return log.split('\n').flatMap((line) => (line === '' ? [] : [{ commit: line.slice(0, 40), tree: line.slice(41) }]));
};

/** Plays the moves, and gives what appeared in production, in order. */
const play = async (world: AdoptedWorld, moves: readonly Move[]): Promise<readonly Appearance[]> => {
  const began = await world.head('main');
  const staging = new Set([await world.tree(await world.head('staging'))]);
  const seen = new Map<string, Appearance>();
  for (const [turn, move] of moves.entries()) {
    await MOVES[move]({ world, turn });
    for (const { commit, tree } of await statesOf(world, 'main', began)) {
      if (!seen.has(commit)) seen.set(commit, { commit, tree, known: staging.has(tree) });
    }
    staging.add(await world.tree(await world.head('staging')));
  }
  return [...seen.values()];
};

test('whatever people do, production has what staging had, or a violation says so', { timeout: 600_000 }, async () => {
  const played = new Set<Move>();
  let appeared = 0;
  await fc.assert(
    fc.asyncProperty(fc.shuffledSubarray([...ALL, 'release', 'push', 'prove'] as Move[], { minLength: ALL.length + 3 }), async (moves) => {
      await using world = await adoptedWorld();
      const appearances = await play(world, moves);
      await world.judged();
      await world.judged();
      const { json } = await world.run('octocat', 'audit', '--json');
      const rows = new Map<string, string | null>(
        json.states.map((s: { commit: string; violation: string | null }) => [s.commit, s.violation]),
      );
      for (const { commit, known } of appearances) {
        expect(rows.has(commit), `${commit} is in the audit`).toBe(true);
        if (!known) expect([commit, rows.get(commit)]).toEqual([commit, expect.any(String)]);
      }
      const recorded = new Set((await world.bodies('violation')).map((v) => v.commit));
      for (const { commit, known } of appearances) if (!known) expect(recorded.has(commit)).toBe(true);
      for (const move of moves) played.add(move);
      appeared += appearances.length;
    }),
    { numRuns: 2, seed: 20_261_120, endOnFailure: true },
  );
  expect([...played].sort()).toEqual([...ALL].sort());
  expect(appeared).toBeGreaterThan(ALL.length / 2);
  console.log(`random sequences: ${played.size} kinds of moves, ${appeared} states of production`);
});
