/**
 * The ledger, read: what stands now for each thing that the entries tell of. A pure fold in the ledger's order; clocks do not
 * count. The view holds no opinion: whether evidence suffices is policy's business, whether a state is a violation is line's.
 */
import type { Entry, EntryDraft } from './entry.ts';
import { nextContract } from './next-entry.ts';
import { contractInForce } from './view/contract.ts';
import { openHolds } from './view/holds.ts';
import { recordedLines } from './view/lines.ts';
import { livesOf } from './view/lives.ts';
import { grouped, recorded } from './view/recorded.ts';
import type { LedgerView } from './view/shape.ts';

export type { LedgerView, Recorded, RecordedState } from './view/shape.ts';

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
