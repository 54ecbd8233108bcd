/** One body of every type, and one of every phase, result or action where those have forms of their own. */
import type { EntryBody, Phase } from './entry.ts';
import { CONTRACT_TEXT, state } from './ledger.fixture.ts';

const text = { en: 'why', fr: 'pourquoi' };
const archive = { environment: 'production', ref: 'refs/tags/archive/main/2026-11-20/v1', version: 'v1', date: '2026-11-20', ...state(4) };
const phases: readonly Phase[] = ['proposed', 'ready', 'merged', 'deployed', 'verified', 'abandoned', 'superseded', 'failed', 'ungated'];
const life = (phase: Phase) => ({ id: 'p1', environment: 'production', phase, head: state(5).commit, base: state(6).commit });

export const everyBody: readonly EntryBody[] = [
  {
    type: 'adoption',
    repository: { id: 1, fullName: 'acme/demo' },
    contractText: CONTRACT_TEXT,
    publicKey: 'MCow',
    lines: [{ environment: 'staging', branch: 'staging', ...state(1) }],
    protection: [{ branch: 'main', enforced: false }],
    people: [{ login: 'octocat', id: 7 }],
  },
  { type: 'contract', contractText: CONTRACT_TEXT, from: state(1) },
  { type: 'contract', contractText: CONTRACT_TEXT, from: state(1), people: [{ login: 'octocat', id: 7 }] },
  { type: 'push', environment: 'staging', branch: 'staging', before: '', how: 'push', pullRequest: 3, ...state(1) },
  ...(['passed', 'failed', 'withdrawn', 'errored'] as const).map(
    (result): EntryBody => ({
      type: 'evidence',
      kind: 'smoke',
      environment: 'staging',
      result,
      run: { id: 1, attempt: 2, workflow: '.github/workflows/ci.yml', job: 'smoke', event: 'push' },
      pullRequest: 3,
      note: 'seen',
      url: 'https://example.org/1',
      ...state(1),
    }),
  ),
  { type: 'evidence', kind: 'logs', result: 'passed', ...state(1) },
  ...(['approved', 'withdrawn'] as const).map(
    (result): EntryBody => ({ type: 'approval', kind: 'release', result, pullRequest: 3, review: 8, note: 'fine', ...state(1) }),
  ),
  { type: 'approval', kind: 'release', result: 'approved', pullRequest: 3, comment: 9, ...state(1) },
  ...(['deployed', 'failed', 'removed'] as const).map(
    (result): EntryBody => ({ type: 'deployment', environment: 'staging', deployment: 5, result, ...state(1) }),
  ),
  { type: 'deployment', environment: 'staging', deployment: 0, via: 'report', result: 'deployed', ...state(1) },
  { type: 'archive', ...archive },
  ...(['passed', 'blocked', 'errored'] as const).map(
    (outcome): EntryBody => ({
      type: 'verdict',
      step: 'release',
      candidate: state(1),
      outcome,
      gates: [{ id: 'soak', gate: 'soak', outcome: 'waived', reason: text }],
      promotion: 'p1',
    }),
  ),
  ...phases.map(
    (phase): EntryBody => ({
      type: 'promotion',
      step: 'release',
      candidate: state(1),
      version: 'v2',
      verdict: 4,
      pullRequest: 3,
      result: state(7),
      reason: text,
      ...life(phase),
    }),
  ),
  { type: 'promotion', step: 'release', candidate: state(1), ...life('proposed') },
  ...phases.map(
    (phase): EntryBody => ({ type: 'rollback', target: archive, pullRequest: 3, result: state(8), reason: text, ...life(phase) }),
  ),
  {
    type: 'hold',
    id: 'h1',
    step: 'release',
    why: 'freeze',
    from: '2026-12-20T00:00:00Z',
    until: '2027-01-02T00:00:00+01:00',
    rollback: 'r1',
  },
  { type: 'hold-release', id: 'h1', why: 'over' },
  { type: 'hold-release', id: 'h2' },
  { type: 'waiver', step: 'release', gate: 'soak', why: 'urgent', until: '2026-12-20T00:00:00Z' },
  { type: 'post-mortem', rollback: 'r1', note: 'https://example.org/post-mortem' },
  { type: 'key', action: 'rotate', keyId: 'f'.repeat(64), publicKey: 'MCow' },
  { type: 'key', action: 'revoke', keyId: 'f'.repeat(64), why: 'a laptop was lost' },
  { type: 'violation', environment: 'production', code: 'direct', class: 'direct', reason: text, ...state(9) },
];
