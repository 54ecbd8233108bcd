/**
 * What kind of state it is, seen from the line that feeds this one. The first six are of history that the ledger does not know
 * (design: "Lines and classes"); `ungated` exists only where a ledger could have held a promotion and does not.
 */
import type { Commit } from '../git/port.ts';

export type HistoryClass = 'shared' | 'promoted' | 'rollback' | 'mixed' | 'foreign' | 'direct';
export type StateClass = HistoryClass | 'ungated';

export interface ClassifiedState {
  readonly state: Commit;
  readonly class: HistoryClass;
}

/**
 * How a commit came to be, when its tree says nothing: a merge of the source's line, of something else, or no merge at all. The second parent is
 * what was merged; an octopus that names the source only after something else brought that something first.
 */
export const classByParents = (parents: readonly string[], onStaging: ReadonlySet<string>): 'mixed' | 'foreign' | 'direct' => {
  if (parents.length < 2) return 'direct';
  return onStaging.has(parents[1] ?? '') ? 'mixed' : 'foreign';
};
