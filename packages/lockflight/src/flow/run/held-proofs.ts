/** What the ledger holds for the tree of HEAD. A working tree that differs from HEAD has no tree, and no evidence. */
import type { Contract } from '../../contract/model.ts';
import { openGit } from '../../git/open.ts';
import { notAdopted } from '../../ledger/failures.ts';
import { openLedger } from '../ledger/open-ledger.ts';
import { treeNotCommitted } from './failures.ts';
import type { HeldProof } from './proofs-before.ts';

const REMOTE = 'origin';

export interface HeldProofs {
  readonly tree: string;
  readonly commit: string;
  readonly held: readonly HeldProof[];
}

/** Errors: `tree-not-committed`, `not-a-repository`, `not-adopted`, `ledger-broken`, and what git says of the remote. */
export const heldProofs = async (directory: string, contract: Contract): Promise<HeldProofs> => {
  const git = await openGit(directory);
  if (!(await git.isClean())) throw treeNotCommitted();
  const { commit, tree } = await git.commit('HEAD');
  const fetch = (await git.remoteUrl(REMOTE)) !== undefined;
  const ledger = await openLedger({ git, branch: contract.ledgerBranch, remote: REMOTE, fetch });
  const { view } = await ledger.read();
  if (view.adoption === undefined) throw notAdopted();
  return { commit, tree, held: view.evidence.get(tree) ?? [] };
};
