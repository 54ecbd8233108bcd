/**
 * Which promotion a pull request is, read from its head and held against git and the ledger: its branch's name, its trailers and its parents must tell one
 * story. A head that was edited since is still the promotion that the ledger knows under that name, with what it was then.
 */
import type { Contract, Step } from '../../contract/model.ts';
import type { TrackedPromotion } from '../observe/pull-requests.ts';
import { isOurPromotion } from '../promote/head-is-ours.ts';
import { promotionId, readHead, stepIdOf } from '../promote/promotion-head.ts';
import { reachHead } from '../promote/reach-commit.ts';
import { headOf } from '../verdict/situation.ts';
import { EDITED, type HeadProblem, headProblem } from './head-standing.ts';
import type { OpenPromotion } from './promotion-draft.ts';
import type { Recorder } from './recorder.ts';

export interface FoundPromotion {
  readonly promotion: OpenPromotion;
  /** The head is not the one that was made for it. */
  readonly edited: boolean;
}

/** Undefined when there is no such step or candidate: then it is somebody's imitation. */
export const readPromotion = async (recorder: Recorder, tracked: TrackedPromotion): Promise<FoundPromotion | undefined> => {
  const claimed = await claimedBy(recorder, tracked);
  if (claimed !== undefined) return { promotion: claimed, edited: false };
  const known = recorder.view.promotions.get(tracked.id)?.latest;
  const step = stepOf(recorder.situation.contract, known?.step, tracked.environment.name);
  if (known === undefined || step === undefined) return undefined;
  const { id, pullRequest } = tracked;
  return { promotion: { id, step, pullRequest, candidate: known.candidate, head: known.head, base: known.base }, edited: true };
};

const claimedBy = async (
  { world, situation }: Recorder,
  { id, pullRequest, environment }: TrackedPromotion,
): Promise<OpenPromotion | undefined> => {
  if ((await reachHead(world, pullRequest)) === undefined) return undefined;
  const claim = await readHead(world.git, pullRequest.head.commit);
  const step = stepOf(situation.contract, claim.step, environment.name);
  const candidate = claim.candidate === undefined ? undefined : await world.git.resolve(claim.candidate);
  if (step === undefined || candidate === undefined || claim.base === undefined) return undefined;
  if (promotionId(step, candidate, claim.base) !== id) return undefined;
  const { tree } = await world.git.commit(candidate);
  return { id, step, pullRequest, candidate: { commit: candidate, tree }, head: pullRequest.head.commit, base: claim.base };
};

/** Only a step from an environment that has a branch has candidates. */
const stepOf = (contract: Contract, id: string | undefined, to: string): Step | undefined =>
  contract.flow.find((s) => s.id === id && s.to === to && contract.environments.find((e) => e.name === s.from)?.branch !== undefined);

/** What keeps it from going on, whatever its gates say. */
export const problemOf = async (
  recorder: Recorder,
  tracked: TrackedPromotion,
  { promotion, edited }: FoundPromotion,
): Promise<HeadProblem | undefined> => {
  if (edited) return EDITED;
  return (await standing(recorder, tracked, promotion)) ?? (await rivalOf(recorder, tracked, promotion));
};

const standing = async (
  { world, situation }: Recorder,
  { environment }: TrackedPromotion,
  promotion: OpenPromotion,
): Promise<HeadProblem | undefined> => {
  const claim = await readHead(world.git, promotion.head);
  return headProblem({
    claim,
    ours: await isOurPromotion(situation, claim, promotion.step, promotion.candidate),
    targetHead: headOf(situation, environment),
    tree: promotion.candidate.tree,
    others: promotion.step.linear ? [] : [promotion.candidate.commit],
  });
};

/**
 * Of two open promotions along one step only one can go on: the newest, or the first, as the contract says. Only one that could itself go on stands in
 * another's way: a pull request from a branch that merely has the name, or a base that moved, stops nobody.
 */
const rivalOf = async (
  recorder: Recorder,
  tracked: TrackedPromotion,
  { id, step, pullRequest }: OpenPromotion,
): Promise<HeadProblem | undefined> => {
  const goesFirst = (n: number): boolean => (step.supersede === 'newest' ? n > pullRequest.number : n < pullRequest.number);
  for (const other of recorder.observed.pullRequests) {
    if (other.kind !== 'promotion' || other.id === id || other.pullRequest.state !== 'open') continue;
    if (stepIdOf(other.id) !== step.id || !goesFirst(other.pullRequest.number)) continue;
    const found = await readPromotion(recorder, other);
    if (found === undefined || found.edited || (await standing(recorder, tracked, found.promotion)) !== undefined) continue;
    const n = other.pullRequest.number;
    return {
      kind: 'rival',
      what: {
        en: `pull request #${n} goes first (supersede: ${step.supersede})`,
        fr: `la pull request #${n} passe avant (supersede: ${step.supersede})`,
      },
    };
  }
  return undefined;
};
