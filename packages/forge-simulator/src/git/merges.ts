/**
 * The three ways to merge, on trees, without an index or a working tree. `git merge-tree --write-tree` is the merge that `git merge` does;
 * a rebase replays each commit as a three-way merge of its own change. git 2.39 cannot be told a merge base, so each replay works on
 * commits made up for it: one that stands for the parent, with two children.
 */
import { type Commit, readCommits, type Signature } from './commits.ts';
import type { Git } from './processes.ts';
import { writeCommit } from './write-commit.ts';

const NOBODY: Signature = { name: 'replay', email: 'replay@localhost', date: '2000-01-01T00:00:00Z' };
/** A rebase of more commits than that is refused; the simulator's own bound. */
export const REBASE_LIMIT = 100;

/** The tree of merging `theirs` into `ours`; undefined on a conflict, or without common history. */
export const mergeTrees = async (git: Git, ours: string, theirs: string): Promise<string | undefined> => {
  const { code, stdout } = await git(['merge-tree', '--write-tree', '--no-messages', ours, theirs], { accept: [0, 1, 128] });
  return code === 0 ? stdout.split('\n')[0] : undefined;
};

const treeOf = async (git: Git, commit: string): Promise<string> => (await git(['rev-parse', `${commit}^{tree}`])).stdout.trim();

const sketch = (git: Git, tree: string, parents: readonly string[]): Promise<string> =>
  writeCommit(git, { tree, parents, message: 'replay', author: NOBODY, committer: NOBODY });

/** The tree of `onto` with the change from `from` to `to` applied; undefined on a conflict. All are trees. */
const applyChange = async (git: Git, onto: string, from: string, to: string): Promise<string | undefined> => {
  if (from === onto) return to;
  const base = await sketch(git, from, []);
  const [ours, theirs] = await Promise.all([sketch(git, onto, [base]), sketch(git, to, [base])]);
  return mergeTrees(git, ours, theirs);
};

export interface Replayed {
  readonly commit: Commit;
  readonly tree: string;
}

const commitsToReplay = async (git: Git, base: string, head: string): Promise<readonly Commit[]> =>
  (await readCommits(git, ['--topo-order', '--no-merges', '--right-only', '--cherry-pick', `${base}...${head}`])).toReversed();

/**
 * What rebasing `head` onto `base` would give: the commits in order, each with its new tree. Merges are left out, and so are commits whose
 * change the base already has, as `git rebase` does. Undefined on a conflict or past `REBASE_LIMIT`.
 */
export const replay = async (git: Git, base: string, head: string): Promise<readonly Replayed[] | undefined> => {
  const commits = await commitsToReplay(git, base, head);
  if (commits.length > REBASE_LIMIT) return undefined;
  let tree = await treeOf(git, base);
  const replayed: Replayed[] = [];
  for (const commit of commits) {
    const parent = commit.parents[0];
    const from = parent === undefined ? (await git(['mktree'])).stdout.trim() : await treeOf(git, parent);
    const next = await applyChange(git, tree, from, commit.tree);
    if (next === undefined) return undefined;
    if (next !== tree || from === commit.tree) replayed.push({ commit, tree: next });
    tree = next;
  }
  return replayed;
};
