/** When a message that was not sent is tried again: after 1 s, 2 s, 4 s ... and then every quarter of an hour, for about a day. */
const FIRST_MS = 1_000;
const LONGEST_MS = 15 * 60_000;

/** After so many attempts it is kept as failed, until somebody looks. An attempt counts when it begins, so that a message that ends its process is given up too. */
export const MOST_ATTEMPTS = 100;

/** `attempts`: how many there were, at least 1. `chance` in [0, 1[ spreads what failed together over a fifth of the time, so that it does not come back together. */
export const delayAfter = (attempts: number, chance: number): number => {
  const delay = Math.min(LONGEST_MS, FIRST_MS * 2 ** Math.min(attempts - 1, 30));
  return Math.round(delay * (0.9 + chance * 0.2));
};
