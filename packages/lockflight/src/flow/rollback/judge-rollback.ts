/** One rollback, judged: facts, then gates. Nothing is written. */
import type { RollbackRule } from '../../contract/model.ts';
import type { LedgerView } from '../../ledger/view.ts';
import { known } from '../../policy/facts.ts';
import { judgeRollback } from '../../policy/judge-rollback.ts';
import type { Verdict } from '../../policy/verdict.ts';
import { standingOf } from '../facts/approvals.ts';
import { attempt, unknownFrom } from '../facts/attempt.ts';
import { roleMembers } from '../facts/members.ts';
import { agentsOf, inForceOf } from '../facts/people.ts';
import type { Observation } from '../observe/observation.ts';
import type { Situation } from '../verdict/situation.ts';
import type { World } from '../world.ts';
import type { RollbackTarget } from './rollback-target.ts';

export interface JudgingRollback {
  readonly environment: string;
  readonly rule: RollbackRule;
  readonly target: RollbackTarget;
  readonly pullRequest: number;
}

/** `view`: what counts of the ledger; `now`: ISO 8601. */
export const judgeRollbackAt = async (
  world: World,
  situation: Situation,
  { view, observation, now }: { readonly view: LedgerView; readonly observation: Observation; readonly now: string },
  { environment, rule, target, pullRequest }: JudgingRollback,
): Promise<Verdict> => {
  const { contract } = situation;
  const inForce = inForceOf(situation);
  const agents = agentsOf(inForce);
  const { archive, standing } = target;
  const lost = observation.unavailable.get('reviews') ?? observation.unavailable.get('comments');
  const approvals = (view.approvals.get(archive.tree) ?? []).filter((a) => a.pullRequest === pullRequest);
  return judgeRollback(
    contract,
    rule,
    {
      environment,
      target: { commit: archive.commit, tree: archive.tree, archive: archive.ref, standing },
      archiveAt: await attempt(async () => (await world.git.remoteRefs(world.remote, [archive.ref])).get(archive.ref)),
      approvals: lost === undefined ? known(standingOf(approvals)) : unknownFrom(lost),
      members: await attempt(() => roleMembers(world.forge, inForce)),
      agents: agents.logins,
      agentIds: agents.ids,
      pullRequest,
    },
    now,
  );
};
