import type { Entry } from '../entry.ts';
import { grouped, recorded } from './recorded.ts';
import type { Recorded } from './shape.ts';

interface Life<T extends 'promotion' | 'rollback'> {
  readonly latest: Recorded<T>;
  readonly history: readonly Recorded<T>[];
}

/** By id: every phase that a promotion or rollback went through, and where it stands. */
export const livesOf = <T extends 'promotion' | 'rollback'>(entries: readonly Entry[], type: T): ReadonlyMap<string, Life<T>> => {
  const lives = new Map<string, Life<T>>();
  for (const [id, history] of grouped(recorded(entries, type), (phase) => (phase as { readonly id: string }).id)) {
    const latest = history.at(-1);
    if (latest !== undefined) lives.set(id, { latest, history });
  }
  return lives;
};
