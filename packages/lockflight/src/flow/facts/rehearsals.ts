/**
 * What a rehearsal of the way back was rehearsed against: the tree that the target had. One that a person attested belongs to the pull request of a promotion, and so to
 * the base that this was made for; one that a run proved, to what the target had when the run ended, whenever the ledger heard of either. A rehearsal speaks of that pair of trees alone.
 */
import { hasCode } from '../../errors.ts';
import type { Git } from '../../git/port.ts';
import type { LedgerView } from '../../ledger/view.ts';

const KIND = 'rollback-rehearsal';

/** By sequence number of the evidence. Errors: what git says. */
export const rehearsedAgainst = async (
  git: Pick<Git, 'commit'>,
  view: LedgerView,
  tree: string,
  target: string,
): Promise<ReadonlyMap<number, string>> => {
  const found = new Map<number, string>();
  for (const evidence of view.evidence.get(tree) ?? []) {
    if (evidence.kind !== KIND) continue;
    const against =
      evidence.pullRequest === undefined
        ? (view.lines.get(target) ?? []).findLast((state) => state.at <= evidence.occurredAt)?.tree
        : await baseTree(git, view, evidence.pullRequest);
    if (against !== undefined) found.set(evidence.seq, against);
  }
  return found;
};

const baseTree = async (git: Pick<Git, 'commit'>, view: LedgerView, pullRequest: number): Promise<string | undefined> => {
  const promotion = [...view.promotions.values()].find(({ history }) => history.some((phase) => phase.pullRequest === pullRequest));
  if (promotion === undefined) return undefined;
  try {
    return (await git.commit(promotion.latest.base)).tree;
  } catch (error) {
    if (hasCode(error, 'unknown-revision')) return undefined;
    throw error;
  }
};
