/** Who we are for the forge, asked once: only what that account said may be taken for ours. */
import { LockflightError } from '../../errors.ts';
import type { Account, Forge } from '../../forge/port.ts';

const speakers = new WeakMap<Forge, Promise<Account>>();

/** Errors: what the forge says. */
export const requireSpeaker = (forge: Forge): Promise<Account> => {
  const known = speakers.get(forge) ?? forge.viewer();
  speakers.set(forge, known);
  return known;
};

/** Undefined: it could not be had, so nothing there is known to be ours. */
export const speakerOf = async (forge: Forge): Promise<Account | undefined> => {
  try {
    return await requireSpeaker(forge);
  } catch (error) {
    if (error instanceof LockflightError) return undefined;
    throw error;
  }
};
