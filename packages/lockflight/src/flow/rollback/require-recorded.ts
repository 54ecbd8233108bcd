/**
 * A rollback that was merged a moment ago, and is not in the ledger yet: by the ledger alone the latest proven state would be the very one that it went
 * away from. Whoever runs the command again, after a crash say, must not roll the rollback back.
 */
import { LockflightError } from '../../errors.ts';
import type { Commit } from '../../git/port.ts';
import type { LedgerView } from '../../ledger/view.ts';
import { isRollbackSubject, readHead } from '../promote/promotion-head.ts';
import type { World } from '../world.ts';

/** `head`: what the environment has now. Errors: `rollback-unrecorded`. */
export const requireRecorded = async (world: World, view: LedgerView, environment: string, head: Commit): Promise<void> => {
  if (view.lines.get(environment)?.some((state) => state.commit === head.commit) === true) return;
  const claims = await Promise.all([head.commit, ...head.parents.slice(1)].map((commit) => readHead(world.git, commit)));
  const claim = claims.find((c) => c.archive !== undefined && c.tree === head.tree && isRollbackSubject(c.subject, environment));
  if (claim?.archive !== undefined) throw unrecorded(environment, claim.archive.replace('refs/tags/', ''));
};

const unrecorded = (environment: string, archive: string): LockflightError =>
  new LockflightError({
    code: 'rollback-unrecorded',
    exit: 1,
    message: {
      en: `${environment} was just rolled back to ${archive}; the recorder has not recorded it yet`,
      fr: `${environment} vient d'être ramené à ${archive} ; le greffier ne l'a pas encore consigné`,
    },
    hint: {
      en: 'wait for the recorder (lockflight status); to go back further, name the archive with --to',
      fr: "attendez le greffier (lockflight status) ; pour revenir plus loin, nommez l'archive avec --to",
    },
  });
