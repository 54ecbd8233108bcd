/**
 * Which environment evidence of a kind must come from. Kinds that the contract's `proves` give no environment belong to the tree alone (unit
 * tests, builds: the same wherever they run); every other kind, those that people attest included, is about one environment.
 */
import type { Contract } from '../contract/model.ts';

/** `from`, or undefined when the kind belongs to the tree alone. */
export const evidenceEnvironment = (contract: Contract, kind: string, from: string): string | undefined => {
  const proofs = contract.commands.flatMap((c) => c.proves).filter((p) => p.kind === kind);
  const alone = proofs.some((p) => p.environment === undefined) && !proofs.some((p) => p.environment === from);
  return alone ? undefined : from;
};
