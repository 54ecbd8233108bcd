/** Who we are for the forge, asked once: only what that account said may be taken for ours. */
import type { Account, Forge } from '../../forge/port.ts';

const speakers = new WeakMap<Forge, Promise<Account | undefined>>();

/** Undefined: it could not be had, so nothing there is known to be ours. */
export const speakerOf = (forge: Forge): Promise<Account | undefined> => {
  const known =
    speakers.get(forge) ??
    forge.viewer().then(
      (account) => account,
      () => undefined,
    );
  speakers.set(forge, known);
  return known;
};
