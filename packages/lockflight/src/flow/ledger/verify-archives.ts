import type { Text } from '../../contract/text.ts';
import type { Git } from '../../git/port.ts';
import type { ArchiveRef } from '../../ledger/entry.ts';
import type { LedgerView } from '../../ledger/view.ts';

export interface ArchiveProblem {
  readonly seq: number;
  readonly code: 'archive-missing' | 'archive-moved';
  readonly message: Text;
}

/** Where `record` and `status` keep the remote's archive tags, apart from tags that somebody made or moved here. */
const FETCHED = 'refs/lockflight/archive/';
const TAGS = 'refs/tags/archive/';

/** Every archive that the ledger names, at its commit: in this clone, and at the remote when one is given. */
export const archiveProblems = async (
  git: Git,
  archives: LedgerView['archives'],
  remote: string | undefined,
): Promise<readonly ArchiveProblem[]> => {
  if (archives.length === 0) return [];
  const here = new Map([...(await git.refs('refs/tags/')), ...(await git.refs(FETCHED))]);
  const there =
    remote === undefined
      ? new Map<string, string>()
      : await git.remoteRefs(
          remote,
          archives.map(({ ref }) => ref),
        );
  const problems = archives.map(async (archive) => {
    const ids = [here.get(archive.ref), here.get(archive.ref.replace(TAGS, FETCHED)), there.get(archive.ref)].filter(
      (id) => id !== undefined,
    );
    if (ids.length === 0 || (remote !== undefined && !there.has(archive.ref))) return missing(archive, remote);
    const same = await Promise.all(ids.map((id) => isSame(git, id, archive)));
    return same.every(Boolean) ? [] : moved(archive);
  });
  return (await Promise.all(problems)).flat();
};

/** An annotated tag names the commit by way of an object of its own. */
const isSame = async (git: Git, id: string, { commit }: ArchiveRef): Promise<boolean> =>
  id === commit || (await git.resolve(id)) === commit;

const name = ({ ref }: ArchiveRef): string => ref.replace('refs/tags/', '');

const missing = (archive: LedgerView['archives'][number], remote: string | undefined): ArchiveProblem => ({
  seq: archive.seq,
  code: 'archive-missing',
  message:
    remote === undefined
      ? { en: `${name(archive)} is not in this clone`, fr: `${name(archive)} n'est pas dans ce clone` }
      : { en: `${name(archive)} is not at ${remote}`, fr: `${name(archive)} n'est pas sur ${remote}` },
});

const moved = (archive: LedgerView['archives'][number]): ArchiveProblem => ({
  seq: archive.seq,
  code: 'archive-moved',
  message: {
    en: `${name(archive)} is no longer at ${archive.commit.slice(0, 7)}`,
    fr: `${name(archive)} n'est plus sur ${archive.commit.slice(0, 7)}`,
  },
});
