/**
 * Signature checks on node's thread pool: `crypto.verify` with a callback leaves the main thread free to decode the next entries.
 * The chain takes a `Verifier` as an argument, so it stays pure and a test or another runtime can bring its own.
 */
import { type KeyObject, verify } from 'node:crypto';
import { readPublicKey } from './keys.ts';

/** Is `signature` the one that the key makes over `bytes`? A key that cannot be read verifies nothing. */
export type Verifier = (publicKey: string, bytes: Uint8Array, signature: Uint8Array) => Promise<boolean>;

/** A verifier that parses each key once. */
export const createVerifier = (): Verifier => {
  const keys = new Map<string, KeyObject | undefined>();
  return (publicKey, bytes, signature) => {
    if (!keys.has(publicKey)) keys.set(publicKey, readPublicKey(publicKey));
    const key = keys.get(publicKey);
    if (key === undefined) return Promise.resolve(false);
    return new Promise((resolve) => verify(null, bytes, key, signature, (error, valid) => resolve(error === null && valid)));
  };
};
