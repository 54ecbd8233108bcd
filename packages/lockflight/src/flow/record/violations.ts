/**
 * States of a target that nothing made right: the audit's own judgement, written down. A promotion or rollback that went wrong says why in its own
 * entry; here it is named as the state that it left behind.
 */
import type { Text } from '../../contract/text.ts';
import type { EntryDraft } from '../../ledger/entry.ts';
import type { LedgerView } from '../../ledger/view.ts';
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
    await append(
      recorder,
      found.map((s) => violationDraft(view, request.production.name, s, world.now().toISOString())),
    );
  }
};

const violationDraft = (view: LedgerView, environment: string, state: AuditState, now: string): EntryDraft => {
  const code = state.violation ?? '';
  return {
    key: `violation:${environment}:${state.commit}`,
    occurredAt: view.lines.get(environment)?.findLast((s) => s.commit === state.commit)?.at ?? now,
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
