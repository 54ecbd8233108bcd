/**
 * What Lockflight asks of git. Everything is by full object id; a `rev` may be any revision that git understands, and is
 * never taken for an option. Reading never changes the repository.
 *
 * Errors (LockflightError): `git-missing` (no git, or older than 2.39), `not-a-repository`, `unknown-revision`,
 * `shallow-clone` (history that an answer needs was not fetched), `missing-object` (partial or damaged), `git-failed`,
 * `remote-refused` (authentication or permission), `remote-unreachable`, and rarer ones: git/error-codes.ts.
 */
export interface Commit {
  readonly commit: string;
  readonly tree: string;
  readonly parents: readonly string[];
  /** Committer time, seconds since 1970: can be forged. */
  readonly time: number;
  readonly subject: string;
}

export interface Change {
  readonly path: string;
  readonly change: 'added' | 'modified' | 'deleted';
}

export interface MergeOutcome {
  readonly clean: boolean;
  /** The tree that the merge gives, when clean. */
  readonly tree?: string;
  readonly conflicts: readonly string[];
}

export interface RefUpdate {
  /** Object id to push, or null to delete. */
  readonly from: string | null;
  /** Full name at the remote: `refs/heads/main`. */
  readonly to: string;
  /** What the ref must hold there: an id, `null` when it must not exist, absent: no expectation beyond fast-forward. */
  readonly expect?: string | null;
}

export interface PushOutcome {
  readonly to: string;
  readonly ok: boolean;
  /** `moved`: the expectation failed or it is no fast-forward; `refused`: the forge's rules said no. */
  readonly reason?: 'moved' | 'refused';
  readonly detail?: string;
}

export interface NewCommit {
  readonly tree: string;
  readonly parents: readonly string[];
  readonly message: string;
  /** Author and committer; git's own configuration when absent. */
  readonly by?: { readonly name: string; readonly email: string; readonly time?: number };
}

export interface Git {
  /** The repository as it was named: a working tree or a bare repository. */
  readonly dir: string;
  /** The top of the working tree, or undefined in a bare repository. */
  topLevel(): Promise<string | undefined>;
  isShallow(): Promise<boolean>;
  /** The commit id that `rev` names, or undefined. */
  resolve(rev: string): Promise<string | undefined>;
  commit(rev: string): Promise<Commit>;
  /** The first-parent line that ends in `head`, oldest first; `after` (exclusive) cuts it off. Fails with `shallow-clone` where the clone hides a part. */
  line(head: string, options?: { readonly after?: string }): Promise<readonly Commit[]>;
  isAncestor(ancestor: string, descendant: string): Promise<boolean>;
  /** The best common ancestor, or undefined when the histories are unrelated. */
  mergeBase(a: string, b: string): Promise<string | undefined>;
  /** Every commit reachable from `include` and not from `exclude`, oldest first. */
  commitsBetween(exclude: string, include: string): Promise<readonly Commit[]>;
  changes(fromTree: string, toTree: string): Promise<readonly Change[]>;
  /** The file's text at a commit or tree, or undefined when it is not there. Refuses more than `maxBytes` (default 1 MiB) with `file-too-large`. */
  readFile(rev: string, path: string, maxBytes?: number): Promise<string | undefined>;
  /** Paths below `dir` at a commit or tree, relative to the root, recursively. */
  listFiles(rev: string, dir: string): Promise<readonly string[]>;
  /** Three-way merge of trees (base, ours, theirs) in a temporary object directory: the repository is not written to. */
  mergeTrees(base: string, ours: string, theirs: string): Promise<MergeOutcome>;
  writeCommit(commit: NewCommit): Promise<string>;
  /** The empty tree, written when the repository lacks it. */
  emptyTree(): Promise<string>;
  refs(prefix: string): Promise<ReadonlyMap<string, string>>;
  /** Which of these paths (relative to `dir`) git ignores and does not track: they would reach nobody. */
  isIgnored(paths: readonly string[]): Promise<ReadonlySet<string>>;
  /** Messages and parents of the first-parent chain that ends in `head`, oldest first (`after` exclusive): how the ledger is read. */
  messages(
    head: string,
    options?: { readonly after?: string },
  ): Promise<readonly { readonly commit: string; readonly tree: string; readonly parents: readonly string[]; readonly message: string }[]>;
  /** Does the working tree hold exactly what HEAD holds, files that git does not know included? A bare repository has none, and is clean. */
  isClean(): Promise<boolean>;
  remoteUrl(remote: string): Promise<string | undefined>;
  /** Fetches into remote-tracking refs; a refspec as git writes it. Prunes nothing that it was not asked for. */
  fetch(remote: string, refspecs: readonly string[]): Promise<void>;
  /** What the remote holds now, by full ref name, for the patterns given. */
  remoteRefs(remote: string, patterns: readonly string[]): Promise<ReadonlyMap<string, string>>;
  /** Pushes each update on its own terms; one that the remote rejects does not undo the others. */
  push(remote: string, updates: readonly RefUpdate[]): Promise<readonly PushOutcome[]>;
  /** Points a ref of Lockflight's own (`refs/lockflight/...`, never a branch or a tag) at a commit of this repository. */
  keep(ref: `refs/lockflight/${string}`, commit: string): Promise<void>;
  /** A value of git's configuration (`user.name`), or undefined. */
  configured(key: string): Promise<string | undefined>;
}
