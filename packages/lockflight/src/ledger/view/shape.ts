/** What a reader of the ledger sees. */
import type { Actor, ArchiveRef, ContractRef, Entry, EntryBody, PinnedPerson } from '../entry.ts';

type Body<T extends EntryBody['type']> = Extract<EntryBody, { type: T }>;

/** A body with the facts of its entry that readers need. */
export type Recorded<T extends EntryBody['type']> = Body<T> & {
  readonly seq: number;
  readonly occurredAt: string;
  readonly recordedAt: string;
  readonly actor: Actor;
};

/** A state on an environment's recorded line. `standing` says how it got there. */
export interface RecordedState {
  readonly commit: string;
  readonly tree: string;
  readonly at: string;
  readonly seq: number;
  readonly standing: 'baseline' | 'pushed' | 'promoted' | 'rolled-back';
  readonly pullRequest?: number;
  /** The promotion or rollback that made it. */
  readonly by?: string;
}

export interface LedgerView {
  readonly entries: readonly Entry[];
  /** Undefined before adoption. */
  readonly adoption: Recorded<'adoption'> | undefined;
  readonly contract: (ContractRef & { readonly text: string; readonly seq: number; readonly people?: readonly PinnedPerson[] }) | undefined;
  /** Idempotency keys in use. */
  readonly keys: ReadonlySet<string>;
  /** By environment, oldest first. A promotion's or rollback's merged state stands once, with its standing, even when the push is recorded too. */
  readonly lines: ReadonlyMap<string, readonly RecordedState[]>;
  /** By tree, in order. */
  readonly evidence: ReadonlyMap<string, readonly Recorded<'evidence'>[]>;
  readonly approvals: ReadonlyMap<string, readonly Recorded<'approval'>[]>;
  /** By environment, in order. */
  readonly deployments: ReadonlyMap<string, readonly Recorded<'deployment'>[]>;
  readonly archives: readonly (ArchiveRef & { readonly seq: number })[];
  /** By id: the latest phase, and every entry in order. */
  readonly promotions: ReadonlyMap<string, { readonly latest: Recorded<'promotion'>; readonly history: readonly Recorded<'promotion'>[] }>;
  readonly rollbacks: ReadonlyMap<string, { readonly latest: Recorded<'rollback'>; readonly history: readonly Recorded<'rollback'>[] }>;
  /** Not released. Whether one is in force at a given time is for policy. */
  readonly holds: readonly Recorded<'hold'>[];
  readonly waivers: readonly Recorded<'waiver'>[];
  readonly violations: readonly Recorded<'violation'>[];
  /** The latest verdict of each (step, candidate tree), by `${step} ${tree}`. */
  readonly verdicts: ReadonlyMap<string, Recorded<'verdict'>>;
}
