/**
 * Archives are never moved and never deleted: each one that the ledger names is looked for at the remote, which is where it counts, or here where there is
 * none. A state that was replaced without one is told as well.
 */
import { hasCode } from '../../errors.ts';
import type { Git } from '../../git/port.ts';
import type { ArchiveRef } from '../../ledger/entry.ts';
import type { LedgerView } from '../../ledger/view.ts';
import type { ArchiveViolation } from '../../line/violation-codes.ts';
import { neverArchived } from './never-archived.ts';

export interface ArchiveFinding {
  /** Null: there never was one. */
  readonly ref: string | null;
  readonly commit: string;
  readonly violation: ArchiveViolation;
}

export interface ArchivesAsked {
  readonly git: Git;
  readonly view: LedgerView;
  readonly environment: string;
  /** Whom to ask; absent: nobody, and a clone of something else then only tells what it has. */
  readonly remote: string | undefined;
}

export const auditArchives = async ({ git, view, environment, remote }: ArchivesAsked): Promise<readonly ArchiveFinding[]> => {
  const archives = view.archives.filter((archive) => archive.environment === environment);
  const unmade = neverArchived(view, environment);
  return [
    ...(await lookFor(git, archives, remote)),
    ...unmade.map((commit): ArchiveFinding => ({ ref: null, commit, violation: 'archive-never-made' })),
  ];
};

const lookFor = async (git: Git, archives: readonly ArchiveRef[], remote: string | undefined): Promise<readonly ArchiveFinding[]> => {
  if (archives.length === 0) return [];
  const asked = remote === undefined ? undefined : await askRemote(git, remote, archives);
  const complete = asked !== undefined || (await git.remoteUrl('origin')) === undefined;
  const refs = asked ?? (await git.refs('refs/tags/'));
  return archives.flatMap(({ ref, commit }): ArchiveFinding[] => {
    const found = refs.get(ref);
    if (found === commit || (found === undefined && !complete)) return [];
    return [{ ref, commit, violation: found === undefined ? 'archive-missing' : 'archive-moved' }];
  });
};

/** Undefined when it does not answer: then what the clone has must do. */
const askRemote = async (git: Git, remote: string, archives: readonly ArchiveRef[]): Promise<ReadonlyMap<string, string> | undefined> => {
  try {
    return await git.remoteRefs(
      remote,
      archives.map((archive) => archive.ref),
    );
  } catch (error) {
    if (hasCode(error, 'remote-unreachable', 'remote-refused', 'unknown-remote', 'insecure-remote')) return undefined;
    throw error;
  }
};
