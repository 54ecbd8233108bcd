import { expect, test } from 'vitest';
import type { Entry, EntryBody } from '../../ledger/entry.ts';
import { viewOf } from '../../ledger/view.ts';
import { wasReadBefore } from './said-at-first.ts';

const [TREE, COMMIT] = ['a'.repeat(40), 'c'.repeat(40)];
const subject = { commit: COMMIT, tree: TREE };
const entries = (...bodies: readonly EntryBody[]): readonly Entry[] =>
  bodies.map((body, seq) => ({
    seq,
    key: `k${seq}`,
    occurredAt: '2026-11-20T12:00:00Z',
    recordedAt: '2026-11-20T12:00:00Z',
    actor: { id: 1, login: 'octocat', kind: 'user' },
    body,
  })) as unknown as readonly Entry[];

const promotion = {
  type: 'promotion',
  id: 'p',
  step: 'release',
  environment: 'production',
  phase: 'proposed',
  pullRequest: 7,
  candidate: subject,
  head: COMMIT,
  base: COMMIT,
} as EntryBody;
const verdict = (outcome: 'blocked' | 'errored'): EntryBody =>
  ({
    type: 'verdict',
    step: 'release',
    candidate: subject,
    outcome: 'blocked',
    gates: [{ id: 'approval:release', gate: 'approval', outcome, reason: { en: '', fr: '' } }],
    promotion: 'p',
  }) as EntryBody;
const approval = { type: 'approval', kind: 'release', result: 'approved', pullRequest: 7, review: 4, ...subject } as EntryBody;

const read = (at: string, ...bodies: readonly EntryBody[]): boolean => wasReadBefore(viewOf(entries(...bodies)), 7, { id: 4, at });
const LONG_BEFORE = '2026-11-20T09:00:00Z';

test('nothing is recorded of it', () => expect(read(LONG_BEFORE, promotion)).toBe(false));
test('a verdict saw it without', () => expect(read(LONG_BEFORE, promotion, verdict('blocked'))).toBe(true));
test('it came while the verdict was made, or after it', () => {
  expect(read('2026-11-20T11:50:00Z', promotion, verdict('blocked'))).toBe(false);
  expect(read('2026-11-20T13:00:00Z', promotion, verdict('blocked'))).toBe(false);
});
test('the verdict could not see reviews', () => expect(read(LONG_BEFORE, promotion, verdict('errored'))).toBe(false));
test('a verdict on another promotion', () => expect(read(LONG_BEFORE, verdict('blocked'))).toBe(false));
test('something else of it is recorded', () => expect(read('2026-11-20T13:00:00Z', promotion, approval)).toBe(true));
