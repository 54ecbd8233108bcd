import type { HistoryClass, StateClass } from './state-class.ts';

/** How many states there are of each class; `ungated` only where there is one. */
export type ClassCounts = Readonly<Record<HistoryClass, number> & { ungated?: number }>;

export const countClasses = (classes: Iterable<StateClass>): ClassCounts => {
  const counts: Record<HistoryClass, number> & { ungated?: number } = {
    promoted: 0,
    shared: 0,
    rollback: 0,
    mixed: 0,
    foreign: 0,
    direct: 0,
  };
  for (const each of classes) counts[each] = (counts[each] ?? 0) + 1;
  return counts;
};
