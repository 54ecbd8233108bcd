/**
 * The ledger of the repository that somebody stands in, for those who only read: on the branch that its contract names. Nothing is asked of
 * the remote unless they say so. Errors: `not-a-repository`, `not-adopted`, `ledger-rewound`, and what git says.
 */
import { readContract } from '../../contract/read-contract.ts';
import type { Language } from '../../contract/text.ts';
import { hasCode } from '../../errors.ts';
import { openGit } from '../../git/open.ts';
import type { Git } from '../../git/port.ts';
import { type Chain, EMPTY_CHAIN } from '../../ledger/chain.ts';
import { notAdopted } from '../../ledger/failures.ts';
import { chainOf } from '../../ledger/read-chain.ts';
import type { LedgerStore, StoredLedger } from '../../ledger/store.ts';
import { gitBranchStore } from '../../ledger/stores/git-branch.ts';
import { createVerifier } from '../../ledger/verifier.ts';
import { CONTRACT_NAME, readContractFile } from '../read-contract-file.ts';

const DEFAULT_BRANCH = 'lockflight/ledger';
const REMOTE = 'origin';

export interface WhichLedger {
  readonly directory: string;
  /** Instead of what the contract says. */
  readonly branch?: string | undefined;
  readonly fetch: boolean;
  /** With `fetch`: the environments' branches and the archives too, for who holds the ledger against them. */
  readonly branches?: boolean;
  /** For a remote that wants to know who asks. */
  readonly token?: string | undefined;
}

export interface LedgerHere {
  readonly git: Git;
  readonly remote: string;
  readonly store: LedgerStore;
  readonly stored: StoredLedger;
  readonly language: Language | undefined;
}

export const findLedger = async ({ directory, branch, fetch, branches = false, token }: WhichLedger): Promise<LedgerHere> => {
  const git = await openGit(directory, token === undefined ? {} : { credentials: { token } });
  const contract = await contractHere(git);
  const name = branch ?? contract?.ledgerBranch ?? DEFAULT_BRANCH;
  const store = gitBranchStore({ git, branch: name, remote: REMOTE, fetch });
  if (fetch && branches) await fetchAllBut(git, name);
  const stored = await store.read();
  if (stored.head === undefined) throw notAdopted();
  return { git, remote: REMOTE, store, stored, language: contract?.language };
};

/**
 * Before the ledger is read: the other way round, a promotion in between would name entries that were not there yet. The ledger's own branch is left to
 * its store, which compares it with what this clone had.
 */
const fetchAllBut = (git: Git, ledger: string): Promise<void> =>
  git.fetch(REMOTE, [`+refs/heads/*:refs/remotes/${REMOTE}/*`, '+refs/tags/archive/*:refs/lockflight/archive/*', `^refs/heads/${ledger}`]);

/** The ledger with everything that verifies, and what does not: for those who look at it whatever its state. */
export const readLedgerHere = async (which: WhichLedger): Promise<LedgerHere & { readonly chain: Chain }> => {
  const here = await findLedger(which);
  return { ...here, chain: await chainOf(here.stored, createVerifier(), EMPTY_CHAIN) };
};

/** From the working tree, or the head of a bare repository. One that is missing or wrong says nothing about where the ledger is. */
const contractHere = async (git: Git) => {
  const text = await contractText(git);
  return text === undefined ? undefined : readContract({ file: CONTRACT_NAME, text }).contract;
};

const contractText = async (git: Git): Promise<string | undefined> => {
  const top = await git.topLevel();
  try {
    if (top !== undefined) return (await readContractFile(top, CONTRACT_NAME)).text;
    const head = await git.resolve('HEAD');
    return head === undefined ? undefined : await git.readFile(head, CONTRACT_NAME);
  } catch (error) {
    if (hasCode(error, 'contract-missing', 'contract-unreadable', 'file-too-large')) return undefined;
    throw error;
  }
};
