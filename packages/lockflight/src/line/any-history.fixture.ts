/** Everything that people do to two branches, at random. Few names for changes, so that trees meet again; clocks that run wrong. */
import fc from 'fast-check';
import { type Branch, type History, newHistory } from './history.fixture.ts';

type Act = (history: History) => unknown;

const branch = fc.constantFrom<Branch>('production', 'staging');
const how = fc.constantFrom('union' as const, 'exact' as const);
const other = (b: Branch): Branch => (b === 'production' ? 'staging' : 'production');

/** By name, so that a test can tell which of them were done. */
const ACTS = {
  push: fc.tuple(branch, fc.constantFrom('a', 'b', 'c', 'd')).map(
    ([b, change]): Act =>
      (h) =>
        h.push(b, change),
  ),
  merge: how.map(
    (w): Act =>
      (h) =>
        h.merge('production', 'staging', w),
  ),
  'back-merge': how.map(
    (w): Act =>
      (h) =>
        h.merge('staging', 'production', w),
  ),
  squash: fc.tuple(branch, how).map(
    ([b, w]): Act =>
      (h) =>
        h.squash(b, other(b), w),
  ),
  rebase: branch.map(
    (b): Act =>
      (h) =>
        h.rebase(b, other(b)),
  ),
  octopus: fc.tuple(branch, fc.constantFrom('feature' as const, 'branch' as const), how).map(
    ([b, first, w]): Act =>
      (h) =>
        h.octopus(b, other(b), first, w),
  ),
  feature: fc.tuple(branch, fc.constantFrom('a', 'b', 'c')).map(
    ([b, change]): Act =>
      (h) =>
        h.mergeFeature(b, change),
  ),
  revert: fc.tuple(branch, fc.integer({ min: 0, max: 6 })).map(
    ([b, back]): Act =>
      (h) =>
        h.restore(b, back),
  ),
  empty: branch.map(
    (b): Act =>
      (h) =>
        h.empty(b),
  ),
  'fast-forward': branch.map(
    (b): Act =>
      (h) =>
        h.moveTo(b, other(b)),
  ),
} satisfies Record<string, fc.Arbitrary<Act>>;

type ActName = keyof typeof ACTS;
export const ACT_NAMES = Object.keys(ACTS) as readonly ActName[];

interface AnyHistory {
  readonly history: History;
  readonly acts: readonly ActName[];
}

/** A fast-forward throws away what the branch had of its own: too many would leave nothing to judge. */
const anyAct = fc.oneof(
  ...ACT_NAMES.map((name) => ({ weight: name === 'fast-forward' ? 1 : 4, arbitrary: ACTS[name].map((perform) => ({ name, perform })) })),
);

/** `maxLength` acts at most. */
export const anyHistory = (maxLength: number): fc.Arbitrary<AnyHistory> =>
  fc
    .tuple(fc.array(anyAct, { maxLength, size: 'max' }), fc.array(fc.integer({ min: -300, max: 300 }), { minLength: 1 }))
    .map(([acts, drift]) => {
      const history = newHistory((n) => 1_600_000_000 + 10 * n + (drift[n % drift.length] ?? 0));
      for (const { perform } of acts) perform(history);
      return { history, acts: acts.map(({ name }) => name) };
    });
