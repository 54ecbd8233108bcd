/**
 * The ledger as a branch of the repository itself: a chain of commits with an empty tree, one an entry; the message is a line for people, a blank line
 * and the envelope, to the byte. Any clone has it, `git log` shows it, and nothing garbage-collects it.
 *
 * Appending is an ordinary push of commits whose parent is the expected head, with that head as the push's condition, never by force: git itself
 * is the compare-and-swap. A store opened with `fetch: false` reads what the clone has (the remote-tracking ref, or the branch itself in a
 * mirror) and asks nobody.
 *
 * Errors: `ledger-rewound` when the remote's branch lacks what this clone had; `shallow-clone` and whatever else the Git port says.
 */
import type { Git } from '../../git/port.ts';
import { decodeEntry } from '../decode.ts';
import { ledgerRewound } from '../failures.ts';
import { labelOf } from '../label.ts';
import type { AppendOutcome, LedgerStore, StoredEnvelope, StoredLedger } from '../store.ts';

export interface GitBranch {
  readonly git: Git;
  /** `lockflight/ledger` */
  readonly branch: string;
  readonly remote: string;
  /** Ask the remote before each read. */
  readonly fetch: boolean;
}

/** No e-mail address of anybody stands in the ledger; git wants one, and `.invalid` can never be one (RFC 2606). */
const RECORDER = { name: 'Lockflight recorder', email: 'recorder@lockflight.invalid' } as const;

export const gitBranchStore = (options: GitBranch): LedgerStore => {
  let known: StoredLedger = { head: undefined, envelopes: [] };
  return {
    read: async () => {
      const head = options.fetch ? await fetchedHead(options) : await localHead(options);
      known = await readTo(options.git, head, known);
      return known;
    },
    append: (expectedHead, envelopes) => append(options, expectedHead, envelopes),
  };
};

const trackingRef = ({ remote, branch }: GitBranch): string => `refs/remotes/${remote}/${branch}`;

/** The remote's head, and its commits fetched. */
const fetchedHead = async (options: GitBranch): Promise<string | undefined> => {
  const { git, remote, branch } = options;
  const seen = await git.resolve(trackingRef(options));
  const head = (await git.remoteRefs(remote, [`refs/heads/${branch}`])).get(`refs/heads/${branch}`);
  if (head === seen) return head;
  if (head !== undefined) await git.fetch(remote, [`+refs/heads/${branch}:${trackingRef(options)}`]);
  // A branch that was deleted, shortened or rewritten: what was read from it is gone, and nothing may be appended to what is left.
  if (seen !== undefined && (head === undefined || !(await git.isAncestor(seen, head)))) throw ledgerRewound(seen.slice(0, 12));
  return head;
};

const localHead = async (options: GitBranch): Promise<string | undefined> =>
  (await options.git.resolve(trackingRef(options))) ?? (await options.git.resolve(`refs/heads/${options.branch}`));

/** Reads only what follows `known` where the branch has simply grown. */
const readTo = async (git: Git, head: string | undefined, known: StoredLedger): Promise<StoredLedger> => {
  if (head === undefined) return { head, envelopes: [] };
  if (head === known.head) return known;
  const grown = known.head !== undefined && (await git.isAncestor(known.head, head));
  const base = grown && known.head !== undefined ? { after: known.head } : {};
  const messages = await git.messages(head, base);
  return { head, envelopes: [...(grown ? known.envelopes : []), ...messages.map(({ commit, message }) => stored(commit, message))] };
};

/** A message that is not one of ours is handed on whole: it is no envelope, and the chain will say where. */
const stored = (id: string, message: string): StoredEnvelope => {
  const text = message.replace(/\n+$/, '');
  const [label = '', blank, envelope, ...more] = text.split('\n');
  return blank === '' && envelope !== undefined && more.length === 0 ? { id, envelope, label } : { id, envelope: text };
};

const append = async (
  { git, remote, branch }: GitBranch,
  expectedHead: string | undefined,
  envelopes: readonly string[],
): Promise<AppendOutcome> => {
  const tree = await git.emptyTree();
  let head = expectedHead;
  for (const envelope of envelopes) {
    const parents = head === undefined ? [] : [head];
    head = await git.writeCommit({ tree, parents, message: messageOf(envelope), by: RECORDER });
  }
  if (head === undefined || head === expectedHead) throw new RangeError('nothing to append');
  const [outcome] = await git.push(remote, [{ from: head, to: `refs/heads/${branch}`, expect: expectedHead ?? null }]);
  if (outcome?.ok === true) return { ok: true, head };
  return { ok: false, reason: outcome?.reason ?? 'refused', detail: outcome?.detail ?? '' };
};

const messageOf = (envelope: string): string => {
  const decoded = decodeEntry(envelope, 0);
  return `${decoded.ok ? labelOf(decoded.entry) : 'entry'}\n\n${envelope}\n`;
};
