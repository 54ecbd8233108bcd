/**
 * Where the ledger is kept. A store keeps envelopes in order and knows nothing of what they say.
 *
 * `append` is a compare-and-swap on the head: when the ledger moved since it was read, nothing is written and the answer is `moved`; the caller
 * reads again. When it cannot be known whether the write arrived (a lost connection), it throws `remote-unreachable`: the caller reads again and looks
 * for its idempotency keys. A store never reorders, drops or rewrites.
 */
export interface StoredEnvelope {
  /** What the store calls this entry: a commit id. */
  readonly id: string;
  /** The DSSE envelope, exactly as stored. */
  readonly envelope: string;
  /** The line for people that stands beside it, where the store keeps one; `labelOf` says what it should be. */
  readonly label?: string;
}

export interface StoredLedger {
  /** Undefined while there is no ledger. */
  readonly head: string | undefined;
  /** Oldest first. */
  readonly envelopes: readonly StoredEnvelope[];
}

export type AppendOutcome =
  | { readonly ok: true; readonly head: string }
  | { readonly ok: false; readonly reason: 'moved' | 'refused'; readonly detail: string };

export interface LedgerStore {
  read(): Promise<StoredLedger>;
  append(expectedHead: string | undefined, envelopes: readonly string[]): Promise<AppendOutcome>;
  /** What was read last verifies: from here on it may only grow, in this process and in any later one that reads through the same store. */
  keep?(): Promise<void>;
}
