/**
 * Which heads the base of a pull request may have had when a run of it was made. A run of event `pull_request` checked out the merge of head and base, and what the forge says
 * of the base afterwards is where the pull request points now: it may have been retargeted, and the branch moves on. So the branch is the one that the pull request was for at that
 * moment, by its changes of base, and its head then stands in the log of pushes. Pure.
 */
import type { Retarget } from '../../forge/conversation-port.ts';
import type { Push } from '../../forge/port.ts';
import { utc } from './observation.ts';

/** Moments have no finer grain than a second. */
const second = (moment: string): string => utc(moment).slice(0, 19);

/** The forge makes the merge anew when it is asked for, not when the base moves: what was forced away shortly before may be what was tested. */
const MERGE_IS_OLD = 10 * 60 * 1000;

/** `now`: the branch that it is for now. Undefined: changed within that very second. */
export const baseBranchAt = (retargets: readonly Retarget[], now: string, at: string): string | undefined => {
  if (retargets.some((change) => second(change.at) === second(at))) return undefined;
  return retargets.find((change) => second(change.at) > second(at))?.from ?? now;
};

/** `pushes` of the branch, oldest first; `head`: where it is now. Undefined: nobody can tell. */
export const headsAround = (pushes: readonly Push[], at: string, head: string | undefined): readonly string[] | undefined => {
  const before = pushes.filter((push) => second(push.at) < second(at));
  const within = pushes.filter((push) => second(push.at) === second(at));
  const then = before.at(-1) ?? (within[0] === undefined ? pushes[0] : undefined);
  const settled = then === undefined ? within[0]?.before : then === before.at(-1) ? then.after : then.before;
  const forced = before.filter((push) => push.kind === 'force-push' && Date.parse(at) - Date.parse(push.at) <= MERGE_IS_OLD);
  const heads = [pushes.length === 0 ? head : settled, ...forced.map((push) => push.before), ...within.map((push) => push.after)];
  return heads.every((commit): commit is string => commit !== undefined && !/^0*$/.test(commit)) ? [...new Set(heads)] : undefined;
};
