import type { Entry } from '../entry.ts';
import { labelOf } from '../label.ts';
import { type LedgerProblem, problem } from '../problem.ts';
import type { StoredLedger } from '../store.ts';
import { expectedId } from './ledger-commit.ts';

/**
 * The commits around the entries: who reads the branch with `git log` reads their first lines and nothing else, and nothing else of a commit is anybody's to choose.
 * Entries that do not verify were named already. Pure.
 */
export const commitProblems = (stored: StoredLedger, entries: readonly Entry[]): readonly LedgerProblem[] => {
  if (entries.length !== stored.envelopes.length) return [];
  return entries.flatMap((entry, index) => {
    const at = stored.envelopes[index];
    if (at === undefined || at.id === expectedId(entry, at, stored.envelopes[index - 1]?.id)) return [];
    if (at.label !== labelOf(entry))
      return problem(
        entry.seq,
        'label-wrong',
        'the first line of its commit says something else',
        'la première ligne de son commit dit autre chose',
      );
    return problem(
      entry.seq,
      'commit-wrong',
      'its commit has another parent, tree, author, date or message than the recorder gives it',
      'son commit a un autre parent, arbre, auteur, date ou message que ceux du greffier',
    );
  });
};
