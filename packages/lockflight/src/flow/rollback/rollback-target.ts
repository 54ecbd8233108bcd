/**
 * What a rollback may bring back: an archived state of that environment. By default the latest that was promoted or is the baseline, whose tree is not what
 * the environment has, and which nobody had to roll back from. Pure.
 */
import { LockflightError } from '../../errors.ts';
import type { ArchiveRef } from '../../ledger/entry.ts';
import type { LedgerView, RecordedState } from '../../ledger/view.ts';

export interface RollbackTarget {
  readonly archive: ArchiveRef;
  readonly standing: 'proven' | 'baseline' | 'unproven';
}

/** Errors: `unknown-archive`, `nothing-to-roll-back-to`, `already-there`. */
export const rollbackTarget = (view: LedgerView, environment: string, headTree: string, named?: string): RollbackTarget => {
  const archives = view.archives.filter((a) => a.environment === environment);
  if (named !== undefined) {
    const archive = archives.findLast((a) => [a.ref, a.ref.replace('refs/tags/', ''), a.version].includes(named));
    if (archive === undefined) throw unknownArchive(named, archives);
    if (archive.tree === headTree) throw alreadyThere(environment, archive);
    return { archive, standing: standingOf(view, environment, archive) };
  }
  const bad = rolledBackFrom(view, environment);
  const candidates = archives
    .filter((a) => a.tree !== headTree && !bad.has(a.tree))
    .map((archive) => ({ archive, standing: standingOf(view, environment, archive) }));
  const target =
    candidates.findLast((c) => c.standing === 'proven' && !failedVerification(view, c.archive.tree)) ??
    candidates.findLast((c) => c.standing === 'baseline');
  if (target === undefined) throw nothingToRollBackTo(environment);
  return target;
};

const standingOf = (view: LedgerView, environment: string, archive: ArchiveRef): RollbackTarget['standing'] => {
  const states = (view.lines.get(environment) ?? []).filter((s) => s.commit === archive.commit && s.tree === archive.tree);
  if (states.some((s) => s.standing === 'promoted' || s.standing === 'rolled-back')) return 'proven';
  return states.some((s) => s.standing === 'baseline') ? 'baseline' : 'unproven';
};

/** Trees that the environment was taken away from: also by a rollback that was merged around its approval, since it was wanted back all the same. */
const rolledBackFrom = (view: LedgerView, environment: string): ReadonlySet<string> => {
  const line = view.lines.get(environment) ?? [];
  const wentBack = ({ by, tree }: RecordedState): boolean => by !== undefined && view.rollbacks.get(by)?.latest.target.tree === tree;
  return new Set(line.flatMap((state, i) => (wentBack(state) && line[i - 1] !== undefined ? [line[i - 1]?.tree ?? ''] : [])));
};

const failedVerification = (view: LedgerView, tree: string): boolean =>
  [...view.promotions.values()].some(({ latest }) => latest.phase === 'failed' && latest.candidate.tree === tree);

const unknownArchive = (named: string, archives: readonly ArchiveRef[]): LockflightError => {
  const names = archives
    .map((a) => a.ref.replace('refs/tags/', ''))
    .slice(-5)
    .join(', ');
  return new LockflightError({
    code: 'unknown-archive',
    exit: 2,
    message: { en: `the ledger knows no archive "${named}"`, fr: `le registre ne connaît pas d'archive « ${named} »` },
    hint:
      names === ''
        ? { en: 'nothing is archived yet: lockflight ledger log', fr: "rien n'est encore archivé : lockflight ledger log" }
        : { en: `the latest are: ${names}`, fr: `les dernières sont : ${names}` },
  });
};

const nothingToRollBackTo = (environment: string): LockflightError =>
  new LockflightError({
    code: 'nothing-to-roll-back-to',
    exit: 1,
    message: {
      en: `no archived state of ${environment} is proven, other than what it has`,
      fr: `aucun état archivé de ${environment} n'est prouvé, hormis l'actuel`,
    },
    hint: {
      en: 'lockflight ledger log shows the archives; --to names one',
      fr: 'lockflight ledger log montre les archives ; --to en désigne une',
    },
  });

const alreadyThere = (environment: string, archive: ArchiveRef): LockflightError =>
  new LockflightError({
    code: 'already-there',
    exit: 1,
    message: {
      en: `${environment} has the tree of ${archive.ref.replace('refs/tags/', '')} already`,
      fr: `${environment} a déjà l'arbre de ${archive.ref.replace('refs/tags/', '')}`,
    },
    hint: { en: `lockflight audit ${environment}`, fr: `lockflight audit ${environment}` },
  });
