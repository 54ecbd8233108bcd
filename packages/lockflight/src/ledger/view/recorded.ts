import type { Entry, EntryType } from '../entry.ts';
import type { Recorded } from './shape.ts';

/** The entry's body with the facts of its entry, when it is of that type. */
export const recordedAs = <T extends EntryType>(entry: Entry, type: T): Recorded<T> | undefined =>
  entry.body.type === type
    ? ({ ...entry.body, seq: entry.seq, occurredAt: entry.occurredAt, recordedAt: entry.recordedAt, actor: entry.actor } as Recorded<T>)
    : undefined;

/** Every entry of one type, in the ledger's order. */
export const recorded = <T extends EntryType>(entries: readonly Entry[], type: T): readonly Recorded<T>[] =>
  entries.flatMap((entry) => recordedAs(entry, type) ?? []);

/** Groups by a key, keeping the order within each group. */
export const grouped = <V>(values: readonly V[], keyOf: (value: V) => string): ReadonlyMap<string, readonly V[]> =>
  Map.groupBy(values, keyOf);
