/**
 * What `after` asks of a command in an environment: the proofs of the commands named there, for this very tree. A proof that belongs to the tree alone is wanted as it
 * is; of those that belong to environments, the one of the nearest environment before this one (contract order, as water goes) is. Pure.
 */
import type { Command, Contract, Proof } from '../../contract/model.ts';

export interface WantedProof {
  readonly command: string;
  readonly proof: Proof;
}

/** What the ledger holds of one proof, newest last; a withdrawal or failure cancels an earlier pass. */
export interface HeldProof {
  readonly kind: string;
  readonly environment?: string;
  readonly result: 'passed' | 'failed' | 'withdrawn' | 'errored';
}

export const proofsBefore = (contract: Contract, command: Command, environment: string): readonly WantedProof[] =>
  command.after.flatMap((name) => {
    const proofs = contract.commands.find((c) => c.name === name)?.proves ?? [];
    const before = nearestBefore(contract, proofs, environment);
    return proofs.filter((p) => p.environment === undefined || p.environment === before).map((proof) => ({ command: name, proof }));
  });

/** Those whose latest statement is no pass, or that were never stated. */
export const missingProofs = (wanted: readonly WantedProof[], held: readonly HeldProof[]): readonly WantedProof[] =>
  wanted.filter(({ proof }) => held.findLast((h) => h.kind === proof.kind && h.environment === proof.environment)?.result !== 'passed');

const nearestBefore = (contract: Contract, proofs: readonly Proof[], environment: string): string | undefined => {
  const names = contract.environments.map((e) => e.name);
  return names.slice(0, names.indexOf(environment)).findLast((name) => proofs.some((p) => p.environment === name));
};
