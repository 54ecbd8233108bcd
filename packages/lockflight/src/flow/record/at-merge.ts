/**
 * What stood when a promotion was merged. Between the verdict and the merge somebody may have held the step or taken an approval back, and hours may have passed;
 * all of it reaches the recorder together with the merge. So the ledger is read as it would have been at that moment, on the base that was judged.
 */
import { type LedgerView, viewOf } from '../../ledger/view.ts';
import { openAgain, type StillOpen } from '../../policy/judge-again.ts';
import { gatherFacts } from '../facts/gather-facts.ts';
import { utc } from '../observe/observation.ts';
import type { OpenPromotion } from './promotion-draft.ts';
import type { Recorder } from './recorder.ts';

/** Only what had happened by then, in the ledger's own order. */
export const viewAt = (view: LedgerView, moment: string): LedgerView => viewOf(view.entries.filter((e) => e.occurredAt <= utc(moment)));

/** The gates that were open. Empty: it was rightly merged. */
export const openAtMerge = async (recorder: Recorder, promotion: OpenPromotion, at: string): Promise<readonly StillOpen[]> => {
  const { world, situation, observed, view } = recorder;
  const { step, candidate, base, pullRequest } = promotion;
  const facts = await gatherFacts(world, {
    situation: { ...situation, heads: new Map(situation.heads).set(step.to, base) },
    view: viewAt(view, at),
    observation: observed.observation,
    step: { ...step, gates: step.gates.filter((g) => g.gate !== 'no-open-issue' && g.gate !== 'clean-logs') },
    candidate,
    pullRequest: pullRequest.number,
    asRecorder: true,
  });
  const before = view.verdicts.get(`${step.id} ${candidate.tree}`)?.gates ?? [];
  return openAgain(situation.contract, step, facts, { now: utc(at), before });
};
