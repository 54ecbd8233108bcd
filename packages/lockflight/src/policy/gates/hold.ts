/** The implicit gate `hold`: a hold stops any step that it names. Present only while one is in force and no `window` gate shows it already. */
import { blocked, type GateContext } from '../gate.ts';
import { heldBy, holdsInForce } from '../holds.ts';
import type { GateOutcome } from '../verdict.ts';

export const hold = (context: GateContext): GateOutcome | undefined => {
  if (context.step.gates.some((g) => g.gate === 'window')) return undefined;
  const holds = holdsInForce(context);
  return holds.length === 0 ? undefined : blocked({ id: 'hold', gate: 'hold' }, heldBy(holds));
};
