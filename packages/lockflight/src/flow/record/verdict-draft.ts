/** A verdict is recorded when it says something else than the one before it: its outcomes and codes count, not the hours that its reasons mention. */
import type { EntryDraft } from '../../ledger/entry.ts';
import type { LedgerView } from '../../ledger/view.ts';
import type { Verdict } from '../../policy/verdict.ts';
import { RECORDER } from '../observe/observation.ts';
import { append, type Recorder } from './recorder.ts';

/**
 * Records it, unless the ledger says the same already. Where another recorder wrote its own verdict in the meantime, ours takes its place behind it:
 * what we do next must rest on what we found.
 */
export const recordVerdict = async (recorder: Recorder, verdict: Verdict, promotion: { readonly id: string }): Promise<void> => {
  for (let before = -1; before !== recorder.view.entries.length; ) {
    before = recorder.view.entries.length;
    await append(recorder, verdictDraft(recorder.view, verdict, promotion, recorder.world.now().toISOString()));
  }
};

const verdictDraft = (view: LedgerView, verdict: Verdict, promotion: { readonly id: string }, at: string): readonly EntryDraft[] => {
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
