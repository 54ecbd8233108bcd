/**
 * The conformance vectors of the ledger: one good ledger with fixed keys, and broken ones with the problems that a reader has to name. They stand in conformance/ledger/, for
 * any other reader to run. `UPDATE_CONFORMANCE=1` writes them anew; Ed25519 signs the same bytes the same way, so nothing changes unless the format does.
 */
import { createHash, createPrivateKey, createPublicKey } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { EntryBody, EntryDraft } from './entry.ts';
import { everyBody } from './every-body.fixture.ts';
import { type KeyPair, readSigningKey } from './keys.ts';
import { adoption, contract, draft, MOMENT, newLedger, state } from './ledger.fixture.ts';
import { createVerifier } from './verifier.ts';
import { verifyChain } from './verify.ts';

const FOLDER = join(import.meta.dirname, '../../../../conformance/ledger');

interface Vector {
  readonly about: string;
  /** Fingerprint of the root key, as a reader would be told it. */
  readonly trust: string;
  /** Oldest first, exactly as stored. */
  readonly envelopes: readonly string[];
  /** What a reader has to name, in order: sequence number and code. */
  readonly problems: readonly (readonly [seq: number, code: string])[];
}

/** For vectors and nothing else: everybody can read how it is made. */
const fixedKey = (name: string): KeyPair => {
  const seed = createHash('sha256').update(`lockflight conformance ${name}`).digest();
  const der = Buffer.concat([Buffer.from('302e020100300506032b657004220420', 'hex'), seed]);
  const privateKey = der.toString('base64');
  const signer = readSigningKey(privateKey);
  const publicKey = createPublicKey(createPrivateKey({ key: der, format: 'der', type: 'pkcs8' })).export({ type: 'spki', format: 'der' });
  return { privateKey, publicKey: publicKey.toString('base64'), keyId: signer.keyId, signer };
};

const [root, second, stranger] = [fixedKey('root'), fixedKey('second'), fixedKey('stranger')];
let numbered = 0;
const fixed = (body: EntryBody): EntryDraft => draft(body, `conformance:${numbered++}`);
const rotated = fixed({ type: 'key', action: 'rotate', keyId: second.keyId, publicKey: second.publicKey });
const revoked = fixed({ type: 'key', action: 'revoke', keyId: root.keyId, why: 'vector' });
const every = everyBody.filter(({ type }) => !['adoption', 'contract', 'key'].includes(type)).map(fixed);
const { body: brought, ...rest } = contract('lockflight: 1\nproject: later\n');
/** With whom its logins meant then; the adoption is one from before that was kept, and verifies all the same. */
const later: EntryDraft = {
  ...rest,
  key: 'conformance:contract',
  body: { ...brought, people: [{ login: 'octocat', id: 7 }] } as EntryBody,
};

const vectors = async (): Promise<Readonly<Record<string, Vector>>> => {
  const good = await newLedger([...every, rotated, second, later, revoked, fixed({ type: 'hold-release', id: 'last' })], root);
  const { envelopes } = good;
  const [rotation, revocation] = [every.length + 1, every.length + 3];
  const vector = (about: string, broken: readonly string[], ...problems: Vector['problems']): Vector => ({
    about,
    trust: root.keyId,
    envelopes: broken,
    problems,
  });
  const short = envelopes.slice(0, 5);
  const push: EntryBody = { type: 'push', environment: 'staging', branch: 'staging', before: '', how: 'push', ...state(77) };
  const late = await newLedger([rotated, second, revoked, root, { ...draft(push, 'late'), occurredAt: '2020-01-01T00:00:00Z' }], root);
  const early = await newLedger([second, draft(push, 'early')], root);
  const others = await newLedger([draft(push, 'other'), draft(push, 'another')], root);
  return {
    good: vector(`every kind of entry; a key comes at ${rotation}, the root key goes at ${revocation}`, envelopes),
    empty: vector('no entry at all', [], [0, 'ledger-empty'], [0, 'root-untrusted']),
    'dropped-entry': vector('entry 2 is missing', short.toSpliced(2, 1), [2, 'entry-missing'], [3, 'previous-broken']),
    'changed-payload': vector(
      'a letter of the payload of entry 3 is another',
      short.with(3, (short[3] ?? '').replace('"payload":"eyJf', '"payload":"eyJg')),
      [3, 'statement-disagrees'],
    ),
    'changed-signature': vector(
      'the signature of entry 3 is the one of entry 2',
      short.with(3, withSignatureOf(short[3] ?? '', short[2] ?? '')),
      [3, 'signature-invalid'],
    ),
    respelled: vector('entry 3 is written with a space', short.with(3, (short[3] ?? '').replace('":', '": ')), [3, 'envelope-malformed']),
    'replayed-entry': vector(
      'entry 1 again at the end',
      [...short, short[1] ?? ''],
      [1, 'entry-out-of-place'],
      [1, 'previous-broken'],
      [1, 'key-repeated'],
    ),
    'foreign-entry': vector("entry 2 of another repository's ledger with the same key", short.toSpliced(2, 3, others.envelopes[2] ?? ''), [
      2,
      'previous-broken',
    ]),
    'untrusted-root': vector('whole in itself, with a root key of its own', (await newLedger([draft(push, 'own')], stranger)).envelopes, [
      0,
      'root-untrusted',
    ]),
    'key-before-its-rotation': vector('entry 1 is signed by a key that never came', early.envelopes, [1, 'key-not-valid']),
    'key-after-its-revocation': vector('entry 3 is dated before the revocation of its key at 2', late.envelopes, [3, 'key-not-valid']),
  };
};

const withSignatureOf = (envelope: string, other: string): string => {
  const { signatures } = JSON.parse(other) as { signatures: unknown };
  return JSON.stringify({ ...JSON.parse(envelope), signatures });
};

const fileOf = (name: string): string => join(FOLDER, `${name}.json`);

test('the vectors are what is signed today, byte for byte', async () => {
  const made = await vectors();
  if (process.env.UPDATE_CONFORMANCE === '1') {
    mkdirSync(FOLDER, { recursive: true });
    for (const [name, vector] of Object.entries(made)) writeFileSync(fileOf(name), `${JSON.stringify(vector, null, 2)}\n`);
  }
  expect(readdirSync(FOLDER).sort()).toEqual(
    Object.keys(made)
      .map((name) => `${name}.json`)
      .sort(),
  );
  for (const [name, vector] of Object.entries(made)) expect(JSON.parse(readFileSync(fileOf(name), 'utf8')), name).toEqual(vector);
  expect(adoption(root.publicKey).occurredAt).toBe(MOMENT);
});

test.each(readdirSync(FOLDER))('%s has the problems that it says', async (file) => {
  const { envelopes, trust, problems } = JSON.parse(readFileSync(join(FOLDER, file), 'utf8')) as Vector;
  const verdict = await verifyChain(envelopes, { verify: createVerifier(), trust });
  expect(verdict.problems.map(({ seq, code }) => [seq, code])).toEqual(problems);
  expect(verdict.ok).toBe(problems.length === 0);
});
