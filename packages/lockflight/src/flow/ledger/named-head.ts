/**
 * A head of the ledger that a commit names and the ledger lacks: was it ever one? A trailer is only words, and whoever may push can make them up, so the named commit is
 * looked for, here and at the remote (a forge gives out commits that no branch holds any more), and read as a ledger: only a chain that begins with this ledger's own key and
 * verifies to its end is one that was cut off.
 *
 * Errors: `shallow-clone`, and what git says of a remote that does not answer.
 */
import { hasCode } from '../../errors.ts';
import type { Git } from '../../git/port.ts';
import { EMPTY_CHAIN, extendChain } from '../../ledger/chain.ts';
import { fingerprint } from '../../ledger/keys.ts';
import { readMessage } from '../../ledger/stores/ledger-commit.ts';
import { commitProblems } from '../../ledger/stores/verify-commits.ts';
import { createVerifier } from '../../ledger/verifier.ts';
import type { LedgerView } from '../../ledger/view.ts';

/**
 * `cut-off`: a state of this ledger that it no longer holds. `no-entry`: a commit, and none of this ledger's. `gone`: neither here nor there; either it never
 * was, or it was forced away and swept up. `not-shown`: the remote gives out no commit that stands on no branch, so nobody can tell.
 */
export type NamedHead = 'cut-off' | 'no-entry' | 'gone' | 'not-shown';

export interface NamedHeadQuestion {
  readonly git: Git;
  readonly view: LedgerView;
  /** Absent: nobody is asked, and what this clone lacks is gone. */
  readonly remote?: string | undefined;
}

export const whatIsNamed = async ({ git, view, remote }: NamedHeadQuestion, id: string): Promise<NamedHead> => {
  if (!(await isHere(git, id))) {
    if (remote === undefined) return 'gone';
    try {
      await git.fetch(remote, [id]);
    } catch (error) {
      if (hasCode(error, 'unknown-revision')) return 'gone';
      if (hasCode(error, 'git-failed')) return 'not-shown';
      throw error;
    }
    if (!(await isHere(git, id))) return 'no-entry'; // an object, and no commit
  }
  return (await isOfThisLedger(git, view, id)) ? 'cut-off' : 'no-entry';
};

const isHere = async (git: Git, id: string): Promise<boolean> => (await git.resolve(id)) === id;

const isOfThisLedger = async (git: Git, { adoption }: LedgerView, id: string): Promise<boolean> => {
  // Somebody may name a commit of a long history: it is not read as a ledger for that.
  if (adoption === undefined || (await git.commit(id)).tree !== (await git.emptyTree())) return false;
  const envelopes = (await git.messages(id)).map(({ commit, message }) => readMessage(commit, message));
  const texts = envelopes.map(({ envelope }) => envelope);
  const chain = await extendChain(EMPTY_CHAIN, texts, createVerifier());
  const sound = chain.problems.length === 0 && commitProblems({ head: id, envelopes }, chain.entries).length === 0;
  return sound && chain.root === fingerprint(adoption.publicKey);
};
