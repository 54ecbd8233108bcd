import { describe, expect, test } from 'vitest';
import type { EntryBody, EntryDraft, Phase } from './entry.ts';
import { adoption, contract, draft, entriesOf, evidence, push, state } from './ledger.fixture.ts';
import { extendView, viewOf } from './view.ts';

const promotion = (phase: Phase, n?: number, id = 'p1'): EntryDraft =>
  draft({
    type: 'promotion',
    id,
    step: 'release',
    environment: 'production',
    phase,
    pullRequest: 41,
    candidate: state(1),
    head: 'h',
    base: 'b',
    ...(n === undefined ? {} : { result: state(n) }),
  });

const rollback = (phase: Phase, n: number): EntryDraft =>
  draft({
    type: 'rollback',
    id: 'r1',
    environment: 'production',
    phase,
    target: { environment: 'production', ref: 'refs/tags/archive/x', version: 'v1', date: '2026-11-20', ...state(901) },
    head: 'h',
    base: 'b',
    result: state(n),
  });

const root = adoption('MCow');
const lineOf = (environment: string, ...drafts: EntryDraft[]) =>
  (viewOf(entriesOf([root, ...drafts])).lines.get(environment) ?? []).map(({ commit, standing }) => [commit, standing]);
const at = (n: number, standing: string) => [state(n).commit, standing];

describe('lines', () => {
  test('begin at the baseline and grow by pushes', () => {
    expect(lineOf('staging', push('staging', 1), push('production', 5), push('staging', 2))).toEqual([
      at(900, 'baseline'),
      at(1, 'pushed'),
      at(2, 'pushed'),
    ]);
  });

  test.each([
    ['push first', [push('production', 7), promotion('merged', 7)]],
    ['promotion first', [promotion('merged', 7), push('production', 7)]],
    [
      'with its later phases',
      [
        promotion('proposed'),
        promotion('ready'),
        promotion('merged', 7),
        push('production', 7),
        promotion('deployed', 7),
        promotion('verified', 7),
      ],
    ],
    ['promotion first, and another push before its own is recorded', [promotion('merged', 7)]],
  ])('a promotion stands once: %s', (_name, drafts) => {
    expect(lineOf('production', ...drafts)).toEqual([at(901, 'baseline'), at(7, 'promoted')]);
  });

  test('a promotion whose push is recorded late keeps its place', () => {
    expect(lineOf('production', promotion('merged', 7), push('production', 8), push('production', 7))).toEqual([
      at(901, 'baseline'),
      at(7, 'promoted'),
      at(8, 'pushed'),
    ]);
  });

  test('a rollback is one, and names what made it', () => {
    const view = viewOf(entriesOf([root, push('production', 8), rollback('merged', 8)]));
    expect(view.lines.get('production')?.at(-1)).toMatchObject({ ...state(8), standing: 'rolled-back', by: 'r1', seq: 1 });
  });

  test.each(['ungated', 'failed'] as const)('what was merged %s stands as a push, even when it is deployed later', (phase) => {
    expect(lineOf('production', promotion(phase, 7), push('production', 7), promotion('deployed', 7))).toEqual([
      at(901, 'baseline'),
      at(7, 'pushed'),
    ]);
  });

  test('a failure after the merge does not take the standing away', () => {
    expect(lineOf('production', promotion('merged', 7), promotion('failed', 7))).toEqual([at(901, 'baseline'), at(7, 'promoted')]);
  });

  test('a branch that was set back has its old state again, as a new one', () => {
    expect(lineOf('staging', push('staging', 1), push('staging', 2), push('staging', 1))).toEqual([
      at(900, 'baseline'),
      at(1, 'pushed'),
      at(2, 'pushed'),
      at(1, 'pushed'),
    ]);
    expect(lineOf('staging', push('staging', 1), push('staging', 900))).toEqual([at(900, 'baseline'), at(1, 'pushed'), at(900, 'pushed')]);
  });
});

describe('the rest of the view', () => {
  test('is empty before adoption', () => {
    const view = viewOf([]);
    expect([view.adoption, view.contract, view.lines.size, view.keys.size]).toEqual([undefined, undefined, 0, 0]);
  });

  test('keeps evidence by tree, in order, withdrawals included', () => {
    const view = viewOf(entriesOf([root, evidence('smoke', 1), evidence('smoke', 2), evidence('smoke', 1, 'withdrawn')]));
    expect(view.evidence.get(state(1).tree)?.map(({ result, seq }) => [result, seq])).toEqual([
      ['passed', 1],
      ['withdrawn', 3],
    ]);
  });

  test('knows the contract in force', () => {
    const before = viewOf(entriesOf([root]));
    const after = extendView(before, [contract('lockflight: 1\n')]);
    expect([before.contract?.counter, after.contract?.counter, after.contract?.text, after.contract?.seq]).toEqual([
      1,
      2,
      'lockflight: 1\n',
      1,
    ]);
  });

  test('keeps holds until they are released', () => {
    const hold = (id: string): EntryDraft => draft({ type: 'hold', id, step: 'release', why: 'freeze' });
    const view = viewOf(
      entriesOf([root, hold('a'), hold('b'), draft({ type: 'hold-release', id: 'a' }), draft({ type: 'hold-release', id: 'never' })]),
    );
    expect(view.holds.map(({ id }) => id)).toEqual(['b']);
  });

  test('keeps the whole life of a promotion, and the latest verdict of each candidate', () => {
    const verdict = (n: number, outcome: 'passed' | 'blocked'): EntryBody => ({
      type: 'verdict',
      step: 'release',
      candidate: state(n),
      outcome,
      gates: [],
    });
    const view = viewOf(
      entriesOf([
        root,
        promotion('proposed'),
        draft(verdict(1, 'blocked')),
        promotion('ready'),
        draft(verdict(1, 'passed')),
        draft(verdict(2, 'blocked')),
      ]),
    );
    expect(view.promotions.get('p1')?.latest.phase).toBe('ready');
    expect(view.promotions.get('p1')?.history.map(({ phase }) => phase)).toEqual(['proposed', 'ready']);
    expect([1, 2].map((n) => view.verdicts.get(`release ${state(n).tree}`)?.outcome)).toEqual(['passed', 'blocked']);
  });
});

describe('extendView', () => {
  test('is the view as if the drafts had been appended, and leaves the first one alone', () => {
    const view = viewOf(entriesOf([root, push('staging', 1)]));
    const more = [evidence('smoke', 1), promotion('merged', 7)];
    const extended = extendView(view, more);
    expect(extended.entries.map(({ seq }) => seq)).toEqual([0, 1, 2, 3]);
    expect(extended.lines.get('production')?.at(-1)?.standing).toBe('promoted');
    expect(view.entries).toHaveLength(2);
  });

  test('leaves out what is there already', () => {
    const known = push('staging', 1);
    const view = viewOf(entriesOf([root, known]));
    expect(extendView(view, [known])).toBe(view);
    const fresh = push('staging', 2);
    expect(extendView(view, [fresh, fresh]).entries).toHaveLength(3);
  });
});
