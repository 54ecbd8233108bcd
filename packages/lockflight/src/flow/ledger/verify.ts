/**
 * `ledger verify`: everything that a clone can prove about its ledger. The chain itself (signatures, hashes, keys, contract), the lines for people beside the
 * entries, the archives that it names, and the promotions on the environments' branches: each carries the ledger's head of its time, so a ledger
 * that was cut off behind it, though whole in itself, is found out.
 *
 * Errors: `not-adopted`, `ledger-rewound`, `shallow-clone`, and what git says.
 */
import type { Git } from '../../git/port.ts';
import type { Entry } from '../../ledger/entry.ts';
import { notAdopted } from '../../ledger/failures.ts';
import { labelOf } from '../../ledger/label.ts';
import { type LedgerProblem, problem } from '../../ledger/problem.ts';
import type { StoredLedger } from '../../ledger/store.ts';
import { createVerifier } from '../../ledger/verifier.ts';
import { type Trust, verifyChain } from '../../ledger/verify.ts';
import { viewOf } from '../../ledger/view.ts';
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
  /** Ask the remote about archives too; the clone's own tags otherwise. */
  readonly fetch: boolean;
  readonly trust?: string | undefined;
}

export const verifyLedger = async ({ git, stored, remote, fetch, trust }: VerifyRequest): Promise<LedgerVerification> => {
  if (stored.head === undefined) throw notAdopted();
  const chain = await verifyChain(
    stored.envelopes.map(({ envelope }) => envelope),
    { verify: createVerifier(), trust },
  );
  const view = viewOf(chain.entries);
  const problems = [
    ...chain.problems,
    ...labelProblems(stored, chain.entries),
    ...(await archiveProblems(git, view.archives, fetch ? remote : undefined)),
    ...(await rewindProblems({ git, stored, view, remote })),
  ].sort((a, b) => a.seq - b.seq);
  return { ok: problems.length === 0, trust: chain.trust, entries: stored.envelopes.length, head: stored.head, root: chain.root, problems };
};

/** Who reads the branch with `git log` reads these lines and nothing else. Entries that do not verify were named already. */
const labelProblems = (stored: StoredLedger, entries: readonly Entry[]): readonly LedgerProblem[] => {
  if (entries.length !== stored.envelopes.length) return [];
  return entries.flatMap((entry, index) => {
    const label = stored.envelopes[index]?.label;
    return label === undefined || label === labelOf(entry)
      ? []
      : problem(
          entry.seq,
          'label-wrong',
          'the first line of its commit says something else',
          'la première ligne de son commit dit autre chose',
        );
  });
};
