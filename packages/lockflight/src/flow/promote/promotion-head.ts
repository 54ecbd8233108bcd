/**
 * The commit that carries a promotion: the candidate's exact tree, on top of what the target has. A merge that git computes does not always give the
 * source's tree (promote a feature by squash, revert it on staging, promote again: the feature stays), so Lockflight makes the commit itself.
 * A rollback's head is the same with an archived tree. What stands in the trailers is a claim until `readHead` has held it against git.
 */
import type { Step } from '../../contract/model.ts';
import type { Commit, Git } from '../../git/port.ts';
import type { Candidate } from '../../policy/facts.ts';

export const PROMOTION_PREFIX = 'lockflight/promote/';
export const ROLLBACK_PREFIX = 'lockflight/rollback/';

/** Two people who ask for the same promotion get the same id, and so the same branch. */
export const promotionId = (step: Step, candidate: string, base: string): string =>
  `${step.id}-${candidate.slice(0, 10)}-on-${base.slice(0, 10)}`;

export const rollbackId = (environment: string, archived: string, base: string): string =>
  `${environment}-${archived.slice(0, 10)}-on-${base.slice(0, 10)}`;

/** The step that a promotion's id speaks of. */
export const stepIdOf = (id: string): string => id.replace(/-[0-9a-f]{10}-on-[0-9a-f]{10}$/, '');

export interface PromotionDraft {
  readonly step: Step;
  readonly candidate: Candidate;
  /** The target's head. */
  readonly base: string;
  readonly version: string;
  /** The ledger's head: a later rewind of the ledger shows against it. */
  readonly ledgerHead: string;
}

export const writePromotionHead = (git: Git, { step, candidate, base, version, ledgerHead }: PromotionDraft): Promise<string> =>
  git.writeCommit({
    tree: candidate.tree,
    parents: step.linear ? [base] : [base, candidate.commit],
    message: `${[`Promote ${version} to ${step.to}`, '', `Step: ${step.id}`, `Tree: ${candidate.tree}`, `Candidate: ${candidate.commit}`, `Ledger: ${ledgerHead}`].join('\n')}\n`,
  });

export interface RollbackDraft {
  readonly environment: string;
  readonly archive: string;
  readonly tree: string;
  readonly version: string;
  readonly base: string;
  readonly ledgerHead: string;
}

export const writeRollbackHead = (git: Git, { environment, archive, tree, version, base, ledgerHead }: RollbackDraft): Promise<string> =>
  git.writeCommit({
    tree,
    parents: [base],
    message: `${[`Roll ${environment} back to ${version}`, '', `Archive: ${archive}`, `Tree: ${tree}`, `Ledger: ${ledgerHead}`].join('\n')}\n`,
  });

/** What a head claims. Undefined fields are claims that it does not make. */
export interface HeadClaim {
  readonly commit: Commit;
  /** Its first line, where a blank one follows. */
  readonly subject: string;
  readonly base: string | undefined;
  readonly step: string | undefined;
  readonly candidate: string | undefined;
  readonly archive: string | undefined;
  readonly tree: string | undefined;
  /** The ledger's head of its time. */
  readonly ledger: string | undefined;
}

/** `Promote VERSION to ENVIRONMENT` */
export const isPromotionSubject = (subject: string, to: string): boolean =>
  subject.startsWith('Promote ') && subject.endsWith(` to ${to}`) && subject.length > `Promote  to ${to}`.length;

/** `Roll ENVIRONMENT back to VERSION` */
export const isRollbackSubject = (subject: string, environment: string): boolean => {
  const start = `Roll ${environment} back to `;
  return subject.startsWith(start) && subject.length > start.length;
};

export const readHead = async (git: Git, head: string): Promise<HeadClaim> => {
  const commit = await git.commit(head);
  const [own] = await git.messages(head, commit.parents[0] === undefined ? {} : { after: commit.parents[0] });
  const trailer = (name: string): string | undefined => new RegExp(`^${name}: (\\S+)$`, 'm').exec(own?.message ?? '')?.[1];
  return {
    commit,
    subject: /^(.*)\n\n/.exec(own?.message ?? '')?.[1] ?? '',
    base: commit.parents[0],
    step: trailer('Step'),
    candidate: trailer('Candidate'),
    archive: trailer('Archive'),
    tree: trailer('Tree'),
    ledger: trailer('Ledger'),
  };
};
