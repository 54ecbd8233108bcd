/**
 * What the target environment has now, and how it got there: the state that a candidate is compared with. After a rollback, the content of production
 * is an archived state's, so "since production" counts from that state and not from the rollback's commit (whose history holds what was taken back).
 */
import type { LedgerView, RecordedState } from '../../ledger/view.ts';
import type { World } from '../world.ts';

export interface TargetState {
  readonly commit: string;
  readonly tree: string;
  readonly standing: 'proven' | 'baseline' | 'unproven';
  /** The latest state of the line that a record explains; undefined before adoption. */
  readonly lastProven?: RecordedState;
  /** The commit whose history is what the target really contains. */
  readonly contentCommit: string;
  /**
   * What a candidate's changes are counted from: the content that the latest explained state brought. What came around the flow since is no part of it, or
   * merging it back would make it everybody's and nobody's.
   */
  readonly since: { readonly commit: string; readonly tree: string };
}

export const readTargetState = async (world: World, view: LedgerView, environment: string, head: string): Promise<TargetState> => {
  const { tree } = await world.git.commit(head);
  const explained = (view.lines.get(environment) ?? []).filter((s) => s.standing !== 'pushed');
  const recorded = explained.findLast((s) => s.commit === head);
  const lastProven = explained.at(-1);
  const contentCommit = recorded === undefined ? head : contentOf(view, recorded);
  const unproven = recorded === undefined && lastProven !== undefined;
  return {
    commit: head,
    tree,
    standing: recorded === undefined ? 'unproven' : recorded.standing === 'baseline' ? 'baseline' : 'proven',
    ...(lastProven === undefined ? {} : { lastProven }),
    contentCommit,
    since: unproven ? { commit: contentOf(view, lastProven), tree: lastProven.tree } : { commit: contentCommit, tree },
  };
};

const contentOf = (view: LedgerView, state: RecordedState): string => {
  if (state.standing !== 'rolled-back') return state.commit;
  const rollback = [...view.rollbacks.values()].find((r) => r.history.some((h) => h.result?.commit === state.commit));
  return rollback?.latest.target.commit ?? state.commit;
};
