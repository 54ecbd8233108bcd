/**
 * States of a target that nothing made right: the audit's own judgement, written down. A promotion or rollback that went wrong says why in its own
 * entry; here it is named as the state that it left behind.
 */
import type { Text } from '../../contract/text.ts';
import type { EntryDraft } from '../../ledger/entry.ts';
import type { LedgerView, RecordedState } from '../../ledger/view.ts';
import { VIOLATION_CODES } from '../../line/violation-codes.ts';
import { type AuditState, auditEnvironment } from '../audit/audit.ts';
import { auditedEnvironments } from '../audit/audited-environments.ts';
import { RECORDER } from '../observe/observation.ts';
import { append, type Recorder } from './recorder.ts';

/** What runs elsewhere for a moment is a deployment on its way; what nobody knows the order of is not a finding yet. */
const NOT_OF_RECORD: readonly (string | null)[] = [null, 'running-elsewhere', 'order-unknown'];

export const recordViolations = async (recorder: Recorder): Promise<void> => {
  const { world, situation, view } = recorder;
  for (const request of auditedEnvironments(situation.contract, situation.heads)) {
    const { states } = await auditEnvironment({ git: world.git, ...request, prefer: 'forge', view });
    const found = states.filter((s) => !s.unrecorded && !recorder.undecided.has(s.commit) && !NOT_OF_RECORD.includes(s.violation));
    const line = view.lines.get(request.production.name) ?? [];
    const seen = new Map<string, number>();
    const drafts = found.map((state) => {
      const nth = (seen.get(state.commit) ?? 0) + 1;
      seen.set(state.commit, nth);
      return violationDraft(view, request.production.name, { state, nth, at: momentOf(line, states, state) ?? world.now().toISOString() });
    });
    await append(recorder, drafts);
  }
};

/** The line and the audit tell of the same states in the same order, so the same commit's second state is the second in both. */
const momentOf = (line: readonly RecordedState[], states: readonly AuditState[], state: AuditState): string | undefined => {
  const index = states.filter((s) => !s.unrecorded && s.commit === state.commit).indexOf(state);
  return line.filter((s) => s.commit === state.commit)[index]?.at;
};

interface Found {
  readonly state: AuditState;
  /** A branch can be set to the same commit again: that is wrong once more. */
  readonly nth: number;
  readonly at: string;
}

const violationDraft = (view: LedgerView, environment: string, { state, nth, at }: Found): EntryDraft => {
  const code = state.violation ?? '';
  return {
    key: `violation:${environment}:${state.commit}${nth === 1 ? '' : `:${nth}`}`,
    occurredAt: at,
    actor: RECORDER,
    body: {
      type: 'violation',
      environment,
      code,
      class: state.class,
      reason: reasonOf(view, state),
      commit: state.commit,
      tree: state.tree,
    },
  };
};

/** The promotion's own reason, where one left this state behind; else what the code means. */
const reasonOf = (view: LedgerView, state: AuditState): Text => {
  for (const { latest } of [...view.promotions.values(), ...view.rollbacks.values()]) {
    if (latest.result?.commit === state.commit && latest.reason !== undefined) return latest.reason;
  }
  return VIOLATION_CODES[state.violation as keyof typeof VIOLATION_CODES].means;
};
