import { type Chain, EMPTY_CHAIN, extendChain } from './chain.ts';
import { ledgerBroken, ledgerRewound } from './failures.ts';
import type { LedgerStore, StoredLedger } from './store.ts';
import type { Verifier } from './verifier.ts';

/** What a store holds, against what was verified before: only what follows `known` is verified. Its problems are in the chain, not thrown. */
export const chainOf = async (stored: StoredLedger, verify: Verifier, known: Chain = EMPTY_CHAIN): Promise<Chain> => {
  const { envelopes } = stored;
  if (envelopes[known.length - 1]?.envelope !== known.last) throw ledgerRewound(`${known.length}`);
  const fresh = envelopes.slice(known.length).map(({ envelope }) => envelope);
  return fresh.length === 0 ? known : extendChain(known, fresh, verify);
};

interface ChainRead {
  readonly chain: Chain;
  readonly stored: StoredLedger;
}

/** Reads a store and verifies. Errors: `ledger-broken`; `ledger-rewound` when `known` is not how it begins. */
export const readSound = async (store: LedgerStore, verify: Verifier, known?: Chain): Promise<ChainRead> => {
  const stored = await store.read();
  const chain = await chainOf(stored, verify, known);
  if (chain.problems.length > 0) throw ledgerBroken(chain.problems);
  return { chain, stored };
};

/** The same, and remembers it: from here on this ledger may only grow. */
export const readChain = async (store: LedgerStore, verify: Verifier, known?: Chain): Promise<ChainRead> => {
  const read = await readSound(store, verify, known);
  await store.keep?.();
  return read;
};
