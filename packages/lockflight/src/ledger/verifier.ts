/**
 * Signature checks on node's thread pool: `crypto.verify` with a callback leaves the main thread free to decode the next entries. Where the process has but
 * one core, the pool would only get in its own way, and the check is made at once.
 * The chain takes a `Verifier` as an argument, so it stays pure and a test or another runtime can bring its own.
 */
import { type KeyObject, verify } from 'node:crypto';
import { readPublicKey } from './keys.ts';

/** Is `signature` the one that the key makes over `bytes`? A key that cannot be read verifies nothing. */
export type Verifier = (publicKey: string, bytes: Uint8Array, signature: Uint8Array) => Promise<boolean> | boolean;

/** A verifier that parses each key once. `cores`: how many this process may use (`availableParallelism` of node:os). */
export const createVerifier = (cores = 2): Verifier => {
  const keys = new Map<string, KeyObject | undefined>();
  const keyOf = (publicKey: string): KeyObject | undefined => {
    const known = keys.get(publicKey);
    if (known !== undefined || keys.has(publicKey)) return known;
    const read = readPublicKey(publicKey);
    keys.set(publicKey, read);
    return read;
  };
  return (publicKey, bytes, signature) => {
    const key = keyOf(publicKey);
    if (key === undefined) return false;
    if (cores === 1) return verify(null, bytes, key, signature);
    return new Promise((resolve) => verify(null, bytes, key, signature, (error, valid) => resolve(error === null && valid)));
  };
};
