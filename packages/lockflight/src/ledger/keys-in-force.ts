import type { Entry } from './entry.ts';
import { type KeyRing, rootRing, turnRing } from './key-ring.ts';

/** The keys that may sign what comes next, by id, oldest first. Entries come from a chain that verified. */
export const keysInForce = (entries: readonly Entry[]): KeyRing => {
  let ring: KeyRing = new Map();
  for (const { body } of entries) {
    if (body.type === 'adoption') ring = rootRing(body.publicKey) ?? ring;
    else if (body.type === 'key') ring = turnRing(ring, body) ?? ring;
  }
  return ring;
};
