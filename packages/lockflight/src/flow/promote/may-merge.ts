/**
 * May a promotion or a rollback be merged now? The recorder's word is needed, and may be minutes old: what was said since, a hold, an approval taken back, hours that passed, is judged
 * again right before the merge, by whoever merges. What this person cannot read stays as the recorder found it; what is blocked now is not merged.
 *
 * Errors: what git and the forge say.
 */
import type { GateOutcome, Verdict } from '../../policy/verdict.ts';
import { observe } from '../observe/observe.ts';
import { isReady, type ReadyQuestion } from '../record/is-ready.ts';
import { type JudgingRollback, judgeRollbackAt } from '../rollback/judge-rollback.ts';
import { type Judging, judgeCandidate } from '../verdict/judge-candidate.ts';
import { readSituation } from '../verdict/situation.ts';
import type { World } from '../world.ts';

export const mayMerge = async (world: World, { id, head, base, ...judging }: ReadyQuestion & Judging): Promise<boolean> => {
  const situation = await readSituation(world);
  if (!isReady(situation.view, 'promotion', { id, head, base })) return false;
  const observed = await observe(world, situation, [judging.candidate.commit]);
  const verdict = await judgeCandidate(world, situation, observed, judging);
  return stillPasses(verdict, situation.view.verdicts.get(`${judging.step.id} ${judging.candidate.tree}`)?.gates ?? []);
};

export const mayRollBack = async (world: World, question: ReadyQuestion, judging: JudgingRollback): Promise<boolean> => {
  const situation = await readSituation(world);
  if (!isReady(situation.view, 'rollback', question)) return false;
  const { view, observation } = await observe(world, situation);
  const verdict = await judgeRollbackAt(world, situation, { view, observation, now: world.now().toISOString() }, judging);
  return stillPasses(verdict, situation.view.verdicts.get(`${verdict.step.id} ${verdict.candidate.tree}`)?.gates ?? []);
};

const stillPasses = ({ gates }: Verdict, recorded: readonly Pick<GateOutcome, 'id' | 'outcome'>[]): boolean => {
  const found = new Set(recorded.filter((g) => g.outcome === 'passed' || g.outcome === 'waived').map((g) => g.id));
  return gates.every((g) => g.outcome === 'passed' || g.outcome === 'waived' || (g.outcome === 'errored' && found.has(g.id)));
};
