import type { Entry } from '../entry.ts';
import { recordedAs } from './recorded.ts';
import type { Recorded } from './shape.ts';

/** Holds that nobody released, in the order in which they were set; a hold set again under its id replaces the one before. */
export const openHolds = (entries: readonly Entry[]): readonly Recorded<'hold'>[] => {
  const open = new Map<string, Recorded<'hold'>>();
  for (const entry of entries) {
    const hold = recordedAs(entry, 'hold');
    if (hold !== undefined) open.set(hold.id, hold);
    else if (entry.body.type === 'hold-release') open.delete(entry.body.id);
  }
  return [...open.values()];
};
