/**
 * A repository's ledger for programs, without a server: `readLedger('path/to/clone', { trust })`. Everything is read from the clone alone unless `fetch` is set;
 * nothing is written but the checkpoint of a ledger that verified (`refs/lockflight/ledger/...`), from which on it may only grow.
 */
import type { Entry } from '../../ledger/entry.ts';
import type { LedgerView } from '../../ledger/view.ts';
import { findLedger } from './ledger-here.ts';
import { type LedgerVerification, verifyLedger } from './verify.ts';

export interface ReadLedgerOptions {
  /** Fingerprint of the root key, known from elsewhere; without it the answer is `self-asserted`. */
  readonly trust?: string;
  /** Instead of what the contract says. */
  readonly branch?: string;
  /** Ask the remote first. Default: what the clone has. */
  readonly fetch?: boolean;
  /** For a remote that wants to know who asks. */
  readonly token?: string;
}

export interface LedgerRead {
  /** Entries that are signed and readable, oldest first; all of them when `verification.ok`. */
  readonly entries: readonly Entry[];
  /** What stands now for each thing that they tell of. */
  readonly view: LedgerView;
  /** Look at `ok` before you rely on anything. */
  readonly verification: LedgerVerification;
}

/** Errors: `not-a-repository`, `not-adopted`, `ledger-rewound`, `shallow-clone`, and what git says. */
export const readLedger = async (directory: string, options: ReadLedgerOptions = {}): Promise<LedgerRead> => {
  const { trust, branch, fetch = false, token } = options;
  const here = await findLedger({ directory, branch, fetch, branches: true, token });
  const { view, ...verification } = await verifyLedger({ ...here, fetch, trust: trust?.trim().toLowerCase() });
  if (verification.ok) await here.store.keep?.();
  return { entries: view.entries, view, verification };
};
