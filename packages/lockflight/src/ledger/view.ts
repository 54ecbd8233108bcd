/**
 * The ledger, read: what stands now for each thing that the entries tell of. A pure fold in the ledger's order; clocks do not
 * count. The view holds no opinion: whether evidence suffices is policy's business, whether a state is a violation is line's.
 */
import type { Actor, ArchiveRef, ContractRef, Entry, EntryBody, EntryDraft } from './entry.ts';
import { nextContract } from './next-entry.ts';
import { contractInForce } from './view/contract.ts';
import { openHolds } from './view/holds.ts';
import { recordedLines } from './view/lines.ts';
import { livesOf } from './view/lives.ts';
import { grouped, recorded } from './view/recorded.ts';

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
  readonly contract: (ContractRef & { readonly text: string; readonly seq: number }) | undefined;
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

/** Folds the ledger, oldest entry first. Linear in the number of entries. */
export const viewOf = (entries: readonly Entry[]): LedgerView => ({
  entries,
  adoption: recorded(entries.slice(0, 1), 'adoption')[0],
  contract: contractInForce(entries),
  keys: new Set(entries.map((entry) => entry.key)),
  lines: recordedLines(entries),
  evidence: grouped(recorded(entries, 'evidence'), (evidence) => evidence.tree),
  approvals: grouped(recorded(entries, 'approval'), (approval) => approval.tree),
  deployments: grouped(recorded(entries, 'deployment'), (deployment) => deployment.environment),
  archives: recorded(entries, 'archive').map(({ seq, environment, ref, version, date, tree, commit }) => ({
    seq,
    environment,
    ref,
    version,
    date,
    tree,
    commit,
  })),
  promotions: livesOf(entries, 'promotion'),
  rollbacks: livesOf(entries, 'rollback'),
  holds: openHolds(entries),
  waivers: recorded(entries, 'waiver'),
  violations: recorded(entries, 'violation'),
  verdicts: new Map(recorded(entries, 'verdict').map((verdict) => [`${verdict.step} ${verdict.candidate.tree}`, verdict])),
});

/**
 * The view as if `drafts` had been appended: for those who may look but hold no key. Drafts whose key is there already change nothing; the
 * others get the sequence numbers they would get, and `recordedAt` is when they happened.
 */
export const extendView = (view: LedgerView, drafts: readonly EntryDraft[]): LedgerView => {
  const entries = [...view.entries];
  const keys = new Set(view.keys);
  for (const draft of drafts) {
    if (keys.has(draft.key)) continue;
    keys.add(draft.key);
    entries.push({
      ...draft,
      seq: entries.length,
      contract: nextContract(entries.at(-1)?.contract, draft.body),
      recordedAt: draft.occurredAt,
    });
  }
  return entries.length === view.entries.length ? view : viewOf(entries);
};
