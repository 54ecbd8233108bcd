/** The pull request that an act of a person is meant for: the one named, or the only promotion or rollback that is open. */

import { LockflightError } from '../../errors.ts';
import type { Account } from '../../forge/port.ts';
import type { InForce } from '../facts/people.ts';
import { isPerson } from '../observe/observation.ts';
import { type TrackedPullRequest, trackPullRequests } from '../observe/pull-requests.ts';
import type { Situation } from '../verdict/situation.ts';
import type { World } from '../world.ts';

type Found = Extract<TrackedPullRequest, { kind: 'promotion' | 'rollback' }>;

/** Errors: `no-open-promotion`, `several-open`. */
export const findPullRequest = async (
  world: World,
  situation: Situation,
  which: { readonly number?: number; readonly kinds: readonly Found['kind'][]; readonly closedToo?: boolean },
): Promise<Found> => {
  const tracked = (await trackPullRequests(world, situation.contract, situation.view)).filter(
    (t): t is Found => t.kind !== 'ordinary' && which.kinds.includes(t.kind),
  );
  const fitting = tracked
    .filter((t) => which.closedToo === true || t.pullRequest.state === 'open')
    .filter((t) => which.number === undefined || t.pullRequest.number === which.number);
  const [only, ...others] = fitting;
  if (only === undefined) {
    throw new LockflightError({
      code: 'no-open-promotion',
      exit: 2,
      message: {
        en: `there is no ${which.number === undefined ? 'open promotion or rollback' : `promotion or rollback #${which.number}`} to say this on`,
        fr: `il n'y a pas de ${which.number === undefined ? 'promotion ni de retour arrière ouverts' : `promotion ni de retour arrière n° ${which.number}`} où le dire`,
      },
      hint: { en: 'open one: lockflight promote FROM TO', fr: 'ouvrez-en une : lockflight promote DE VERS' },
    });
  }
  if (others.length === 0) return only;
  const numbers = fitting.map((t) => t.pullRequest.number).join(', ');
  throw new LockflightError({
    code: 'several-open',
    exit: 2,
    message: { en: `more than one is open: ${numbers}`, fr: `plusieurs sont ouvertes : ${numbers}` },
    hint: { en: 'name one with --pull-request N', fr: 'désignez-la avec --pull-request N' },
  });
};

/** Told before anything is posted; the recorder refuses it again. Errors: `not-a-person`. */
export const requirePerson = (inForce: InForce, account: Account): void => {
  if (isPerson(account, inForce)) return;
  throw new LockflightError({
    code: 'not-a-person',
    exit: 2,
    message: {
      en: `${account.login} is a bot, an App or an agent: its act would count for nothing`,
      fr: `${account.login} est un robot, une App ou un agent : son acte ne compterait pas`,
    },
    hint: { en: 'a person does this, with a token of their own', fr: 'une personne le fait, avec son propre jeton' },
  });
};
