/** The implicit gate `hold`: a hold stops any step that it names. Present while one is in force, or while nobody can say, and no `window` gate shows it already. */
import { blocked, type GateContext, unknown } from '../gate.ts';
import { heldBy, holdsInForce } from '../holds.ts';
import type { GateOutcome } from '../verdict.ts';

const HOLD = { id: 'hold', gate: 'hold' };

export const hold = (context: GateContext): GateOutcome | undefined => {
  if (context.step.gates.some((g) => g.gate === 'window')) return undefined;
  const holds = holdsInForce(context);
  if (!holds.known) return unknown(HOLD, holds);
  return holds.value.length === 0 ? undefined : blocked(HOLD, heldBy(holds.value));
};
