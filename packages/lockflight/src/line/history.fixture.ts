/**
 * Histories without git: commits made in memory, with two branches that push, merge, squash, revert and merge back. A tree is a set of
 * changes; a merge that is clean gives the union, which is enough to make trees meet again the way they do in real repositories.
 */
import type { Commit } from '../git/port.ts';

export type Branch = 'production' | 'staging';

export interface History {
  readonly commits: ReadonlyMap<string, Commit>;
  /** First parents of a branch's head, oldest first. */
  line(branch: Branch): readonly Commit[];
  /** A commit with another tree. */
  push(branch: Branch, change?: string): string;
  /** A merge commit; `exact` takes the other side's tree as it is. */
  merge(into: Branch, from: Branch, how?: 'union' | 'exact'): string;
  /** A merge of a branch that neither line knows. */
  mergeFeature(into: Branch, change?: string): string;
  /** One commit with the other side's tree, or with the union. */
  squash(into: Branch, from: Branch, how?: 'union' | 'exact'): string;
  /** The other side's commits since the two lines parted, one after the other on top of this one; none: nothing happens. */
  rebase(into: Branch, from: Branch): string;
  /** A merge of a branch that neither line knows and of the other side, in this order or the other way round. */
  octopus(into: Branch, from: Branch, first: 'feature' | 'branch', how?: 'union' | 'exact'): string;
  /** A commit with the tree of an older state of the line. */
  restore(branch: Branch, back: number): string;
  /** An empty commit: the same tree again. */
  empty(branch: Branch): string;
  /** The branch goes to the other one's head (a fast-forward when it is behind, a reset when not). */
  moveTo(branch: Branch, other: Branch): string;
  /** The branch is forced to a commit that is there already. */
  force(branch: Branch, commit: string): string;
  head(branch: Branch): Commit;
}

export const newHistory = (clock: (n: number) => number = (n) => 1000 + 10 * n): History => {
  const commits = new Map<string, Commit>();
  const heads = {} as Record<Branch, string>;
  let count = 0;

  const at = (id: string): Commit => {
    const commit = commits.get(id);
    if (commit === undefined) throw new Error(`no commit ${id}`);
    return commit;
  };
  const make = (tree: string, parents: readonly string[]): string => {
    count += 1;
    const commit = `c${count}`;
    commits.set(commit, { commit, tree, parents: [...new Set(parents)], time: clock(count), subject: `Commit ${count}` });
    return commit;
  };
  const on = (branch: Branch, id: string): string => {
    heads[branch] = id;
    return id;
  };
  const union = (a: string, b: string): string => [...new Set([...a.split('+'), ...b.split('+')])].sort().join('+');
  const line = (branch: Branch): readonly Commit[] => {
    const states: Commit[] = [];
    for (let id: string | undefined = heads[branch]; id !== undefined; id = at(id).parents[0]) states.push(at(id));
    return states.reverse();
  };
  const head = (branch: Branch): Commit => at(heads[branch]);
  const brought = (into: Branch, from: Branch, how: 'union' | 'exact'): string =>
    how === 'exact' ? head(from).tree : union(head(into).tree, head(from).tree);

  const root = make('t0', []);
  on('production', root);
  on('staging', root);
  return {
    commits,
    line,
    head,
    push: (branch, change = `p${count}`) => on(branch, make(union(head(branch).tree, change), [heads[branch]])),
    merge: (into, from, how = 'union') => on(into, make(brought(into, from, how), [heads[into], heads[from]])),
    mergeFeature: (into, change = `f${count}`) => {
      const feature = make(union(head(into).tree, change), [heads[into]]);
      return on(into, make(at(feature).tree, [heads[into], feature]));
    },
    squash: (into, from, how = 'exact') => on(into, make(brought(into, from, how), [heads[into]])),
    rebase: (into, from) => {
      const known = new Set(line(into).map((c) => c.commit));
      for (const { tree } of line(from).filter((c) => !known.has(c.commit))) on(into, make(union(head(into).tree, tree), [heads[into]]));
      return heads[into];
    },
    octopus: (into, from, first, how = 'union') => {
      const tree = brought(into, from, how);
      const feature = make(union(head(into).tree, `f${count}`), [heads[into]]);
      return on(into, make(tree, [heads[into], ...(first === 'feature' ? [feature, heads[from]] : [heads[from], feature])]));
    },
    restore: (branch, back) => {
      const states = line(branch);
      return on(branch, make(states[Math.max(0, states.length - 1 - back)]?.tree ?? 't0', [heads[branch]]));
    },
    empty: (branch) => on(branch, make(head(branch).tree, [heads[branch]])),
    moveTo: (branch, other) => on(branch, heads[other]),
    force: (branch, commit) => on(branch, at(commit).commit),
  };
};
