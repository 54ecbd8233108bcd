import { EMPTY_CHAIN, extendChain } from './chain.ts';
import type { Entry } from './entry.ts';
import { type LedgerProblem, problem } from './problem.ts';
import type { Verifier } from './verifier.ts';

/**
 * `trusted`: the root key is the one that the caller named; `untrusted`: it is another, or there is none; `self-asserted`: the caller named
 * none, so that the ledger only vouches for itself.
 */
export type Trust = 'trusted' | 'self-asserted' | 'untrusted';

export interface ChainVerdict {
  readonly ok: boolean;
  readonly trust: Trust;
  /** Entries that are signed and readable. */
  readonly entries: readonly Entry[];
  /** sha256 of the last envelope, hex. */
  readonly head: string | undefined;
  /** Fingerprint of the root key. */
  readonly root: string | undefined;
  readonly problems: readonly LedgerProblem[];
}

/**
 * Verifies a whole ledger from its envelopes alone. `trust` is the fingerprint of the root key as somebody told it by another way.
 * Cutting entries off the end leaves a valid, shorter chain: only what names its head elsewhere (a promotion's trailer) can tell.
 */
export const verifyChain = async (
  envelopes: readonly string[],
  { verify, trust }: { readonly verify: Verifier; readonly trust?: string | undefined },
): Promise<ChainVerdict> => {
  const chain = await extendChain(EMPTY_CHAIN, envelopes, verify);
  const problems = [...chain.problems];
  if (envelopes.length === 0) problems.push(problem(0, 'ledger-empty', 'there is no entry at all', "il n'y a aucune entrée"));
  const trusted = trust !== undefined && trust === chain.root;
  if (trust !== undefined && !trusted) {
    problems.push(
      problem(0, 'root-untrusted', 'the root key is not the one that --trust names', "la clé racine n'est pas celle que nomme --trust"),
    );
  }
  return {
    ok: problems.length === 0,
    trust: trust === undefined ? 'self-asserted' : trusted ? 'trusted' : 'untrusted',
    entries: chain.entries,
    head: chain.previous,
    root: chain.root,
    problems,
  };
};
