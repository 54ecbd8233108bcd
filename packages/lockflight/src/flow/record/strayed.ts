/**
 * Promotions and rollbacks whose pull request was pointed at another branch and then merged or closed there: nothing of them came to their environment, and nothing will. While it
 * is open it may be pointed back, and is what it was.
 */
import { findEnvironment } from '../../contract/model.ts';
import type { PullRequest } from '../../forge/port.ts';
import type { EntryBody, EntryDraft } from '../../ledger/entry.ts';
import type { Recorded } from '../../ledger/view.ts';
import { RECORDER } from '../observe/observation.ts';
import { lifeOf } from './life.ts';
import { append, type Recorder } from './recorder.ts';

type Life = Recorded<'promotion'> | Recorded<'rollback'>;

/** Errors: what the forge says. */
export const recordStrayed = async (recorder: Recorder): Promise<void> => {
  const { world, situation, observed, view } = recorder;
  for (const { latest } of [...view.promotions.values(), ...view.rollbacks.values()]) {
    if ((latest.phase !== 'proposed' && latest.phase !== 'ready') || latest.pullRequest === undefined) continue;
    // Where it was not looked at in this run, its base is no environment's branch.
    const seen = observed.pullRequests.find((t) => t.pullRequest.number === latest.pullRequest)?.pullRequest;
    if (seen === undefined && observed.observation.unavailable.has('pull-requests')) continue;
    const pullRequest = seen ?? (await world.forge.pullRequest(latest.pullRequest));
    const branch = findEnvironment(situation.contract, latest.environment)?.branch;
    if (pullRequest.state !== 'closed' || pullRequest.base.ref === branch) continue;
    await append(recorder, [abandoned(latest, pullRequest, lifeOf(view, latest.type, latest.id).suffix)]);
  }
};

const abandoned = (latest: Life, { base, merged, closedAt }: PullRequest, suffix: string): EntryDraft => {
  const { seq: _seq, recordedAt: _recorded, occurredAt, actor: _actor, ...said } = latest;
  const reason = {
    en: `its pull request was pointed at ${base.ref}, and ${merged === undefined ? 'closed' : 'merged'} there`,
    fr: `sa pull request a été dirigée vers ${base.ref}, et ${merged === undefined ? 'fermée' : 'fusionnée'} là`,
  };
  const { verdict: _verdict, ...body } = { verdict: undefined, ...said, phase: 'abandoned', reason };
  return {
    key: `${latest.type}:${latest.id}:abandoned${suffix}`,
    occurredAt: merged?.at ?? closedAt ?? occurredAt,
    actor: RECORDER,
    body: body as EntryBody,
  };
};
