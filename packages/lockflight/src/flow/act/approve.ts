/** `lockflight approve KIND`: a person's approval, as a review of the promotion's or rollback's head. */
import { hasCode, LockflightError } from '../../errors.ts';
import type { Account, PullRequest } from '../../forge/port.ts';
import { formatAct } from '../acts.ts';
import { readSituation, requireAdoption, type Situation } from '../situation.ts';
import type { World } from '../world.ts';
import { findPullRequest, requirePerson } from './find-pull-request.ts';

export interface Acted {
  readonly situation: Situation;
  readonly by: Account;
  readonly pullRequest: PullRequest;
  readonly words: string;
}

/** Errors: `unknown-kind`, `not-a-person`, `no-open-promotion`, `several-open`, `not-adopted`, and what the forge says. */
export const approve = async (
  world: World,
  request: { readonly kind: string; readonly pullRequest?: number; readonly note?: string },
): Promise<Acted> => {
  const situation = await readSituation(world);
  requireAdoption(situation);
  requireKind(situation, request.kind);
  const by = await world.forge.viewer();
  requirePerson(situation.contract, by);
  const { pullRequest } = await findPullRequest(world, situation, {
    kinds: request.kind === 'rollback' ? ['rollback'] : ['promotion'],
    ...(request.pullRequest === undefined ? {} : { number: request.pullRequest }),
  });
  const words = formatAct({ verb: 'approve', kind: request.kind });
  const body = request.note === undefined ? words : `${request.note}\n\n${words}`;
  try {
    await world.forge.review(pullRequest.number, { event: 'APPROVE', body, commit: pullRequest.head.commit });
  } catch (error) {
    // Nobody may approve the pull request that they opened; who wrote the changes is judged by Lockflight, so a comment says the same.
    if (!hasCode(error, 'forge-rejected')) throw error;
    await world.forge.review(pullRequest.number, { event: 'COMMENT', body, commit: pullRequest.head.commit });
  }
  return { situation, by, pullRequest, words };
};

const requireKind = ({ contract }: Situation, kind: string): void => {
  const kinds = new Set([
    'owners',
    'rollback',
    ...contract.flow.flatMap((s) => s.gates.flatMap((g) => (g.gate === 'approval' ? [g.of] : []))),
  ]);
  if (kinds.has(kind)) return;
  throw new LockflightError({
    code: 'unknown-kind',
    exit: 2,
    message: { en: `no step asks for an approval of "${kind}"`, fr: `aucune étape ne demande d'approbation « ${kind} »` },
    hint: { en: `it is one of: ${[...kinds].join(', ')}`, fr: `c'est l'une de : ${[...kinds].join(', ')}` },
  });
};
