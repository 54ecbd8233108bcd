import { generateKeyPairSync } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { LockflightError } from '../errors.ts';
import { fingerprint, generateKey, readPublicKey, readSigningKey } from './keys.ts';
import { createVerifier } from './verifier.ts';

const failureOf = (text: string): LockflightError | undefined => {
  try {
    readSigningKey(text);
    return undefined;
  } catch (error) {
    return error instanceof LockflightError ? error : undefined;
  }
};

describe('a signing key', () => {
  test('is one line of text that signs for its public key and no other', async () => {
    const made = generateKey();
    const read = readSigningKey(`${made.privateKey}\n`);
    expect([read.keyId, read.publicKey]).toEqual([made.keyId, made.publicKey]);
    expect(made.keyId).toBe(fingerprint(made.publicKey));
    expect(made.privateKey).toMatch(/^[A-Za-z0-9+/=]+$/);
    const message = Buffer.from('DSSEv1');
    const signature = await read.sign(message);
    const verify = createVerifier();
    expect(await verify(made.publicKey, message, signature)).toBe(true);
    expect(await verify(generateKey().publicKey, message, signature)).toBe(false);
    expect(await verify('not a key', message, signature)).toBe(false);
    expect(await verify(made.publicKey, message, Buffer.alloc(3))).toBe(false);
  });

  test('that is malformed is refused, and not one of its characters is shown', () => {
    const secret = generateKey().privateKey;
    const p256 = generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey.export({ type: 'pkcs8', format: 'der' }).toString('base64');
    for (const text of [secret.slice(4), secret.slice(0, -8), p256, 'ZZZZSECRETZZZZ', '']) {
      const failure = failureOf(text);
      expect(failure?.code).toBe('signing-key-malformed');
      const shown = JSON.stringify([failure?.message, failure?.failure, failure?.stack, failure?.cause]);
      if (text !== '') expect(shown).not.toContain(text.slice(0, 8));
    }
    fc.assert(fc.property(fc.string(), (text) => failureOf(text)?.code === 'signing-key-malformed'));
  });

  test('public keys have one spelling', () => {
    const { publicKey } = generateKey();
    expect(readPublicKey(publicKey)).toBeDefined();
    for (const other of [`${publicKey} `, publicKey.replace(/=*$/, ''), `${publicKey}AA`, '']) expect(readPublicKey(other)).toBeUndefined();
  });
});
