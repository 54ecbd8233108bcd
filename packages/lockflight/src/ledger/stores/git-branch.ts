/**
 * The ledger as a branch of the repository itself: a chain of commits, one an entry (ledger-commit.ts says what one looks like). Any clone has it, `git log`
 * shows it, and nothing garbage-collects it.
 *
 * Appending is an ordinary push of commits whose parent is the expected head, with that head as the push's condition, never by force: git itself
 * is the compare-and-swap. A store opened with `fetch: false` reads what the clone has (the remote-tracking ref, or the branch itself in a
 * mirror) and asks nobody.
 *
 * Errors: `ledger-rewound` when the remote's branch lacks what this clone had; `shallow-clone` and whatever else the Git port says.
 */
import type { Git } from '../../git/port.ts';
import { ledgerRewound, remoteEmpty } from '../failures.ts';
import type { LedgerStore, StoredEnvelope, StoredLedger } from '../store.ts';
import { commitFor, readMessage } from './ledger-commit.ts';

export interface GitBranch {
  readonly git: Git;
  /** `lockflight/ledger` */
  readonly branch: string;
  readonly remote: string;
  /** Ask the remote before each read. */
  readonly fetch: boolean;
}

export const gitBranchStore = (options: GitBranch): LedgerStore => {
  let known: StoredLedger = { head: undefined, envelopes: [] };
  let tree: string | undefined;
  return {
    read: async () => {
      const head = options.fetch ? await fetchedHead(options, known.head) : await localHead(options);
      known = await readTo(options.git, head, known);
      return known;
    },
    append: async (expectedHead, envelopes) => {
      tree ??= await options.git.emptyTree();
      const written = await write(options.git, tree, expectedHead, envelopes);
      const head = written.at(-1)?.id;
      if (head === undefined) throw new RangeError('nothing to append');
      const to = `refs/heads/${options.branch}`;
      const [outcome] = await options.git.push(options.remote, [{ from: head, to, expect: expectedHead ?? null }]);
      if (outcome?.ok !== true) return { ok: false, reason: outcome?.reason ?? 'refused', detail: outcome?.detail ?? '' };
      if (known.head === expectedHead) known = { head, envelopes: [...known.envelopes, ...written] };
      return { ok: true, head };
    },
    keep: async () => {
      if (known.head !== undefined && known.head !== (await options.git.resolve(keptRef(options))))
        await options.git.keep(keptRef(options), known.head);
    },
  };
};

/** The newest head that verified here. An ordinary `git fetch` moves the remote-tracking ref to whatever somebody forced the branch to, this one never. */
const keptRef = ({ branch }: GitBranch): `refs/lockflight/${string}` => `refs/lockflight/ledger/${branch}`;

const trackingRef = ({ remote, branch }: GitBranch): string => `refs/remotes/${remote}/${branch}`;

/** The remote's head, and its commits fetched. `known`: what this store read or wrote last. */
const fetchedHead = async (options: GitBranch, known: string | undefined): Promise<string | undefined> => {
  const { git, remote, branch } = options;
  const head = (await git.remoteRefs(remote, [`refs/heads/${branch}`])).get(`refs/heads/${branch}`);
  if (head !== undefined && head === known) return head;
  const seen = known ?? (await git.resolve(keptRef(options))) ?? (await git.resolve(trackingRef(options)));
  if (head !== undefined && head !== seen) await git.fetch(remote, [`+refs/heads/${branch}:${trackingRef(options)}`]);
  if (head === undefined) await refuseNoGit(git, remote);
  // A branch that was deleted, shortened or rewritten: what was read from it is gone, and nothing may be appended to what is left.
  await refuseRewound(git, seen, head);
  return head;
};

/** A server that answers something else than git shows no refs at all: that is no sign of a ledger that was never there, or was taken away. */
const refuseNoGit = async (git: Git, remote: string): Promise<void> => {
  const overHttp = /^https?:/i.test((await git.remoteUrl(remote)) ?? '');
  if (overHttp && (await git.remoteRefs(remote, [])).size === 0) throw remoteEmpty();
};

const localHead = async (options: GitBranch): Promise<string | undefined> => {
  const { git, branch } = options;
  const refs = [trackingRef(options), `refs/heads/${branch}`, keptRef(options)];
  const [tracking, own, kept] = await Promise.all(refs.map((ref) => git.resolve(ref)));
  const head = tracking ?? own;
  await refuseRewound(git, kept, head);
  return head;
};

const refuseRewound = async (git: Git, seen: string | undefined, head: string | undefined): Promise<void> => {
  if (seen === undefined || seen === head) return;
  if (head === undefined || !(await git.isAncestor(seen, head))) throw ledgerRewound(seen.slice(0, 12));
};

/** Reads only what follows `known` where the branch has simply grown. */
const readTo = async (git: Git, head: string | undefined, known: StoredLedger): Promise<StoredLedger> => {
  if (head === undefined) return { head, envelopes: [] };
  if (head === known.head) return known;
  const fresh = known.head === undefined ? undefined : await messagesAfter(git, head, known.head);
  const messages = fresh ?? (await git.messages(head));
  return {
    head,
    envelopes: [...(fresh === undefined ? [] : known.envelopes), ...messages.map(({ commit, message }) => readMessage(commit, message))],
  };
};

/** Undefined where the branch did not grow from `after`: its first new commit then stands on something else. */
const messagesAfter = async (git: Git, head: string, after: string) => {
  const messages = await git.messages(head, { after });
  return messages[0]?.parents[0] === after ? messages : undefined;
};

/** Writes the commits, reachable by nothing yet. */
const write = async (
  git: Git,
  tree: string,
  expectedHead: string | undefined,
  envelopes: readonly string[],
): Promise<readonly StoredEnvelope[]> => {
  const written: StoredEnvelope[] = [];
  let head = expectedHead;
  for (const envelope of envelopes) {
    const commit = commitFor(envelope, tree, head);
    head = await git.writeCommit(commit);
    written.push(readMessage(head, commit.message));
  }
  return written;
};
