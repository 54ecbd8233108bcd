/**
 * Is what a review or a comment says what its author said? Whoever may write can edit other people's words, and the forge's lists show the new ones under the old name and
 * date. So each act that is about to be recorded is held against the forge's own word on edits: who edited does not matter, for nobody knows what was there before. Where
 * the forge does not tell, or tells of other words than the list gave (one of the two lags behind), nothing is known: the source is errored, and read again.
 */
import { LockflightError } from '../../errors.ts';
import type { SaidNow } from '../../forge/conversation-port.ts';
import type { Forge } from '../../forge/port.ts';

/** What was read in the forge's list. */
interface Heard {
  readonly id: number;
  readonly body: string;
}

/** True: edited since. Errors: `edits-unknown`, and what the forge says. */
export type IsEdited = (said: Heard) => Promise<boolean>;

/** Asks once a pull request, and only when there is something to record. */
export const editsOn = (forge: Forge, pullRequest: number, of: 'reviews' | 'comments'): IsEdited => {
  let asked: Promise<ReadonlyMap<number, SaidNow>> | undefined;
  return async ({ id, body }) => {
    asked ??= forge.edits(pullRequest, of);
    const now = (await asked).get(id);
    if (now?.edit !== undefined) return true;
    if (now === undefined || plain(now.body) !== plain(body)) throw editsUnknown(pullRequest);
    return false;
  };
};

const plain = (body: string): string => body.replaceAll('\r\n', '\n').trim();

const editsUnknown = (pullRequest: number): LockflightError =>
  new LockflightError({
    code: 'edits-unknown',
    exit: 3,
    message: {
      en: `the forge does not tell whether what was said on #${pullRequest} is still what its author said`,
      fr: `la forge ne dit pas si ce qui fut dit sur #${pullRequest} est encore ce que son auteur a dit`,
    },
    hint: { en: 'run the same command again in a minute', fr: 'relancez la même commande dans une minute' },
    retryable: true,
  });
