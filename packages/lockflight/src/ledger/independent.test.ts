/**
 * The ledger, checked by others: by the vectors of the published specifications, and by Sigstore's and libsodium's code, which knows nothing of ours.
 *
 * Vectors: secure-systems-lab/dsse, protocol.md ("Test Vectors"); in-toto/attestation, the statements that its Go bindings are tested with
 * (go/v1/statement_test.go), by the rules of spec/v1/statement.md and spec/v1/resource_descriptor.md.
 */
import { Buffer } from 'node:buffer';
import { createPublicKey, verify } from 'node:crypto';
import { dsse, crypto as sigstore } from '@sigstore/core';
import sodium from 'libsodium-wrappers';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { preAuthenticationEncoding, readEnvelope } from './envelope.ts';
import { everyBody } from './every-body.fixture.ts';
import { generateKey } from './keys.ts';
import { draft, newLedger, rotation } from './ledger.fixture.ts';

const HELLO = { type: 'http://example.com/HelloWorld', body: 'hello world' } as const;
const HELLO_SIGNATURE = 'A3JqsQGtVsJ2O2xqrI5IcnXip5GToJ3F+FnZ+O88SjtR6rDAajabZKciJTfUiHqJPcIAriEGAHTVeCUjW2JIZA==';
/** P-256; x and y as decimal numbers, as the specification prints them. */
const HELLO_KEY = {
  x: 46950820868899156662930047687818585632848591499744589407958293238635476079160n,
  y: 5640078356564379163099075877009565129882514886557779369047442380624545832820n,
};

const base64url = (number: bigint): string => Buffer.from(number.toString(16).padStart(64, '0'), 'hex').toString('base64url');

describe('the published test vector of DSSE', () => {
  const encoded = preAuthenticationEncoding(HELLO.type, Buffer.from(HELLO.body));

  test('has our encoding', () => {
    expect(Buffer.from(encoded).toString()).toBe('DSSEv1 29 http://example.com/HelloWorld 11 hello world');
    expect(Buffer.from(encoded)).toEqual(dsse.preAuthEncoding(HELLO.type, Buffer.from(HELLO.body)));
  });

  test('verifies over it', () => {
    const key = createPublicKey({ key: { kty: 'EC', crv: 'P-256', x: base64url(HELLO_KEY.x), y: base64url(HELLO_KEY.y) }, format: 'jwk' });
    const signature = Buffer.from(HELLO_SIGNATURE, 'base64');
    expect(verify('sha256', encoded, { key, dsaEncoding: 'ieee-p1363' }, signature)).toBe(true);
    const other = preAuthenticationEncoding(HELLO.type, Buffer.from('hello world!'));
    expect(verify('sha256', other, { key, dsaEncoding: 'ieee-p1363' }, signature)).toBe(false);
  });
});

/** What spec/v1/statement.md asks for; each subject has a digest, a predicate stands there. */
const Statement = z.object({
  _type: z.literal('https://in-toto.io/Statement/v1'),
  subject: z
    .array(z.object({ name: z.string().optional(), digest: z.record(z.string().min(1), z.string().regex(/^[0-9a-f]+$/)) }))
    .min(1)
    .refine((subject) => subject.every(({ digest }) => Object.keys(digest).length > 0)),
  predicateType: z.string().min(1),
  predicate: z.record(z.string(), z.unknown()),
});

const GOOD = {
  _type: 'https://in-toto.io/Statement/v1',
  subject: [{ name: 'theSub', digest: { alg1: 'abc123' } }],
  predicateType: 'thePredicate',
  predicate: { keyObj: { subKey: 'subVal' } },
};
const { predicate: _predicate, ...WITHOUT } = GOOD;
const BAD = {
  'bad type': { ...GOOD, _type: 'https://in-toto.io/Statement/v0' },
  'no subjects': { ...GOOD, subject: [] },
  'subject without a required field': { ...GOOD, subject: [{ downloadLocation: 'https://example.com/test.zip' }] },
  'subject without a digest': { ...GOOD, subject: [{ name: 'theSub', downloadLocation: 'https://example.com/test.zip' }] },
  'missing predicate type': { ...GOOD, predicateType: '' },
  'missing predicate': WITHOUT,
};

describe("in-toto's own statements", () => {
  test('pass and fail here as they do there', () => {
    expect(Statement.safeParse(GOOD).success).toBe(true);
    for (const [name, statement] of Object.entries(BAD)) expect([name, Statement.safeParse(statement).success]).toEqual([name, false]);
  });
});

describe('a ledger with every kind of entry', async () => {
  const next = generateKey();
  const acts = everyBody.filter(({ type }) => !['adoption', 'key'].includes(type)).map((body) => draft(body));
  const { root, envelopes } = await newLedger([...acts.slice(0, 20), rotation(next), next, ...acts.slice(20)]);
  const raw = envelopes.map(
    (text) => JSON.parse(text) as { payloadType: string; payload: string; signatures: [{ keyid: string; sig: string }] },
  );
  const keys = new Map([root, next].map(({ keyId, publicKey }) => [keyId, publicKey]));

  test('is signed for Sigstore, and for libsodium', async () => {
    await sodium.ready;
    for (const { payloadType, payload, signatures } of raw) {
      const [{ keyid, sig }] = signatures;
      const spki = Buffer.from(keys.get(keyid) ?? '', 'base64');
      const signed = dsse.preAuthEncoding(payloadType, Buffer.from(payload, 'base64'));
      const signature = Buffer.from(sig, 'base64');
      expect(sigstore.verify(signed, sigstore.createPublicKey(spki), signature)).toBe(true);
      // The raw key is the end of an Ed25519 key's SPKI (RFC 8410).
      expect(sodium.crypto_sign_verify_detached(signature, signed, spki.subarray(-32))).toBe(true);
      signature[3] = (signature[3] ?? 0) ^ 1;
      expect(sodium.crypto_sign_verify_detached(signature, signed, spki.subarray(-32))).toBe(false);
    }
    expect(new Set(raw.map(({ signatures: [{ keyid }] }) => keyid)).size).toBe(2);
  });

  test('signs over the very bytes that it checks', () => {
    for (const [index, text] of envelopes.entries()) {
      const { payloadType, payload } = raw[index] ?? { payloadType: '', payload: '' };
      const read = readEnvelope(text);
      expect(read && Buffer.from(read.signed)).toEqual(dsse.preAuthEncoding(payloadType, Buffer.from(payload, 'base64')));
    }
  });

  test('holds statements by the rules of in-toto, with names that tell subjects apart', () => {
    for (const { payload } of raw) {
      const statement = Statement.parse(JSON.parse(Buffer.from(payload, 'base64').toString('utf8')));
      const names = statement.subject.map(({ name }) => name);
      expect(new Set(names).size).toBe(names.length);
      expect(URL.canParse(statement.predicateType)).toBe(true);
    }
  });
});
