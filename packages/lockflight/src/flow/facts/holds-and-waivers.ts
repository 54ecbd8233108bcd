import type { LedgerView } from '../../ledger/view.ts';
import type { HoldFact, WaiverFact } from '../../policy/facts.ts';

export const holdsOf = (view: LedgerView): readonly HoldFact[] =>
  view.holds.map((h) => ({
    id: h.id,
    step: h.step,
    why: h.why,
    by: h.actor.login,
    ...(h.rollback === undefined ? {} : { rollback: h.rollback }),
    ...(h.from === undefined ? {} : { from: h.from }),
    ...(h.until === undefined ? {} : { until: h.until }),
  }));

export const waiversOf = (view: LedgerView, step: string): readonly WaiverFact[] =>
  view.waivers
    .filter((w) => w.step === step)
    .map((w) => ({ gate: w.gate, why: w.why, until: w.until, by: { id: w.actor.id, login: w.actor.login, bot: w.actor.kind !== 'user' } }));
