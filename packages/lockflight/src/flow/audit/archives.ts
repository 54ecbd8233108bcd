/**
 * Archives are never moved and never deleted: each one that the ledger names is looked for, here and, where it is not here or not the same,
 * at the remote, which is where it counts.
 */
import { hasCode } from '../../errors.ts';
import type { Git } from '../../git/port.ts';
import type { ArchiveRef } from '../../ledger/entry.ts';
import type { ViolationCode } from '../../line/violation-codes.ts';

export interface ArchiveFinding {
  readonly ref: string;
  readonly commit: string;
  readonly violation: Extract<ViolationCode, 'archive-missing' | 'archive-moved'>;
}

/** `remote`: whom to ask; absent: nobody, and a clone of something else then only tells what it has. */
export const auditArchives = async (
  git: Git,
  archives: readonly ArchiveRef[],
  remote: string | undefined,
): Promise<readonly ArchiveFinding[]> => {
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
