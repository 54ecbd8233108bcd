/**
 * The formats in which entries were ever written, by number. Entries of format 1 name none; a later one stands as `format` beside the entry's other members,
 * with the first release that reads it: `{"version":2,"since":"1.4.0"}`. So an old Lockflight can say what it would take, and never half-reads.
 */
import type { Entry } from './entry.ts';
import type { Predicate } from './v1/predicate.ts';
import { FORMAT_1 } from './v1/read.ts';
import type { Subject } from './v1/subject.ts';

export interface EntryFormat {
  /** The entry, as the rest of Lockflight knows entries, or the member that is wrong. */
  read(value: unknown): { readonly ok: true; readonly entry: Entry } | { readonly ok: false; readonly where: string };
  predicateOf(entry: Entry): Predicate;
  subjectsOf(entry: Entry): readonly Subject[];
}

/** The one that is written. */
export const CURRENT = FORMAT_1;

const FORMATS: ReadonlyMap<unknown, EntryFormat> = new Map([[1, FORMAT_1]]);

export type FormatFound =
  | { readonly ok: true; readonly format: EntryFormat }
  /** `since`: the release that it asks for, where it says so. */
  | { readonly ok: false; readonly version: string; readonly since: string | undefined };

export const formatOf = (value: Readonly<Record<string, unknown>>): FormatFound => {
  const named = value.format;
  if (named === undefined) return { ok: true, format: FORMAT_1 };
  const { version, since } = (typeof named === 'object' && named !== null ? named : {}) as { version?: unknown; since?: unknown };
  const format = FORMATS.get(version);
  if (format !== undefined) return { ok: true, format };
  return {
    ok: false,
    version: Number.isSafeInteger(version) ? `${version}` : '?',
    since: typeof since === 'string' && RELEASE.test(since) ? since : undefined,
  };
};

const RELEASE = /^\d{1,5}\.\d{1,5}\.\d{1,5}$/;
