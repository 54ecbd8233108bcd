/**
 * One class for every production state of a history that no ledger tells of. Input: the two first-parent lines, oldest first. The rules in
 * order, the first one that holds decides:
 *
 *   shared    the very same commit is on staging's line
 *   promoted  its tree was on staging's line, on a commit that is not production's, at or before its time; where production already
 *             had this tree and left it, staging must have come back to it after that
 *   rollback  production had this tree before, and left it
 *   mixed     a merge whose second parent is on staging's line
 *   foreign   a merge of anything else
 *   direct    no second parent
 *
 * Times are committer times, which anybody can forge, and need not grow along a line: findings, not proof. One pass over each line;
 * only a tree that staging came back to many times costs a search.
 */
import type { Commit } from '../git/port.ts';
import { type ClassifiedState, classByParents, type HistoryClass } from './state-class.ts';

export const classifyHistory = (production: readonly Commit[], staging: readonly Commit[]): readonly ClassifiedState[] => {
  const onProduction = new Set(production.map((c) => c.commit));
  const onStaging = new Set(staging.map((c) => c.commit));
  const sightings = sightingsOf(staging, onProduction);
  /** When production last had a tree, by the last state that had it. */
  const had = new Map<string, number>();
  let before: string | undefined;

  const classify = ({ commit, tree, parents, time }: Commit): HistoryClass => {
    const hadAt = tree === before ? undefined : had.get(tree);
    if (onStaging.has(commit)) return 'shared';
    const seenAt = latestUpTo(sightings.get(tree), time);
    if (seenAt !== undefined && (hadAt === undefined || seenAt > hadAt)) return 'promoted';
    if (hadAt !== undefined) return 'rollback';
    return classByParents(parents, onStaging);
  };

  return production.map((state) => {
    const found = { state, class: classify(state) };
    had.set(state.tree, state.time);
    before = state.tree;
    return found;
  });
};

/** The times at which staging had a tree: one number for most, sorted where there are several. */
type Sightings = ReadonlyMap<string, number | readonly number[]>;

const sightingsOf = (staging: readonly Commit[], onProduction: ReadonlySet<string>): Sightings => {
  const sightings = new Map<string, number | number[]>();
  const several = new Set<number[]>();
  for (const { commit, tree, time } of staging) {
    if (onProduction.has(commit)) continue;
    const known = sightings.get(tree);
    if (known === undefined) sightings.set(tree, time);
    else if (typeof known === 'number') {
      const both = [known, time];
      several.add(both);
      sightings.set(tree, both);
    } else known.push(time);
  }
  for (const times of several) times.sort((a, b) => a - b);
  return sightings;
};

const latestUpTo = (times: number | readonly number[] | undefined, limit: number): number | undefined => {
  if (typeof times !== 'object') return times !== undefined && times <= limit ? times : undefined;
  let [low, high] = [0, times.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((times[middle] ?? 0) <= limit) low = middle + 1;
    else high = middle;
  }
  return times[low - 1];
};
