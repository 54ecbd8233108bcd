/**
 * The verdict: facts + contract in force + now -> the outcome of every gate, never only the first. Pure: the same facts give the same verdict.
 *
 * The implicit gates come last: `approval:owners` when something changed that could loosen the rules, `hold` while somebody stopped the step.
 */
import type { Contract, Step } from '../contract/model.ts';
import { LockflightError } from '../errors.ts';
import type { Facts } from './facts.ts';
import type { GateContext } from './gate.ts';
import { hold } from './gates/hold.ts';
import { owners } from './gates/owners.ts';
import { evaluate } from './registry.ts';
import { instant } from './time.ts';
import type { GateOutcome, Verdict } from './verdict.ts';
import { waive, waiversInForce } from './waivers.ts';

/** `now`: ISO 8601 with a zone; `impossible-moment` is thrown for anything else. */
export const judge = (contract: Contract, step: Step, facts: Facts, now: string): Verdict => {
  const context: GateContext = { contract, step, facts, now: moment(now) };
  const outcomes = [...explicitGates(context), ...implicitGates(context)];
  const waivers = waiversInForce(context);
  const gates = outcomes.map((outcome) => waive(outcome, waivers));
  return { step: { id: step.id, from: step.from, to: step.to }, candidate: facts.candidate, outcome: decide(gates), gates };
};

const explicitGates = (context: GateContext): readonly GateOutcome[] => context.step.gates.map((rule) => evaluate(rule, context));

const implicitGates = (context: GateContext): readonly GateOutcome[] =>
  [owners(context), hold(context)].filter((outcome) => outcome !== undefined);

const decide = (gates: readonly GateOutcome[]): Verdict['outcome'] => {
  const open = gates.filter((g) => g.outcome !== 'passed' && g.outcome !== 'waived');
  if (open.length === 0) return 'passed';
  return open.every((g) => g.outcome === 'errored') ? 'errored' : 'blocked';
};

const moment = (now: string): number => {
  const seconds = instant(now);
  if (!Number.isNaN(seconds)) return seconds;
  throw new LockflightError({
    code: 'impossible-moment',
    exit: 2,
    message: { en: `"${now}" is no moment: nothing can be judged at it`, fr: `« ${now} » n'est pas un instant : rien ne peut y être jugé` },
    hint: { en: 'give it as 2026-11-20T14:02:00Z', fr: 'donnez-le sous la forme 2026-11-20T14:02:00Z' },
  });
};
