/** `lockflight approve KIND`: a person's approval, as a review of the promotion's or rollback's head. */
import type { Contract } from '../../contract/model.ts';
import { hasCode } from '../../errors.ts';
import type { Account, PullRequest } from '../../forge/port.ts';
import { inForceOf } from '../facts/people.ts';
import { readSituation, requireAdoption, type Situation } from '../verdict/situation.ts';
import type { World } from '../world.ts';
import { formatAct } from './acts.ts';
import { findPullRequest, requirePerson } from './find-pull-request.ts';
import { approvalKinds, rolesFor } from './kinds.ts';
import { type Standing, standingOf } from './standing.ts';
import { unknownKind } from './unknown-kind.ts';

export interface Acted {
  readonly situation: Situation;
  readonly by: Account;
  readonly pullRequest: PullRequest;
  readonly words: string;
  /** Whether the roles of the contract let it count: said at once, judged later. */
  readonly standing: Standing;
}

/** Errors: `unknown-kind`, `not-a-person`, `no-open-promotion`, `several-open`, `not-adopted`, and what the forge says. */
export const approve = async (
  world: World,
  request: { readonly kind: string; readonly pullRequest?: number; readonly note?: string },
): Promise<Acted> => {
  const situation = await readSituation(world);
  requireAdoption(situation);
  requireKind(situation.contract, request.kind);
  const by = await world.forge.viewer();
  requirePerson(inForceOf(situation), by);
  const { pullRequest, environment } = await findPullRequest(world, situation, {
    kinds: request.kind === 'rollback' ? ['rollback'] : ['promotion'],
    ...(request.pullRequest === undefined ? {} : { number: request.pullRequest }),
  });
  const standing = await standingOf(world, inForceOf(situation), by, rolesFor(situation.contract, request.kind, environment));
  const words = formatAct({ verb: 'approve', kind: request.kind });
  const body = request.note === undefined ? words : `${request.note}\n\n${words}`;
  try {
    await world.forge.review(pullRequest.number, { event: 'APPROVE', body, commit: pullRequest.head.commit });
  } catch (error) {
    // Nobody may approve the pull request that they opened; who wrote the changes is judged by Lockflight, so a comment says the same.
    if (!hasCode(error, 'forge-rejected')) throw error;
    await world.forge.review(pullRequest.number, { event: 'COMMENT', body, commit: pullRequest.head.commit });
  }
  return { situation, by, pullRequest, words, standing };
};

const requireKind = (contract: Contract, kind: string): void => {
  const kinds = approvalKinds(contract);
  if (kinds.includes(kind)) return;
  throw unknownKind(kind, kinds, {
    en: `no step asks for an approval of "${kind}"`,
    fr: `aucune étape ne demande d'approbation « ${kind} »`,
  });
};
