/** A promotion as its head describes it, and the entries that tell of its phases. */
import type { Step } from '../../contract/model.ts';
import type { PullRequest } from '../../forge/port.ts';
import type { EntryDraft, Phase } from '../../ledger/entry.ts';

/** Found to be a real one: the step exists, the candidate is known. */
export interface OpenPromotion {
  readonly id: string;
  readonly step: Step;
  readonly pullRequest: PullRequest;
  readonly candidate: { readonly commit: string; readonly tree: string };
  readonly head: string;
  readonly base: string;
}

export interface PhaseDetails {
  readonly at: string;
  readonly by: EntryDraft['actor'];
  readonly suffix?: string;
  readonly verdict?: number;
  readonly reason?: { readonly en: string; readonly fr: string };
  readonly result?: { readonly commit: string; readonly tree: string };
  readonly version?: string;
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
