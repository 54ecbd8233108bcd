/**
 * Entries of format 1: their shape, and what subject and predicate follow from them. A later format gets a folder of its own; this one stays as long as a
 * ledger may hold such entries, and then gives them in the form that the rest of Lockflight knows by then.
 */
import type { Entry } from '../entry.ts';
import type { EntryFormat } from '../formats.ts';
import { entrySchema } from './entry-schema.ts';
import { exactly } from './exact.ts';
import { predicateOf } from './predicate.ts';
import { subjectsOf } from './subject.ts';

const isExact = exactly(entrySchema);

export const FORMAT_1: EntryFormat = {
  read: (value) => {
    if (isExact(value)) return { ok: true, entry: value as Entry };
    const read = entrySchema.safeParse(value);
    return read.success
      ? { ok: true, entry: read.data }
      : { ok: false, where: read.error.issues[0]?.path.join('.') || 'predicate.lockflight' };
  },
  predicateOf,
  subjectsOf,
};
