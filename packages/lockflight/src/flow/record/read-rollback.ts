/**
 * Which rollback a pull request is, read from its head and held against the ledger's archives. A head that was edited since is still the rollback that the ledger
 * knows under that name, with what it was then.
 */
import type { TrackedPromotion } from '../observe/pull-requests.ts';
import { isOurRollback } from '../promote/head-is-ours.ts';
import { readHead, rollbackId } from '../promote/promotion-head.ts';
import { reachHead } from '../promote/reach-commit.ts';
import { rollbackRule } from '../rollback/rollback-rule.ts';
import { rollbackTarget } from '../rollback/rollback-target.ts';
import { headOf } from '../verdict/situation.ts';
import { EDITED, type HeadProblem, headProblem } from './head-standing.ts';
import type { Recorder } from './recorder.ts';
import type { OpenRollback } from './rollback-draft.ts';

export interface FoundRollback {
  readonly rollback: OpenRollback;
  /** The head is not the one that was made for it: then this is what the ledger knows of it. */
  readonly edited: boolean;
}

export const readRollback = async (recorder: Recorder, tracked: TrackedPromotion): Promise<FoundRollback | undefined> => {
  const { world, situation, view } = recorder;
  const { id, pullRequest, environment } = tracked;
  const build = (name: string, head: string, base: string): OpenRollback | undefined => {
    const archived = view.archives.findLast((a) => a.ref === name && a.environment === environment.name);
    if (archived === undefined) return undefined;
    // A tree that no archive holds stands for "whatever the head is": the archive is judged by name alone here.
    const target = rollbackTarget(view, environment.name, '', archived.ref);
    return { id, environment: environment.name, rule: rollbackRule(situation.contract, environment), pullRequest, target, head, base };
  };
  const claim = (await reachHead(world, pullRequest)) === undefined ? undefined : await readHead(world.git, pullRequest.head.commit);
  if (claim?.archive !== undefined && claim.base !== undefined) {
    const claimed = build(claim.archive, pullRequest.head.commit, claim.base);
    if (claimed !== undefined && rollbackId(environment.name, claimed.target.archive.commit, claim.base) === id)
      return { rollback: claimed, edited: false };
  }
  const known = view.rollbacks.get(id)?.latest;
  const recorded = known === undefined ? undefined : build(known.target.ref, known.head, known.base);
  return recorded === undefined ? undefined : { rollback: recorded, edited: true };
};

/** What keeps it from going on, whatever its approvals say. */
export const rollbackProblem = async (
  { world, situation }: Recorder,
  { environment }: TrackedPromotion,
  { rollback, edited }: FoundRollback,
): Promise<HeadProblem | undefined> => {
  if (edited) return EDITED;
  const claim = await readHead(world.git, rollback.head);
  return headProblem({
    claim,
    ours: await isOurRollback(situation, claim, rollback.environment, rollback.target.archive.ref),
    targetHead: headOf(situation, environment),
    tree: rollback.target.archive.tree,
    others: [],
  });
};
