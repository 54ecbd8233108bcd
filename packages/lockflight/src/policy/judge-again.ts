/**
 * What a verdict that passed had become at a later moment, of the merge say. The gates that people and time decide are judged anew: approvals, evidence, the opening
 * hours, holds, waivers. What could only be read live (open issues, logs, names of variables) and what cannot have changed under the same candidate
 * and base keeps the outcome that it had; where that was a waiver, the waiver has to be in force still. Pure.
 */
import type { Contract, GateName, Step } from '../contract/model.ts';
import type { Text } from '../contract/text.ts';
import type { Facts } from './facts.ts';
import { judge } from './judge.ts';
import { instant } from './time.ts';
import type { Outcome } from './verdict.ts';
import { waiversInForce } from './waivers.ts';

export interface FormerGate {
  readonly id: string;
  readonly gate: string;
  readonly outcome: Outcome;
  readonly reason: Text;
}

export interface StillOpen {
  readonly id: string;
  readonly reason: Text;
  /** A fact could not be had: a later reading may tell. */
  readonly unknown: boolean;
}

const DECIDED_BY_TIME: readonly GateName[] = ['deployed', 'evidence', 'approval', 'soak', 'window'];

/** Nothing: it would still pass. `now`: ISO 8601 with a zone. */
export const openAgain = (
  contract: Contract,
  step: Step,
  facts: Facts,
  { now, before }: { readonly now: string; readonly before: readonly FormerGate[] },
): readonly StillOpen[] => {
  const { gates } = judge(contract, { ...step, gates: step.gates.filter((g) => DECIDED_BY_TIME.includes(g.gate)) }, facts, now);
  const waived = new Set(waiversInForce({ contract, step, facts, now: instant(now) }).map((w) => w.gate));
  const judged = new Set(gates.map((g) => g.id));
  return [
    ...gates
      .filter((g) => g.outcome === 'blocked' || g.outcome === 'errored')
      .map(({ id, reason, code }) => ({ id, reason, unknown: code === 'fact-unknown' })),
    ...before
      .filter((g) => g.outcome === 'waived' && step.gates.some((rule) => rule.id === g.id) && !judged.has(g.id) && !waived.has(g.id))
      .map(({ id, reason }) => ({
        id,
        reason: { en: `no longer: ${reason.en}`, fr: `n'est plus : ${reason.fr}` },
        unknown: !facts.waivers.known || !facts.holds.known || !facts.members.known,
      })),
  ];
};
