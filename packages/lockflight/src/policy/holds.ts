/** Holds: named, owned stops on a step. One that cannot be dated is in force: a stop is lifted by a person, not by a typing error. */
import type { Text } from '../contract/text.ts';
import { type Fact, type HoldFact, known } from './facts.ts';
import type { GateContext, Obstacle } from './gate.ts';
import { instant, stampOf } from './time.ts';
import { joined } from './wording.ts';

export const holdsInForce = ({ facts, step, now }: GateContext): Fact<readonly HoldFact[]> => {
  const inForce = (h: HoldFact): boolean =>
    h.step === step.id && !(h.from !== undefined && instant(h.from) > now) && !(h.until !== undefined && instant(h.until) <= now);
  return facts.holds.known ? known(facts.holds.value.filter(inForce)) : facts.holds;
};

/** What the holds in force say: who, why, until when, and how each ends. */
export const heldBy = (holds: readonly HoldFact[]): Obstacle => ({
  code: 'held',
  reason: joined(holds.map(inWords)),
  fix: joined(holds.map(wayOut)),
});

const wayOut = (hold: HoldFact): Text =>
  hold.rollback === undefined
    ? { en: `${hold.by} lifts it: lockflight release-hold ${hold.id}`, fr: `${hold.by} la lève : lockflight release-hold ${hold.id}` }
    : {
        en: "on the rollback's pull request: lockflight attest post-mortem --note URL",
        fr: 'sur la pull request du retour arrière : lockflight attest post-mortem --note URL',
      };

const inWords = (hold: HoldFact): Text => {
  const until = hold.until === undefined ? undefined : stampOf(hold.until);
  return {
    en: `held by ${hold.by}${until === undefined ? '' : ` until ${until}`}: ${hold.why}`,
    fr: `suspendue par ${hold.by}${until === undefined ? '' : ` jusqu'au ${until}`} : ${hold.why}`,
  };
};
