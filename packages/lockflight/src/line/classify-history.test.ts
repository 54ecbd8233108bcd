import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Commit } from '../git/port.ts';
import { classifyHistory } from './classify-history.ts';
import { countClasses } from './count-classes.ts';
import { type Branch, type History, newHistory } from './history.fixture.ts';
import type { HistoryClass } from './state-class.ts';

const classes = (history: History): readonly HistoryClass[] =>
  classifyHistory(history.line('production'), [history.line('staging')]).map((each) => each.class);

describe('classifyHistory', () => {
  it('knows a promotion by its tree, whether merged, squashed or rebased', () => {
    const history = newHistory();
    history.push('staging');
    history.merge('production', 'staging', 'exact');
    history.push('staging');
    history.squash('production', 'staging');
    expect(classes(history)).toEqual(['shared', 'promoted', 'promoted']);
  });

  it('is not deceived by a clean merge that keeps what staging reverted', () => {
    const history = newHistory();
    history.push('staging', 'feature');
    history.squash('production', 'staging');
    history.restore('staging', 1);
    history.push('staging', 'next');
    history.merge('production', 'staging', 'union');
    expect(classes(history)).toEqual(['shared', 'promoted', 'mixed']);
  });

  it('takes a way back for a rollback, unless staging came back first', () => {
    const history = newHistory();
    for (const change of ['one', 'two']) {
      history.push('staging', change);
      history.merge('production', 'staging', 'exact');
    }
    history.restore('production', 1);
    expect(classes(history).at(-1)).toBe('rollback');
    history.merge('production', 'staging', 'exact');
    expect(classes(history).at(-1)).toBe('rollback');
    history.restore('staging', 1);
    history.merge('production', 'staging', 'exact');
    expect(classes(history).at(-1)).toBe('promoted');
  });

  it('names hotfixes, pushes and empty commits', () => {
    const history = newHistory();
    history.mergeFeature('production');
    history.push('production');
    history.empty('production');
    expect(classes(history)).toEqual(['shared', 'foreign', 'direct', 'direct']);
  });

  it('does not take a back-merge for staging having tried it', () => {
    const history = newHistory();
    history.push('production');
    history.moveTo('staging', 'production');
    history.push('production');
    history.merge('staging', 'production', 'exact');
    expect(classes(history)).toEqual(['shared', 'shared', 'direct']);
  });

  it('takes an octopus by what it merged first', () => {
    const commit = (id: string, parents: readonly string[], time: number): Commit => ({ commit: id, tree: id, parents, time, subject: '' });
    const [root, s] = [commit('r', [], 1), commit('s', ['r'], 2)];
    const octopus = commit('o', ['r', 'x', 's'], 3);
    expect(classifyHistory([root, octopus], [[root, s]]).map((e) => e.class)).toEqual(['shared', 'foreign']);
    expect(classifyHistory([], [[root]])).toEqual([]);
    expect(classifyHistory([root], []).map((e) => e.class)).toEqual(['direct']);
  });

  it('agrees with the plain rule on any history', () => {
    fc.assert(
      fc.property(fc.array(act, { maxLength: 60 }), fc.array(fc.integer({ min: -300, max: 300 }), { minLength: 1 }), (acts, drift) => {
        const history = newHistory((n) => 1000 + 10 * n + (drift[n % drift.length] ?? 0));
        for (const perform of acts) perform(history);
        const [production, staging] = [history.line('production'), history.line('staging')];
        const found = classifyHistory(production, [staging]);
        expect(found.map((e) => e.class)).toEqual(production.map((_, i) => plainRule(production, staging, i)));
        expect(found.map((e) => e.state)).toEqual(production);
        const counts = countClasses(found.map((e) => e.class));
        expect(Object.values(counts).reduce((a, b) => a + b, 0)).toBe(production.length);
      }),
      { numRuns: 1000 },
    );
  });
});

const branch = fc.constantFrom<Branch>('production', 'staging');
const how = fc.constantFrom('union' as const, 'exact' as const);
const other = (b: Branch): Branch => (b === 'production' ? 'staging' : 'production');
type Act = (history: History) => unknown;

/** Everything that people do to two branches. Few names for changes, so that trees meet again. */
const act: fc.Arbitrary<Act> = fc.oneof(
  fc.tuple(branch, fc.constantFrom('a', 'b', 'c', 'd')).map(
    ([b, change]): Act =>
      (h) =>
        h.push(b, change),
  ),
  fc.tuple(branch, how).map(
    ([b, w]): Act =>
      (h) =>
        h.merge(b, other(b), w),
  ),
  fc.tuple(branch, how).map(
    ([b, w]): Act =>
      (h) =>
        h.squash(b, other(b), w),
  ),
  fc.tuple(branch, fc.constantFrom('a', 'b', 'c')).map(
    ([b, change]): Act =>
      (h) =>
        h.mergeFeature(b, change),
  ),
  fc.tuple(branch, fc.integer({ min: 0, max: 6 })).map(
    ([b, back]): Act =>
      (h) =>
        h.restore(b, back),
  ),
  branch.map(
    (b): Act =>
      (h) =>
        h.empty(b),
  ),
  branch.map(
    (b): Act =>
      (h) =>
        h.moveTo(b, other(b)),
  ),
);

/** The table of the design, word by word, in quadratic time. */
const plainRule = (production: readonly Commit[], staging: readonly Commit[], i: number): HistoryClass => {
  const state = production[i] as Commit;
  const earlier = production.slice(0, i);
  const had = earlier.filter((c) => c.tree === state.tree);
  const left = had.length > 0 && earlier.at(-1)?.tree !== state.tree;
  const seen = staging
    .filter((s) => s.tree === state.tree && s.time <= state.time && !production.some((p) => p.commit === s.commit))
    .map((s) => s.time);
  const cameBack = seen.some((time) => time > (had.at(-1)?.time ?? 0));
  if (staging.some((s) => s.commit === state.commit)) return 'shared';
  if (seen.length > 0 && (!left || cameBack)) return 'promoted';
  if (left) return 'rollback';
  if (staging.some((s) => s.commit === state.parents[1])) return 'mixed';
  return state.parents.length > 1 ? 'foreign' : 'direct';
};
