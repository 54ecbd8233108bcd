/**
 * Which head a pull request had at a moment, from the forge's own log of pushes. A comment is bound to no commit: what it approves is the head that its author could
 * see, and nobody's later push may slip under it.
 */
import type { Push } from '../../forge/port.ts';
import { utc } from './observation.ts';

/** Undefined: there was no such branch yet, or it was moved within the very second (moments have no finer grain) and nobody can say which head was seen. Pure. */
export const headThen = (pushes: readonly Push[], at: string): string | undefined => {
  const second = (moment: string): string => utc(moment).slice(0, 19);
  const before = pushes.filter((push) => second(push.at) < second(at));
  const within = pushes.filter((push) => second(push.at) === second(at));
  const [only, ...more] = within;
  if (only === undefined) return headAfter(before.at(-1));
  // Nobody comments on a pull request whose branch is not there: the push that made it came first.
  return before.length === 0 && more.length === 0 ? headAfter(only) : undefined;
};

const headAfter = (push: Push | undefined): string | undefined =>
  push === undefined || push.kind === 'branch-deletion' ? undefined : push.after;
