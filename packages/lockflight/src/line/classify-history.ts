/**
 * One class for every production state of a history that no ledger tells of. Input: first-parent lines, oldest first: production's, and
 * those that feed it. The rules in order, the first one that holds decides:
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

export type Line = readonly Commit[];

export const classifyHistory = (production: Line, staging: readonly Line[]): readonly ClassifiedState[] => {
  const meetings = staging.map((line) => meetingOf(production, line));
  const shared = Math.max(0, ...meetings);
  const trees = sightingsOf(staging, meetings);
  const onStaging = once(() => new Set(staging.flatMap((line) => line.map((c) => c.commit))));
  let before: string | undefined;

  return production.map((state, position) => {
    const past = trees.get(state.tree) ?? pastOf(trees, state.tree);
    const found = { state, class: position < shared ? 'shared' : classOf(state, past, state.tree === before, onStaging) };
    past.had = state.time;
    before = state.tree;
    return found;
  });
};

/** How many states two lines have in common. A commit has one first parent: lines that meet are the same from there back, and part for good. */
const meetingOf = (a: Line, b: Line): number => {
  const end = Math.min(a.length, b.length);
  let at = 0;
  while (at < end && a[at]?.commit === b[at]?.commit) at++;
  return at;
};

/** What is known of a tree. */
interface Past {
  /** When staging had it: one number for most, sorted where there are several. */
  seen: number | number[] | undefined;
  /** When production last had it, by the last state that did. */
  had: number | undefined;
}

const pastOf = (trees: Map<string, Past>, tree: string): Past => {
  const past: Past = { seen: undefined, had: undefined };
  trees.set(tree, past);
  return past;
};

/** `meetings`: where each line's own states begin; those before are production's as well. */
const sightingsOf = (staging: readonly Line[], meetings: readonly number[]): Map<string, Past> => {
  const trees = new Map<string, Past>();
  const several = new Set<number[]>();
  for (const [i, line] of staging.entries()) {
    for (let at = meetings[i] ?? 0; at < line.length; at++) {
      const { tree, time } = line[at] as Commit;
      const past = trees.get(tree);
      if (past === undefined) trees.set(tree, { seen: time, had: undefined });
      else if (typeof past.seen === 'object') past.seen.push(time);
      else {
        past.seen = [past.seen ?? time, time];
        several.add(past.seen);
      }
    }
  }
  for (const times of several) times.sort((a, b) => a - b);
  return trees;
};

/** `still`: the state before had this very tree, so production never left it. */
const classOf = ({ time, parents }: Commit, { seen, had }: Past, still: boolean, onStaging: () => ReadonlySet<string>): HistoryClass => {
  const hadAt = still ? undefined : had;
  const seenAt = latestUpTo(seen, time);
  if (seenAt !== undefined && (hadAt === undefined || seenAt > hadAt)) return 'promoted';
  if (hadAt !== undefined) return 'rollback';
  return parents.length < 2 ? 'direct' : classByParents(parents, onStaging());
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

/** Built when it is first asked for: most histories never do. */
const once = <T>(make: () => T): (() => T) => {
  let made: T | undefined;
  return () => {
    made ??= make();
    return made;
  };
};
