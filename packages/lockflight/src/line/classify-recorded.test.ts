import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Commit } from '../git/port.ts';
import { classifyRecorded, type JudgedState } from './classify-recorded.ts';
import { type Branch, type History, newHistory } from './history.fixture.ts';
import type { LineInput, RecordedLineState } from './recorded-line.ts';

/** A history with a ledger beside it: `record` writes down where a branch stands now. */
const adopted = (prepare: (history: History) => void = () => undefined) => {
  const history = newHistory();
  prepare(history);
  const recorded: Record<Branch, RecordedLineState[]> = { production: [], staging: [] };
  let seq = 0;
  const record = (branch: Branch, standing: RecordedLineState['standing'] = 'pushed', pullRequest?: number): void => {
    const { commit, tree, time } = history.head(branch);
    recorded[branch].push({ commit, tree, time, seq: seq++, standing, ...(pullRequest === undefined ? {} : { pullRequest }) });
  };
  record('production', 'baseline');
  seq = 0;
  record('staging', 'baseline');
  const input = (branch: Branch): LineInput => ({ line: history.line(branch), recorded: recorded[branch], gone: history.commits });
  const judge = (running?: { readonly tree: string; readonly seq: number }): readonly JudgedState[] =>
    classifyRecorded({ production: input('production'), staging: [input('staging')], ...(running === undefined ? {} : { running }) });
  return { history, record, judge, recorded };
};

const told = (states: readonly JudgedState[]) => states.map((s) => `${s.class}:${s.violation ?? '-'}${s.unrecorded ? ' unrecorded' : ''}`);

describe('classifyRecorded', () => {
  it('lets promotions and rollbacks of the ledger be right, and nothing else', () => {
    const { history, record, judge } = adopted();
    history.push('staging');
    record('staging');
    history.merge('production', 'staging', 'exact');
    record('production', 'promoted', 41);
    history.restore('production', 1);
    record('production', 'rolled-back', 42);
    history.push('production');
    record('production');
    const states = judge();
    expect(told(states)).toEqual(['shared:-', 'promoted:-', 'rollback:-', 'direct:direct']);
    expect(states.map((s) => s.pullRequest)).toEqual([undefined, 41, 42, undefined]);
  });

  it('names a staging tree that went around the gates', () => {
    const { history, record, judge } = adopted();
    history.push('staging');
    record('staging');
    history.merge('production', 'staging', 'exact');
    record('production');
    expect(told(judge()).at(-1)).toBe('ungated:ungated');
  });

  it('tells a fast-forward of production from one of staging by the order of the ledger', () => {
    const around = adopted();
    around.history.push('staging');
    around.record('staging');
    around.history.moveTo('production', 'staging');
    around.record('production');
    expect(told(around.judge()).at(-1)).toBe('ungated:ungated');

    const direct = adopted();
    direct.history.push('production');
    direct.record('production');
    direct.history.moveTo('staging', 'production');
    direct.record('staging');
    expect(told(direct.judge()).at(-1)).toBe('direct:direct');
  });

  it('does not believe the clock where the ledger knows the order', () => {
    const { history, record, judge, recorded } = adopted();
    history.push('production', 'fix');
    record('production');
    history.push('staging', 'fix');
    record('staging');
    recorded.staging[1] = { ...(recorded.staging[1] as RecordedLineState), time: 0 };
    expect(told(judge()).at(-1)).toBe('direct:direct');
  });

  it('names an unrecorded way back, a mixture and a hotfix', () => {
    const { history, record, judge } = adopted();
    history.push('staging');
    record('staging');
    history.merge('production', 'staging', 'exact');
    record('production', 'promoted');
    history.restore('production', 1);
    record('production');
    history.mergeFeature('production');
    record('production');
    history.push('staging');
    record('staging');
    history.merge('production', 'staging');
    record('production');
    expect(told(judge()).slice(2)).toEqual(['rollback:unproven-rollback', 'foreign:foreign', 'mixed:mixed']);
  });

  it('fills what the ledger does not know with the first parents, marked', () => {
    const { history, record, judge } = adopted();
    history.push('production');
    history.push('production');
    record('production');
    history.push('production');
    expect(told(judge())).toEqual(['shared:-', 'direct:direct unrecorded', 'direct:direct', 'direct:direct unrecorded']);
  });

  it('does not say who had a commit first that no entry tells of', () => {
    const { history, judge } = adopted();
    history.push('production');
    history.moveTo('staging', 'production');
    expect(told(judge()).at(-1)).toBe('shared:order-unknown unrecorded');
  });

  it('keeps a recorded state after the branch was moved away from it', () => {
    const { history, record, judge } = adopted();
    history.push('production');
    record('production');
    history.moveTo('production', 'staging');
    record('production');
    expect(told(judge())).toEqual(['shared:-', 'direct:direct', 'rollback:unproven-rollback']);
  });

  it('leaves what was there before adoption a finding', () => {
    const { judge } = adopted((history) => {
      history.push('production');
      history.mergeFeature('production');
    });
    expect(told(judge())).toEqual(['shared:- unrecorded', 'direct:- unrecorded', 'foreign:-']);
  });

  it('finds production running something else than its head, but waits for a deployment that is still to come', () => {
    const { history, record, judge } = adopted();
    history.push('staging');
    record('staging');
    history.merge('production', 'staging', 'exact');
    record('production', 'promoted');
    expect(told(judge({ tree: 't0', seq: 9 })).at(-1)).toBe('promoted:running-elsewhere');
    expect(told(judge({ tree: 't0', seq: 0 })).at(-1)).toBe('promoted:-');
    expect(told(judge({ tree: history.head('production').tree, seq: 9 })).at(-1)).toBe('promoted:-');
  });

  it('gives every state after the baseline a violation exactly when no entry made it right', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.integer({ min: 0, max: 7 }), fc.integer({ min: 0, max: 3 })), { maxLength: 40 }), (acts) => {
        const { history, record, judge, recorded } = adopted();
        for (const [kind, write] of acts) {
          perform(history, kind);
          const branch = kind % 2 === 0 ? 'production' : 'staging';
          if (write > 0) record(branch, branch === 'production' && write === 3 ? 'promoted' : 'pushed');
        }
        const right = new Set(recorded.production.filter((s) => s.standing !== 'pushed').map((s) => s.commit));
        const states = judge();
        const reached = new Set(states.map((s) => s.state.commit));
        expect(history.line('production').every((c: Commit) => reached.has(c.commit))).toBe(true);
        for (const state of states.slice(1)) {
          if (state.violation === undefined) expect(right.has(state.state.commit)).toBe(true);
          if (state.class === 'promoted') expect(state.violation).toBeUndefined();
          if (state.unrecorded) expect(state.violation).toBeDefined();
        }
      }),
      { numRuns: 500 },
    );
  });
});

const perform = (history: History, kind: number): unknown => {
  if (kind === 0) return history.push('production');
  if (kind === 1 || kind === 7) return history.push('staging');
  if (kind === 2) return history.merge('production', 'staging', 'exact');
  if (kind === 3) return history.merge('staging', 'production');
  if (kind === 4) return history.restore('production', 2);
  if (kind === 5) return history.restore('staging', 2);
  return history.mergeFeature('production');
};
