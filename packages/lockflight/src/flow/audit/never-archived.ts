/**
 * Past states that should have an archive, of which the ledger holds none: what a promotion or a rollback made and something has replaced since, and
 * what stood there before one of them was merged. The head is left out: its archive may be on its way. Pure.
 */
import type { LedgerView } from '../../ledger/view.ts';

/** The commits, oldest first. The same tree archived under another commit will do: that is what a rollback brings back. */
export const neverArchived = (view: LedgerView, environment: string): readonly string[] => {
  const line = view.lines.get(environment) ?? [];
  const treeOf = new Map(line.map(({ commit, tree }) => [commit, tree]));
  const archives = view.archives.filter((archive) => archive.environment === environment);
  const kept = new Set(archives.flatMap(({ commit, tree }) => [commit, tree]));
  const due = new Set<string>();
  for (const [i, { commit, standing, by }] of line.entries()) {
    if (standing !== 'promoted' && standing !== 'rolled-back') continue;
    const before = baseOf(view, by);
    if (before !== undefined) due.add(before);
    if (i < line.length - 1) due.add(commit);
  }
  return [...due].filter((commit) => !kept.has(commit) && !kept.has(treeOf.get(commit) ?? ''));
};

const baseOf = (view: LedgerView, id: string | undefined): string | undefined =>
  id === undefined ? undefined : (view.promotions.get(id) ?? view.rollbacks.get(id))?.latest.base;
