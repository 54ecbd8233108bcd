/**
 * Keys as text. A private key is one line of base64 (PKCS8 DER), as it stands in `LOCKFLIGHT_SIGNING_KEY`; a public key is one line
 * of base64 (SPKI DER), as it stands in entry 0. Ed25519 only. A key's id, its fingerprint, is the sha256 of the SPKI DER in hex.
 *
 * Keys come in as arguments and never leave in a message: an error says that a key is malformed, never what it was.
 */
import { Buffer } from 'node:buffer';
import { createPrivateKey, createPublicKey, generateKeyPairSync, type KeyObject, sign } from 'node:crypto';
import { LockflightError } from '../errors.ts';
import { sha256 } from './digest.ts';

/** What signs entries: a key in memory here, a key service elsewhere. */
export interface Signer {
  readonly keyId: string;
  sign(bytes: Uint8Array): Uint8Array | Promise<Uint8Array>;
}

export interface SigningKey extends Signer {
  readonly publicKey: string;
}

/** A new key. `privateKey` is for the forge's secret store and nowhere else. */
export interface KeyPair {
  readonly privateKey: string;
  readonly publicKey: string;
  readonly keyId: string;
  readonly signer: SigningKey;
}

export const generateKey = (): KeyPair => {
  const { privateKey } = generateKeyPairSync('ed25519');
  const signer = signerOf(privateKey);
  return {
    privateKey: privateKey.export({ type: 'pkcs8', format: 'der' }).toString('base64'),
    publicKey: signer.publicKey,
    keyId: signer.keyId,
    signer,
  };
};

/** The signer of a private key's text. Throws `signing-key-malformed`. */
export const readSigningKey = (text: string): SigningKey => {
  const key = privateKeyOf(text.trim());
  if (key?.asymmetricKeyType !== 'ed25519') throw malformed();
  return signerOf(key);
};

const signerOf = (key: KeyObject): SigningKey => {
  const publicKey = publicText(createPublicKey(key));
  return { keyId: fingerprint(publicKey), publicKey, sign: (bytes) => sign(null, bytes, key) };
};

/** sha256 of a public key's SPKI DER, hex: what `ledger verify --trust` takes. */
export const fingerprint = (publicKey: string): string => sha256(Buffer.from(publicKey, 'base64'));

/** The key of a public key's text, or undefined when it is none that the ledger takes (one spelling, Ed25519). */
export const readPublicKey = (text: string): KeyObject | undefined => {
  try {
    const key = createPublicKey({ key: Buffer.from(text, 'base64'), format: 'der', type: 'spki' });
    return key.asymmetricKeyType === 'ed25519' && publicText(key) === text ? key : undefined;
  } catch {
    return undefined;
  }
};

const publicText = (key: KeyObject): string => key.export({ type: 'spki', format: 'der' }).toString('base64');

const privateKeyOf = (text: string): KeyObject | undefined => {
  try {
    return createPrivateKey({ key: Buffer.from(text, 'base64'), format: 'der', type: 'pkcs8' });
  } catch {
    // The parser's own error may quote what it was given: it goes no further.
    return undefined;
  }
};

const malformed = (): LockflightError =>
  new LockflightError({
    code: 'signing-key-malformed',
    exit: 2,
    message: {
      en: 'LOCKFLIGHT_SIGNING_KEY is not an Ed25519 private key (PKCS8 DER, base64, one line); its value is not shown',
      fr: "LOCKFLIGHT_SIGNING_KEY n'est pas une clé privée Ed25519 (PKCS8 DER, base64, une ligne) ; sa valeur n'est pas montrée",
    },
    hint: {
      en: 'store the key again as the forge gave it to the recorder, or bring a new one in: lockflight explain signing-key-malformed',
      fr: "enregistrez de nouveau la clé telle qu'elle a été remise au greffier, ou introduisez-en une : lockflight explain signing-key-malformed",
    },
  });
