/** After the merge of a rollback: what the target really got, who had approved it by then, and the holds that follow. */
import type { Text } from '../../contract/text.ts';
import type { EntryDraft, Phase } from '../../ledger/entry.ts';
import type { Verdict } from '../../policy/verdict.ts';
import { actorOf, RECORDER, utc } from '../observe/observation.ts';
import { reachBranch } from '../promote/reach-commit.ts';
import { judgeRollbackAt } from '../rollback/judge-rollback.ts';
import { viewAt } from './at-merge.ts';
import { isReady } from './is-ready.ts';
import { lifeOf } from './life.ts';
import type { Merge } from './live.ts';
import { append, type Recorder } from './recorder.ts';
import { type OpenRollback, rollbackDraft } from './rollback-draft.ts';

/** `at`: ISO 8601, UTC. */
export const judgeOpenRollback = async (recorder: Recorder, rollback: OpenRollback, at: string, view = recorder.view): Promise<Verdict> =>
  judgeRollbackAt(
    recorder.world,
    recorder.situation,
    { view, observation: recorder.observed.observation, now: at },
    { ...rollback, pullRequest: rollback.pullRequest.number },
  );

/** What people said up to the merge counts, whenever it reached the recorder; where that cannot be read, a later run finds the same merge. */
export const mergedRollback = async (recorder: Recorder, rollback: OpenRollback, merge: Merge): Promise<'merged' | 'errored'> => {
  const { world, view } = recorder;
  const { pullRequest } = rollback;
  const { commit, tree, parents } =
    (await reachBranch(world, merge.commit, pullRequest.base.ref)) ?? (await world.git.commit(merge.commit));
  const happened = { at: merge.at, by: merge.by === undefined ? RECORDER : actorOf(merge.by), result: { commit, tree } };
  const { suffix } = lifeOf(view, 'rollback', rollback.id);
  const said = (name: Phase, reason?: Text): EntryDraft =>
    rollbackDraft(rollback, name, { ...happened, suffix, ...(reason === undefined ? {} : { reason }) });
  if (tree !== rollback.target.archive.tree || parents[0] !== rollback.base) {
    const reason = {
      en: 'the merge did not give the archived tree on the judged base',
      fr: "la fusion n'a pas donné l'arbre archivé sur la base jugée",
    };
    await append(recorder, [said('failed', reason)]);
    return 'merged';
  }
  if (!isReady(view, 'rollback', rollback)) {
    const early = said('ungated', { en: 'merged before it was approved', fr: "fusionné avant d'être approuvé" });
    await append(recorder, [early, ...holdDrafts(recorder, rollback, merge.at)]);
    return 'merged';
  }
  const at = utc(merge.at);
  const approved = (await judgeOpenRollback(recorder, rollback, at, viewAt(view, at))).gates.find((g) => g.gate === 'approval');
  if (approved?.outcome === 'errored') {
    recorder.undecided.add(commit);
    return 'errored';
  }
  if (approved?.outcome === 'blocked') {
    const { en, fr } = approved.reason;
    await append(recorder, [
      said('ungated', { en: `no longer approved when it was merged: ${en}`, fr: `plus approuvé à la fusion : ${fr}` }),
      ...holdDrafts(recorder, rollback, merge.at),
    ]);
  } else await append(recorder, [said('merged'), ...holdDrafts(recorder, rollback, merge.at)]);
  return 'merged';
};

/**
 * In one push with the rollback itself: one without its holds would leave the way open to the same release. They follow also from a rollback that was merged
 * around its approval: production did go back. Nobody of the people holds them; the post-mortem lifts them.
 */
const holdDrafts = ({ situation, view }: Recorder, rollback: OpenRollback, at: string): readonly EntryDraft[] =>
  rollback.rule.then !== 'hold-until-post-mortem'
    ? []
    : situation.contract.flow
        .filter((s) => s.to === rollback.environment && !s.expedited)
        .map((s) => holdDraft(rollback, s.id, at, lifeOf(view, 'rollback', rollback.id).suffix));

const holdDraft = (rollback: OpenRollback, step: string, at: string, suffix: string): EntryDraft => ({
  key: `hold:${rollback.id}:${step}${suffix}`,
  occurredAt: at,
  actor: RECORDER,
  body: {
    type: 'hold',
    id: `post-mortem-${step}-${rollback.pullRequest.number}`,
    step,
    why: `post-mortem of the rollback to ${rollback.target.archive.version} (pull request #${rollback.pullRequest.number})`,
    rollback: rollback.id,
  },
});
