/**
 * A repository's ledger: read, verified, and appended to by one hand. What was verified once in a run is not verified again; what it lost since is
 * noticed (`ledger-rewound`).
 */
import type { Git } from '../../git/port.ts';
import { type AppendContext, type Appended, appendEntries } from '../../ledger/append.ts';
import { type Chain, EMPTY_CHAIN } from '../../ledger/chain.ts';
import type { Entry, EntryDraft } from '../../ledger/entry.ts';
import type { Signer } from '../../ledger/keys.ts';
import type { LedgerProblem } from '../../ledger/problem.ts';
import { readChain } from '../../ledger/read-chain.ts';
import type { LedgerStore, StoredLedger } from '../../ledger/store.ts';
import { gitBranchStore } from '../../ledger/stores/git-branch.ts';
import { createVerifier } from '../../ledger/verifier.ts';
import { type LedgerView, viewOf } from '../../ledger/view.ts';

export interface LedgerPlace {
  readonly git: Git;
  readonly branch: string;
  readonly remote: string;
  /** False: what the clone has, without asking the remote. */
  readonly fetch: boolean;
  /** Where the remote's branch was just seen, its commits fetched: the first read asks no more. */
  readonly seen?: string | undefined;
}

export interface ReadLedger {
  readonly stored: StoredLedger;
  readonly entries: readonly Entry[];
  readonly view: LedgerView;
  /** Always empty: a ledger with problems is not handed out. Kept so that a caller can say that it looked. */
  readonly problems: readonly LedgerProblem[];
}

export interface OpenLedger {
  readonly store: LedgerStore;
  /** Reads and verifies. A repository without a ledger gives an empty view. Errors: `ledger-broken`, `ledger-rewound`, and what git says. */
  read(): Promise<ReadLedger>;
  /** See `appendEntries`. */
  append(
    signer: Signer,
    drafts: readonly EntryDraft[],
    context: Omit<AppendContext, 'chain' | 'verify'>,
  ): Promise<Appended & { readonly view: LedgerView }>;
}

export const openLedger = async (place: LedgerPlace): Promise<OpenLedger> => {
  const store = gitBranchStore(place);
  const verify = createVerifier();
  let chain: Chain = EMPTY_CHAIN;
  let head: string | undefined;
  return {
    store,
    read: async () => {
      const read = await readChain(store, verify, chain);
      chain = read.chain;
      head = read.stored.head;
      return { stored: read.stored, entries: chain.entries, view: viewOf(chain.entries), problems: chain.problems };
    },
    append: async (signer, drafts, context) => {
      const done = await appendEntries(store, signer, drafts, { ...context, chain, verify, ...(head === undefined ? {} : { head }) });
      chain = done.chain;
      head = done.head;
      return { ...done, view: viewOf(done.entries) };
    },
  };
};
