import { describe, expect, it } from 'vitest';
import type { Commit } from '../git/port.ts';
import { classifyHistory } from './classify-history.ts';
import { type History, newHistory } from './history.fixture.ts';
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
});
