/** A verdict is recorded when it says something else than the one before it: its outcomes and codes count, not the hours that its reasons mention. */
import type { EntryDraft } from '../../ledger/entry.ts';
import type { LedgerView } from '../../ledger/view.ts';
import type { Verdict } from '../../policy/verdict.ts';
import { RECORDER } from '../observe/observation.ts';

export const verdictDraft = (view: LedgerView, verdict: Verdict, promotion: { readonly id: string }, at: string): readonly EntryDraft[] => {
  const before = view.verdicts.get(`${verdict.step.id} ${verdict.candidate.tree}`);
  if (before !== undefined && before.promotion === promotion.id && fingerprint(before.gates) === fingerprint(verdict.gates)) return [];
  return [
    {
      key: `verdict:${promotion.id}:${before?.seq ?? 0}`,
      occurredAt: at,
      actor: RECORDER,
      body: {
        type: 'verdict',
        step: verdict.step.id,
        candidate: { commit: verdict.candidate.commit, tree: verdict.candidate.tree },
        outcome: verdict.outcome,
        gates: verdict.gates.map(({ id, gate, outcome, reason }) => ({ id, gate, outcome, reason })),
        promotion: promotion.id,
      },
    },
  ];
};

const fingerprint = (gates: readonly { readonly id: string; readonly outcome: string }[]): string =>
  gates.map((g) => `${g.id}=${g.outcome}`).join(' ');
