/**
 * The lives of one promotion or rollback. Its id says what is asked for and on which base, so whoever asks again after a pull request was closed asks for the
 * same id: that is another life, and its phases get keys of their own. Pure.
 */
import type { Phase } from '../../ledger/entry.ts';
import type { LedgerView, Recorded } from '../../ledger/view.ts';

type Lived = Recorded<'promotion'> | Recorded<'rollback'>;

export interface Life {
  readonly latest: Lived | undefined;
  /** What the keys of this life's phases end with: nothing in the first. */
  readonly suffix: string;
  /** What those of the next one would end with. */
  readonly nextSuffix: string;
}

/** After one of these nothing more is said of the pull request that it speaks of. */
const SETTLED: readonly Phase[] = ['merged', 'deployed', 'verified', 'failed', 'ungated'];
const OVER: readonly Phase[] = ['abandoned', 'superseded', ...SETTLED];

export const lifeOf = (view: LedgerView, type: 'promotion' | 'rollback', id: string): Life => {
  const history: readonly Lived[] = (type === 'promotion' ? view.promotions : view.rollbacks).get(id)?.history ?? [];
  const lives = history.filter((h) => h.phase === 'proposed').length;
  return { latest: history.at(-1), suffix: lives > 1 ? `:life-${lives}` : '', nextSuffix: lives > 0 ? `:life-${lives + 1}` : '' };
};

/** Its merge is recorded: a forge that still shows the pull request as open, late, changes nothing. */
export const isSettled = ({ latest }: Life, pullRequest: number): boolean =>
  latest !== undefined && SETTLED.includes(latest.phase) && latest.pullRequest === pullRequest;

/** Is it to be proposed (again)? */
export const isUnborn = ({ latest }: Life): boolean => latest === undefined || OVER.includes(latest.phase);
