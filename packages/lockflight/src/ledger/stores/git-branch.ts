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
import { hasCode } from '../../errors.ts';
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
  /** Where the remote's branch was just seen, its commits fetched: the first read takes that for its answer. */
  readonly seen?: string | undefined;
}

export const gitBranchStore = (options: GitBranch): LedgerStore => {
  let known: StoredLedger = { head: undefined, envelopes: [] };
  let tree: string | undefined;
  let kept: string | undefined;
  return {
    read: async () => {
      known = (await readOn(options, known)) ?? (await readAll(options, known.head));
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
      const { head } = known;
      if (head === undefined || head === kept || head === (await options.git.resolve(keptRef(options)))) return;
      await options.git.keep(keptRef(options), head);
      kept = head;
    },
  };
};

/** The newest head that verified here. An ordinary `git fetch` moves the remote-tracking ref to whatever somebody forced the branch to, this one never. */
const keptRef = ({ branch }: GitBranch): `refs/lockflight/${string}` => `refs/lockflight/ledger/${branch}`;

const trackingRef = ({ remote, branch }: GitBranch): string => `refs/remotes/${remote}/${branch}`;

/** What was read or written last, and what the branch grew since; undefined where it did not simply grow. */
const readOn = async (options: GitBranch, known: StoredLedger): Promise<StoredLedger | undefined> => {
  const { git, fetch } = options;
  if (known.head === undefined || !fetch || !(await fetchBranch(options))) return undefined;
  const head = await git.resolve(trackingRef(options));
  if (head === known.head) return known;
  const messages = head === undefined ? [] : await git.messages(head, { after: known.head });
  if (messages[0]?.parents[0] !== known.head) return undefined;
  return { head, envelopes: [...known.envelopes, ...messages.map(({ commit, message }) => readMessage(commit, message))] };
};

/** `seen`: what this store read or wrote last. */
const readAll = async (options: GitBranch, seen: string | undefined): Promise<StoredLedger> => {
  const head = options.fetch ? await fetchedHead(options, seen) : await localHead(options);
  if (head === undefined) return { head, envelopes: [] };
  return { head, envelopes: (await options.git.messages(head)).map(({ commit, message }) => readMessage(commit, message)) };
};

/** The remote's head, and its commits fetched. */
const fetchedHead = async (options: GitBranch, known: string | undefined): Promise<string | undefined> => {
  const { git, remote, branch } = options;
  const announced = known === undefined ? options.seen : undefined;
  const head = announced ?? (await git.remoteRefs(remote, [`refs/heads/${branch}`])).get(`refs/heads/${branch}`);
  const seen = known ?? (await git.resolve(keptRef(options))) ?? (await git.resolve(trackingRef(options)));
  if (head !== undefined && head !== seen && announced === undefined) await git.fetch(remote, [refspec(options)]);
  if (head === undefined) await refuseNoGit(git, remote);
  // A branch that was deleted, shortened or rewritten: what was read from it is gone, and nothing may be appended to what is left.
  await refuseRewound(git, seen, head);
  return head;
};

const refspec = (options: GitBranch): string => `+refs/heads/${options.branch}:${trackingRef(options)}`;

/** A branch that was there before is fetched without asking first what it holds: half of what it costs to follow other writers. False: it is not there. */
const fetchBranch = async (options: GitBranch): Promise<boolean> => {
  try {
    await options.git.fetch(options.remote, [refspec(options)]);
    return true;
  } catch (error) {
    if (hasCode(error, 'unknown-revision', 'git-failed')) return false;
    throw error;
  }
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
