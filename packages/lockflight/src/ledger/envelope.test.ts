import { Buffer } from 'node:buffer';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { MAX_ENVELOPE, PAYLOAD_TYPE, preAuthenticationEncoding, readEnvelope, writeEnvelope } from './envelope.ts';

const bytes = fc.uint8Array({ maxLength: 300 });

describe('the pre-authentication encoding', () => {
  test('is the one of the DSSE specification (protocol.md, test vector)', () => {
    const encoded = preAuthenticationEncoding('http://example.com/HelloWorld', Buffer.from('hello world'));
    expect(Buffer.from(encoded).toString('latin1')).toBe('DSSEv1 29 http://example.com/HelloWorld 11 hello world');
  });

  test('counts bytes, not characters', () => {
    const encoded = preAuthenticationEncoding('é', Buffer.from('été'));
    expect(Buffer.from(encoded).toString('utf8')).toBe('DSSEv1 2 é 5 été');
  });

  test('of two different (type, payload) pairs is never the same', () => {
    fc.assert(
      fc.property(fc.string(), bytes, fc.string(), bytes, (type, payload, otherType, otherPayload) => {
        fc.pre(type.isWellFormed() && otherType.isWellFormed());
        const same = type === otherType && Buffer.compare(payload, otherPayload) === 0;
        const encoded = Buffer.compare(preAuthenticationEncoding(type, payload), preAuthenticationEncoding(otherType, otherPayload));
        expect(encoded === 0).toBe(same);
      }),
    );
  });
});

describe('an envelope', () => {
  test('comes back as it was written', () => {
    fc.assert(
      fc.property(bytes, bytes, fc.string(), (payload, signature, keyId) => {
        const text = writeEnvelope({ payloadType: PAYLOAD_TYPE, payload, keyId, signature });
        const read = readEnvelope(text);
        expect(read && [Buffer.from(read.payload), Buffer.from(read.signature), read.keyId]).toEqual([
          Buffer.from(payload),
          Buffer.from(signature),
          keyId,
        ]);
      }),
    );
  });

  test('is refused in any other shape, without a throw', () => {
    const good = writeEnvelope({ payloadType: PAYLOAD_TYPE, payload: Buffer.from('x'), keyId: 'k', signature: Buffer.from('s') });
    const [{ keyid, sig }] = JSON.parse(good).signatures;
    const two = JSON.stringify({
      ...JSON.parse(good),
      signatures: [
        { keyid, sig },
        { keyid, sig },
      ],
    });
    const urlSafe = good.replace('"eA=="', '"eA"');
    for (const text of [
      two,
      urlSafe,
      '',
      'null',
      '[]',
      '{}',
      '{"signatures":{}}',
      '{"payloadType":"a","payload":"","signatures":[null]}',
      `${'['.repeat(50_000)}`,
      'x'.repeat(MAX_ENVELOPE + 1),
    ]) {
      expect(readEnvelope(text)).toBeUndefined();
    }
    fc.assert(fc.property(fc.oneof(fc.string(), fc.json()), (text) => readEnvelope(text) === undefined));
  });
});
