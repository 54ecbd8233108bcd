/**
 * The full name of a ref is that ref or nothing. git guesses: for want of `refs/remotes/origin/main` it takes a branch, or a tag, that somebody with write
 * access called `refs/remotes/origin/main` (git's page "gitrevisions"), and a line of their choice would be judged in place of production's.
 */
import type { Repository } from './repository.ts';

/** A full name and nothing after it, which names another commit on purpose (`~1`, `^{tree}`, `@{1}`, `:path`). */
const FULL_NAME = /^refs\/(?!.*@\{)[^~^:\s]+$/;

/** Where git looks for a name once there is no such ref. */
const GUESSES = ['refs/', 'refs/tags/', 'refs/heads/', 'refs/remotes/'];

/** Is what git found under this name really there, and not something that it guessed? */
export const isExact = async (repository: Repository, rev: string): Promise<boolean> => {
  if (!FULL_NAME.test(rev)) return true;
  const guesses = [...GUESSES.map((prefix) => prefix + rev), `refs/remotes/${rev}/HEAD`];
  const found = await Promise.all(guesses.map((guess) => repository.objects.info(guess)));
  if (found.every((each) => each === 'missing')) return true;
  return (await repository.run(['show-ref', '--verify', '--quiet', '--', rev])).code === 0;
};
