/** One candidate for one step, judged: facts, then gates. Nothing is written. */
import type { Step } from '../../contract/model.ts';
import type { Candidate } from '../../policy/facts.ts';
import { judge } from '../../policy/judge.ts';
import type { Verdict } from '../../policy/verdict.ts';
import { gatherFacts } from '../facts/gather-facts.ts';
import type { Observed } from '../observe/observe.ts';
import type { World } from '../world.ts';
import type { Situation } from './situation.ts';

/** What is judged, and the pull request where people sign, if it is open. */
export interface Judging {
  readonly step: Step;
  readonly candidate: Candidate;
  readonly pullRequest?: number;
  readonly asRecorder?: boolean;
}

export const judgeCandidate = async (
  world: World,
  situation: Situation,
  observed: Pick<Observed, 'observation' | 'view'>,
  judging: Judging,
): Promise<Verdict> => {
  const facts = await gatherFacts(world, { situation, view: observed.view, observation: observed.observation, ...judging });
  return judge(situation.contract, judging.step, facts, world.now().toISOString());
};
