/**
 * Did the ledger, when it last spoke of it, say that this very head may be merged onto this very base? The check run only shows this to people: anybody who
 * may write checks can set one, nobody but the recorder can sign an entry. Pure.
 */
import type { LedgerView } from '../../ledger/view.ts';

export interface ReadyQuestion {
  readonly id: string;
  readonly head: string;
  readonly base: string;
}

export const isReady = (view: LedgerView, type: 'promotion' | 'rollback', { id, head, base }: ReadyQuestion): boolean => {
  const latest = (type === 'promotion' ? view.promotions : view.rollbacks).get(id)?.latest;
  if (latest?.phase !== 'ready' || latest.head !== head || latest.base !== base) return false;
  const judged =
    latest.type === 'promotion' ? `${latest.step} ${latest.candidate.tree}` : `rollback-${latest.environment} ${latest.target.tree}`;
  const verdict = view.verdicts.get(judged);
  return verdict?.outcome === 'passed' && verdict.promotion === id;
};
