import { expect, test } from 'vitest';
import type { EntryDraft, Phase } from '../../ledger/entry.ts';
import { adoption, draft, entriesOf, push, state } from '../../ledger/ledger.fixture.ts';
import { viewOf } from '../../ledger/view.ts';
import { rollbackTarget } from './rollback-target.ts';

const environment = 'production';
const refOf = (n: number): string => `refs/tags/archive/main/2026-11-20/v${n}`;
const archiveOf = (n: number) => ({ environment, ref: refOf(n), version: `v${n}`, date: '2026-11-20', ...state(n) });
const archive = (n: number): EntryDraft => draft({ type: 'archive', ...archiveOf(n) });

const promotion = (n: number, phase: Phase): EntryDraft =>
  draft({
    type: 'promotion',
    id: `release-${n}`,
    step: 'release',
    environment,
    phase,
    candidate: state(n),
    head: 'h',
    base: 'b',
    result: state(n),
  });
const promoted = (n: number): readonly EntryDraft[] => [promotion(n, 'merged'), push(environment, n), archive(n)];

/** Back to what `n` keeps, as commit `made`. */
const rolledBack = (n: number, made: number, phase: Phase = 'merged'): readonly EntryDraft[] => {
  const result = { commit: state(made).commit, tree: state(n).tree };
  return [
    draft({ type: 'push', environment, branch: 'main', before: '', how: 'push', ...result }),
    draft({ type: 'rollback', id: `back-${made}`, environment, phase, target: archiveOf(n), head: 'h', base: 'b', result }),
  ];
};

const targetOf = (head: number, ...drafts: readonly EntryDraft[]): string | undefined => {
  const view = viewOf(entriesOf([adoption('MCow'), archive(901), ...drafts]));
  return rollbackTarget(view, environment, state(head).tree).archive.version;
};

test('the latest proven state that is not what the environment has; the baseline where there is none', () => {
  expect(targetOf(2, ...promoted(1), ...promoted(2))).toBe('v1');
  expect(targetOf(1, ...promoted(1))).toBe('v901');
  expect(targetOf(9, ...promoted(1), push(environment, 9), archive(9))).toBe('v1');
});

test('what was rolled back from is not gone back to, however its rollback was merged', () => {
  expect(targetOf(3, ...promoted(1), ...promoted(2), ...rolledBack(1, 11), ...promoted(3))).toBe('v1');
  expect(targetOf(1, ...promoted(1), ...promoted(2), ...rolledBack(1, 11, 'ungated'))).toBe('v901');
  expect(targetOf(3, ...promoted(1), ...promoted(2), ...rolledBack(1, 11, 'ungated'), ...promoted(3))).toBe('v1');
});

test('nor what failed its verification', () =>
  expect(targetOf(3, ...promoted(1), ...promoted(2), promotion(2, 'failed'), ...promoted(3))).toBe('v1'));

test('nothing left to go back to', () => {
  expect(() => targetOf(901)).toThrow(expect.objectContaining({ code: 'nothing-to-roll-back-to' }));
});
