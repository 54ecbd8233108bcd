/**
 * The approvals that stand. A withdrawal names the review or comment that it takes back and nothing else, so an old review that is dismissed leaves a newer one alone; what
 * is handed to the gates is free of both. An approval was given for one step: on a promotion along it that was not merged yet. Once it was, however, the approval is
 * spent: a tree that was taken back since does not return on the word that it came with. Pure.
 */
import type { Step } from '../../contract/model.ts';
import type { LedgerView, Recorded } from '../../ledger/view.ts';
import type { ApprovalFact, Candidate } from '../../policy/facts.ts';

type Approval = Recorded<'approval'>;

export interface ApprovalQuestion {
  readonly step: Step;
  readonly candidate: Candidate;
  /** The promotion's own pull request, which the ledger may not know yet. */
  readonly pullRequest?: number;
}

export const approvalsFor = (view: LedgerView, { step, candidate, pullRequest }: ApprovalQuestion): readonly ApprovalFact[] => {
  const [along, spent] = [new Set([pullRequest]), new Set<number | undefined>()];
  for (const { history } of view.promotions.values()) {
    for (const phase of history) {
      if (phase.step === step.id) along.add(phase.pullRequest);
      if (phase.result !== undefined && phase.pullRequest !== pullRequest) spent.add(phase.pullRequest);
    }
  }
  return standingOf((view.approvals.get(candidate.tree) ?? []).filter((a) => along.has(a.pullRequest) && !spent.has(a.pullRequest)));
};

/** In the ledger's order. A withdrawal whose review or comment is not among the approvals takes back all that its author gave before it. */
export const standingOf = (acts: readonly Approval[]): readonly ApprovalFact[] => {
  const given = new Set(acts.filter((a) => a.result === 'approved').map(nameOf));
  const withdrawn = new Set(acts.filter((a) => a.result === 'withdrawn').map(nameOf));
  return acts
    .filter((a) => (a.result === 'approved' ? !withdrawn.has(nameOf(a)) : !given.has(nameOf(a))))
    .map((a) => ({
      kind: a.kind,
      tree: a.tree,
      person: { id: a.actor.id, login: a.actor.login, bot: a.actor.kind !== 'user' },
      result: a.result,
      at: a.occurredAt,
      seq: a.seq,
    }));
};

const nameOf = ({ kind, review, comment, actor }: Approval): string => `${actor.id} ${review ?? ''} ${comment ?? ''} ${kind}`;
