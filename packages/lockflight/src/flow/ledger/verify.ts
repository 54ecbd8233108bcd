/**
 * `ledger verify`: everything that a clone can prove about its ledger. The chain itself (signatures, hashes, keys, contract), the commits around the
 * entries, the archives that it names, and the promotions on the environments' branches: each carries the ledger's head of its time, so a ledger
 * that was cut off behind it, though whole in itself, is found out.
 *
 * Errors: `not-adopted`, `ledger-rewound`, `shallow-clone`, and what git says.
 */
import { availableParallelism } from 'node:os';
import type { Git } from '../../git/port.ts';
import { notAdopted } from '../../ledger/failures.ts';
import type { LedgerProblem } from '../../ledger/problem.ts';
import type { StoredLedger } from '../../ledger/store.ts';
import { commitProblems } from '../../ledger/stores/verify-commits.ts';
import { createVerifier } from '../../ledger/verifier.ts';
import { type Trust, verifyChain } from '../../ledger/verify.ts';
import { type LedgerView, viewOf } from '../../ledger/view.ts';
import { type ArchiveProblem, archiveProblems } from './verify-archives.ts';
import { rewindProblems } from './verify-rewind.ts';

export interface LedgerVerification {
  readonly ok: boolean;
  readonly trust: Trust;
  /** How many entries were read. */
  readonly entries: number;
  /** The ledger's head commit. */
  readonly head: string;
  /** Fingerprint of the root key; undefined when entry 0 has none that can be read. */
  readonly root: string | undefined;
  readonly problems: readonly (LedgerProblem | ArchiveProblem)[];
}

export interface VerifyRequest {
  readonly git: Git;
  readonly stored: StoredLedger;
  readonly remote: string;
  /** Ask the remote about archives too, and for heads that promotions name; the clone's own otherwise. */
  readonly fetch: boolean;
  readonly trust?: string | undefined;
}

/** With the view of what could be read. */
export const verifyLedger = async (request: VerifyRequest): Promise<LedgerVerification & { readonly view: LedgerView }> => {
  const { git, stored, remote, fetch, trust } = request;
  if (stored.head === undefined) throw notAdopted();
  const chain = await verifyChain(
    stored.envelopes.map(({ envelope }) => envelope),
    { verify: createVerifier(availableParallelism()), trust },
  );
  const view = viewOf(chain.entries);
  const problems = [
    ...chain.problems,
    ...commitProblems(stored, chain.entries),
    ...(await archiveProblems(git, view.archives, fetch ? remote : undefined)),
    ...(await rewindProblems({ git, stored, view, remote, fetch, looking: true })),
  ].sort((a, b) => a.seq - b.seq);
  return {
    ok: problems.length === 0,
    trust: chain.trust,
    entries: stored.envelopes.length,
    head: stored.head,
    root: chain.root,
    problems,
    view,
  };
};
