/** A promotion as its head describes it, and the entries that tell of its phases. */
import type { Step } from '../../contract/model.ts';
import type { EntryDraft, Phase } from '../../ledger/entry.ts';
import type { Open, PhaseDetails } from './live.ts';

/** Found to be a real one: the step exists, the candidate is known. */
export interface OpenPromotion extends Open {
  readonly step: Step;
  readonly candidate: { readonly commit: string; readonly tree: string };
}

export const phaseDraft = (promotion: OpenPromotion, phase: Phase, { at, by, suffix = '', ...details }: PhaseDetails): EntryDraft => ({
  key: `promotion:${promotion.id}:${phase}${suffix}`,
  occurredAt: at,
  actor: by,
  body: {
    type: 'promotion',
    id: promotion.id,
    step: promotion.step.id,
    environment: promotion.step.to,
    phase,
    pullRequest: promotion.pullRequest.number,
    candidate: { commit: promotion.candidate.commit, tree: promotion.candidate.tree },
    head: promotion.head,
    base: promotion.base,
    ...details,
  },
});
