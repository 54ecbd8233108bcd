/**
 * The classes as the table of the design has them, word by word, with no thought for speed: it walks the graph by itself, looks through everything
 * for every state, and shares nothing with what it is held against.
 */
import type { Commit } from '../git/port.ts';
import type { HistoryClass } from './state-class.ts';

export type Graph = ReadonlyMap<string, Commit>;

export const oracle = (graph: Graph, production: string, staging: readonly string[]): readonly HistoryClass[] => {
  const line = firstParents(graph, production);
  const feeding = staging.flatMap((head) => firstParents(graph, head));
  return line.map((state, i) => classAt(line, feeding, state, i));
};

/** Oldest first. */
const firstParents = (graph: Graph, head: string): readonly Commit[] => {
  const commit = graph.get(head);
  if (commit === undefined) throw new Error(`no commit ${head}`);
  const [parent] = commit.parents;
  const line = [commit];
  for (let id = parent; id !== undefined; id = line[0]?.parents[0]) line.unshift(graph.get(id) as Commit);
  return line;
};

const classAt = (line: readonly Commit[], staging: readonly Commit[], state: Commit, i: number): HistoryClass => {
  // "the very same commit is on staging's line too"
  if (staging.some((s) => s.commit === state.commit)) return 'shared';
  // "its tree was on staging's line (on a commit that is not production's) at or before its time"
  const seen = staging.filter((s) => s.tree === state.tree && s.time <= state.time && !line.some((p) => p.commit === s.commit));
  // "where production already had this tree and left it, staging must have come back to it after that"
  const had = line.slice(0, i).filter((p) => p.tree === state.tree);
  const left = had.length > 0 && line[i - 1]?.tree !== state.tree;
  const since = had.at(-1)?.time ?? Number.NEGATIVE_INFINITY;
  if (seen.length > 0 && (!left || seen.some((s) => s.time > since))) return 'promoted';
  // "production had this tree before, and left it"
  if (left) return 'rollback';
  // "a merge with a later parent on staging's line": the one that was merged first
  if (state.parents.length > 1 && staging.some((s) => s.commit === state.parents[1])) return 'mixed';
  // "a merge of anything else", "no second parent"
  return state.parents.length > 1 ? 'foreign' : 'direct';
};
