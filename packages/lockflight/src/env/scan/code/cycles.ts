/** Definitions in terms of themselves: when an answer is there to stay. */
import type { Context } from './context.ts';

/** Is an answer there to stay? One that met a cycle may be better another time, but once is enough. */
export const isFinal = (context: Context, cycles: number, of: object): boolean => {
  if (context.cycles === cycles || context.depth <= 1 || context.tried.has(of)) return true;
  context.tried.add(of);
  return false;
};
