/**
 * `lockflight verdict`: what the recorder would say of a candidate now. Read-only: what was observed and is not in the ledger yet is judged too, unsigned.
 */
import type { Step } from '../../contract/model.ts';
import type { Verdict } from '../../policy/verdict.ts';
import { requireUnrewound } from '../ledger/unrewound.ts';
import { observe } from '../observe/observe.ts';
import type { TrackedPullRequest } from '../observe/pull-requests.ts';
import type { World } from '../world.ts';
import { candidateFor, findStep } from './find-step.ts';
import { judgeCandidate } from './judge-candidate.ts';
import { readSituation, requireAdoption, type Situation } from './situation.ts';

export interface VerdictAnswer {
  readonly verdict: Verdict;
  readonly situation: Situation;
  readonly step: Step;
  /** The open promotion of this very candidate, if somebody asked for it already. */
  readonly promotion?: TrackedPullRequest;
}

/** Errors: `not-adopted`, `ledger-rewound`, `unknown-step`, `unknown-environment`, `unknown-revision`, and what git and the forge say. */
export const readVerdict = async (
  world: World,
  question: { readonly from: string; readonly to: string; readonly step?: string; readonly candidate?: string },
): Promise<VerdictAnswer> => {
  const situation = await readSituation(world);
  const step = findStep(situation.contract, question.from, question.to, question.step);
  requireAdoption(situation);
  await requireUnrewound(world, situation);
  const candidate = await candidateFor(world, situation, step, question.candidate);
  const observed = await observe(world, situation, [candidate.commit]);
  const promotion = observed.pullRequests.find(
    (t) => t.kind === 'promotion' && t.pullRequest.state === 'open' && t.id.startsWith(`${step.id}-${candidate.commit.slice(0, 10)}-`),
  );
  const verdict = await judgeCandidate(world, situation, observed, {
    step,
    candidate,
    ...(promotion === undefined ? {} : { pullRequest: promotion.pullRequest.number }),
  });
  return { verdict, situation, step, ...(promotion === undefined ? {} : { promotion }) };
};
