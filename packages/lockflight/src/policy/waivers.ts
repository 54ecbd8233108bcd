/**
 * Waivers: recorded exceptions. One counts only for a gate that the step lists as waivable, given by a person in a role that may, with a reason, and
 * until its end. What it overrides is kept. A stop that somebody placed is not waived with the opening hours: a hold is released, unless the
 * step lists `hold` itself.
 */
import type { WaiverFact } from './facts.ts';
import type { GateContext } from './gate.ts';
import { isAgent, peopleOf } from './people.ts';
import { instant, stampOf } from './time.ts';
import type { GateOutcome } from './verdict.ts';

/** The waivers that count for this step now, the latest last. None while nobody can say whether somebody stopped the step. */
export const waiversInForce = (context: GateContext): readonly WaiverFact[] => {
  const { facts, step, now } = context;
  if (!facts.members.known || !facts.waivers.known || !facts.holds.known) return [];
  const able = new Set(peopleOf(facts.members.value, step.waivable.by, context).map((p) => p.id));
  return facts.waivers.value.filter(
    (w) =>
      step.waivable.gates.includes(w.gate) &&
      able.has(w.by.id) &&
      !w.by.bot &&
      !isAgent(w.by, context) &&
      instant(w.until) > now &&
      w.why.trim() !== '',
  );
};

/** The outcome, waived if a waiver covers it. */
export const waive = (outcome: GateOutcome, waivers: readonly WaiverFact[]): GateOutcome => {
  if (outcome.outcome === 'passed' || (outcome.code === 'held' && outcome.id !== 'hold')) return outcome;
  const waiver = waivers.findLast((w) => w.gate === outcome.id);
  if (waiver === undefined) return outcome;
  const until = stampOf(waiver.until);
  return {
    id: outcome.id,
    gate: outcome.gate,
    outcome: 'waived',
    code: 'waived',
    reason: {
      en: `waived by ${waiver.by.login} until ${until}: ${waiver.why}`,
      fr: `levée par ${waiver.by.login} jusqu'au ${until} : ${waiver.why}`,
    },
    overridden: { outcome: outcome.outcome, code: outcome.code, reason: outcome.reason },
  };
};
