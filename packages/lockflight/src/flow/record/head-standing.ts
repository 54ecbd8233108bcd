/** Is a promotion's or rollback's head what it claims to be, and does it still stand on what the target has? Pure: facts in, a problem or nothing out. */
import type { Text } from '../../contract/text.ts';
import type { HeadClaim } from '../promote/promotion-head.ts';

export interface HeadProblem {
  /** `superseded`: asking again gives a right one. */
  readonly kind: 'base-moved' | 'head-edited' | 'head-unreadable' | 'rival';
  readonly what: Text;
}

export const EDITED: HeadProblem = {
  kind: 'head-edited',
  what: {
    en: 'the branch was edited: it does not carry the tree that was asked for',
    fr: "la branche a été modifiée : elle ne porte pas l'arbre demandé",
  },
};

export interface HeadFacts {
  readonly claim: HeadClaim;
  /** The target's head now. */
  readonly targetHead: string;
  /** The tree that the head has to carry: the candidate's or the archive's. */
  readonly tree: string | undefined;
  /** Parents that it has to have, beside the target's head. */
  readonly others: readonly string[];
  /** Does it say what Lockflight writes, and name a head of this ledger? */
  readonly ours: boolean;
}

export const headProblem = ({ claim, targetHead, tree, others, ours }: HeadFacts): HeadProblem | undefined => {
  if (tree === undefined || claim.tree === undefined) {
    return { kind: 'head-unreadable', what: { en: 'the head does not say what it carries', fr: "la tête ne dit pas ce qu'elle porte" } };
  }
  if (!ours || claim.commit.tree !== tree || claim.tree !== tree || claim.commit.parents.slice(1).join() !== others.join()) return EDITED;
  if (claim.base !== targetHead) {
    return {
      kind: 'base-moved',
      what: {
        en: `the target moved to ${targetHead.slice(0, 7)} since`,
        fr: `la cible est passée à ${targetHead.slice(0, 7)} entre-temps`,
      },
    };
  }
  return undefined;
};
