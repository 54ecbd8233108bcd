/**
 * Secrets come sealed for a public key (libsodium's sealed box), as GitHub's page "Encrypting secrets for the REST API" asks. Each place has
 * a pair of its own; the library is loaded when the first key is asked for.
 */
import type { Vault } from '../world/deployment.ts';

const sodium = async () => {
  const library = (await import('libsodium-wrappers')).default;
  await library.ready;
  return library;
};

export interface PublicKey {
  readonly key_id: string;
  /** Base64, 32 bytes. */
  readonly key: string;
}

/** The place's public key; `id` names the pair when it has to be made. */
export const publicKeyOf = async (vault: Vault, id: () => number): Promise<PublicKey> => {
  if (vault.keys === undefined) {
    const pair = (await sodium()).crypto_box_keypair();
    vault.keys ??= { id: String(id()), publicKey: pair.publicKey, privateKey: pair.privateKey };
  }
  return { key_id: vault.keys.id, key: Buffer.from(vault.keys.publicKey).toString('base64') };
};

/** The value inside; undefined when it was not sealed for this place's key. */
export const unseal = async (vault: Vault, keyId: string, sealed: string): Promise<string | undefined> => {
  if (vault.keys === undefined || vault.keys.id !== keyId) return undefined;
  try {
    const { publicKey, privateKey } = vault.keys;
    const opened = (await sodium()).crypto_box_seal_open(new Uint8Array(Buffer.from(sealed, 'base64')), publicKey, privateKey);
    return Buffer.from(opened).toString('utf8');
  } catch {
    return undefined;
  }
};
