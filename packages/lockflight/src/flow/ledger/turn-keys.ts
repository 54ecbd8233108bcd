/**
 * Bringing a new key in, and taking one out. Both are entries, signed by a key that is in force: so they run where the key is, in the recorder's place, and nobody
 * ever sees one. From the entry after a revocation on nothing counts that the key signs, whatever its dates say.
 *
 * Each step leaves a ledger that somebody can go on with: the new key is announced while the old one is still stored, stored before the old one is taken out, and taken
 * out again when the forge does not take it.
 */
import { LockflightError } from '../../errors.ts';
import type { Entry, EntryDraft } from '../../ledger/entry.ts';
import type { Signer } from '../../ledger/keys.ts';
import { generateKey } from '../../ledger/keys.ts';
import { keysInForce } from '../../ledger/keys-in-force.ts';
import { RECORDER_ENVIRONMENT, SIGNING_KEY } from '../adopt.ts';
import { actorOf } from '../observe/observation.ts';
import { readSituation, requireAdoption, type Situation } from '../verdict/situation.ts';
import type { World } from '../world.ts';
import { requireUnrewound } from './unrewound.ts';

export interface KeysTurned {
  readonly situation: Situation;
  readonly appended: readonly Entry[];
  /** Ids of the keys that may sign from here on. */
  readonly inForce: readonly string[];
}

/** Errors: `not-adopted`, `ledger-rewound`, `signing-key-not-valid`, and what git and the forge say; when the secret could not be stored, the old key stays the only one. */
export const rotateKey = async (world: World, signer: Signer, why?: string): Promise<KeysTurned & { readonly fingerprint: string }> => {
  const situation = await situationOf(world);
  const next = generateKey();
  const write = writer(world, situation);
  const { keyId, publicKey } = next;
  const rotated = await write(signer, { type: 'key', action: 'rotate', keyId, publicKey, ...(why === undefined ? {} : { why }) });
  try {
    await world.forge.setEnvironmentSecret(RECORDER_ENVIRONMENT, SIGNING_KEY, next.privateKey);
  } catch (error) {
    await write(signer, { type: 'key', action: 'revoke', keyId, why: 'not stored' });
    throw error;
  }
  const revoked = await write(next.signer, { type: 'key', action: 'revoke', keyId: signer.keyId, ...(why === undefined ? {} : { why }) });
  return { situation, fingerprint: keyId, appended: [...rotated.appended, ...revoked.appended], inForce: idsOf(revoked.entries) };
};

/**
 * `key`: a fingerprint, or its first eight characters and more. The key that signs this cannot take itself out: bring another one in first.
 * Errors: `unknown-signing-key`, `key-in-use`, and as `rotateKey`.
 */
export const revokeKey = async (
  world: World,
  signer: Signer,
  { key, why }: { readonly key: string; readonly why: string },
): Promise<KeysTurned> => {
  const situation = await situationOf(world);
  const ids = idsOf(situation.view.entries);
  const meant = key.length < SHORTEST ? [] : ids.filter((id) => id.startsWith(key.toLowerCase()));
  const [keyId] = meant;
  if (keyId === undefined || meant.length > 1) throw unknownKey(key, ids);
  if (keyId === signer.keyId) throw keyInUse(keyId);
  const { appended, entries } = await writer(world, situation)(signer, { type: 'key', action: 'revoke', keyId, why });
  return { situation, appended, inForce: idsOf(entries) };
};

const SHORTEST = 8;

const idsOf = (entries: readonly Entry[]): readonly string[] => [...keysInForce(entries).keys()];

const situationOf = async (world: World): Promise<Situation> => {
  const situation = await readSituation(world);
  requireAdoption(situation);
  await requireUnrewound(world, situation);
  return situation;
};

type KeyBody = Extract<EntryDraft['body'], { type: 'key' }>;

const writer = (world: World, situation: Situation) => async (signer: Signer, body: KeyBody) => {
  const now = () => world.now().toISOString();
  const draft: EntryDraft = {
    // A key comes and goes once.
    key: `key:${body.action}:${body.keyId}`,
    occurredAt: now(),
    actor: actorOf(await world.forge.viewer()),
    body,
  };
  return situation.ledger.append(signer, [draft], { now, sleep: world.sleep, random: world.random });
};

const unknownKey = (key: string, ids: readonly string[]): LockflightError => {
  const list = ids.map((id) => id.slice(0, 16)).join(', ');
  return new LockflightError({
    code: 'unknown-signing-key',
    exit: 2,
    message: { en: `no single key in force begins with ${key}`, fr: `aucune clé unique en vigueur ne commence par ${key}` },
    hint: { en: `in force: ${list} (eight characters are enough)`, fr: `en vigueur : ${list} (huit caractères suffisent)` },
  });
};

const keyInUse = (keyId: string): LockflightError =>
  new LockflightError({
    code: 'key-in-use',
    exit: 2,
    message: {
      en: `${keyId.slice(0, 16)} is the key that would sign this: it cannot take itself out`,
      fr: `${keyId.slice(0, 16)} est la clé qui signerait ceci : elle ne peut pas se révoquer elle-même`,
    },
    hint: {
      en: 'bring a new one in, which takes this one out: lockflight ledger rotate',
      fr: 'introduisez-en une nouvelle, qui remplace celle-ci : lockflight ledger rotate',
    },
  });
