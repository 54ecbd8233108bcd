/**
 * Which keys may sign, by the ledger's own order: the root key of entry 0, what rotations brought in, minus what revocations took out. A clock
 * plays no part: an entry signed by a key that was revoked one entry earlier is wrong, whatever its dates say.
 */
import type { EntryBody } from './entry.ts';
import { fingerprint, readPublicKey } from './keys.ts';

type KeyBody = Extract<EntryBody, { type: 'key' }>;

/** Public keys by id. */
export type KeyRing = ReadonlyMap<string, string>;

/** The ring with a root key alone, or undefined when its text is no key. */
export const rootRing = (publicKey: string): KeyRing | undefined =>
  readPublicKey(publicKey) === undefined ? undefined : new Map([[fingerprint(publicKey), publicKey]]);

/** The ring after a key entry, or undefined when the entry makes no sense: another key than its fingerprint says, an unknown one, or the last one out. */
export const turnRing = (ring: KeyRing, body: KeyBody): KeyRing | undefined => {
  if (body.action === 'rotate') {
    const { publicKey, keyId } = body;
    if (publicKey === undefined || readPublicKey(publicKey) === undefined || fingerprint(publicKey) !== keyId) return undefined;
    return new Map([...ring, [keyId, publicKey]]);
  }
  if (!ring.has(body.keyId) || ring.size === 1) return undefined;
  return new Map([...ring].filter(([keyId]) => keyId !== body.keyId));
};
