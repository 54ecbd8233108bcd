import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readEntries } from './decode.ts';
import { PAYLOAD_TYPE, writeEnvelope } from './envelope.ts';
import { newLedger, push } from './ledger.fixture.ts';

test('reads what it can, and says where it could not, whatever it is given', async () => {
  const { envelopes } = await newLedger([push('staging', 1)]);
  const sealed = fc
    .oneof(fc.json(), fc.string())
    .map((payload) => writeEnvelope({ payloadType: PAYLOAD_TYPE, payload: Buffer.from(payload), keyId: 'k', signature: Buffer.from('s') }));
  fc.assert(
    fc.property(fc.array(fc.oneof(fc.string(), fc.json(), sealed), { maxLength: 5 }), (noise) => {
      const { entries, problems } = readEntries([...envelopes, ...noise]);
      expect(entries.map(({ seq }) => seq)).toEqual([0, 1]);
      expect(problems.map(({ seq }) => seq)).toEqual(noise.map((_, index) => index + 2));
    }),
  );
});

test('takes no other payload type for an entry', async () => {
  const { envelopes } = await newLedger([]);
  const { payload } = JSON.parse(envelopes[0] ?? '');
  const other = writeEnvelope({
    payloadType: 'text/plain',
    payload: Buffer.from(payload, 'base64'),
    keyId: 'k',
    signature: Buffer.from('s'),
  });
  expect(readEntries([other]).problems).toMatchObject([{ seq: 0, code: 'envelope-malformed' }]);
});
