/** From drafts to signed envelopes that follow a chain: sequence numbers, previous hashes and the contract in force are filled in here and nowhere else. */
import { Buffer } from 'node:buffer';
import type { Chain } from './chain.ts';
import { sha256 } from './digest.ts';
import type { EntryDraft } from './entry.ts';
import { PAYLOAD_TYPE, preAuthenticationEncoding, writeEnvelope } from './envelope.ts';
import type { Signer } from './keys.ts';
import { nextContract } from './next-entry.ts';
import { writeStatement } from './statement.ts';

/** The envelopes of `drafts`, in order, to stand right after `chain`. `recordedAt` is the recorder's clock, ISO 8601. */
export const buildEnvelopes = async (
  chain: Chain,
  drafts: readonly EntryDraft[],
  signer: Signer,
  recordedAt: string,
): Promise<readonly string[]> => {
  const envelopes: string[] = [];
  let { previous, contract, next } = chain;
  for (const { key, occurredAt, actor, body } of drafts) {
    contract = nextContract(contract, body);
    const link = previous === undefined ? {} : { previous };
    const payload = Buffer.from(writeStatement({ seq: next, ...link, contract, key, occurredAt, recordedAt, actor, body }));
    const signature = await signer.sign(preAuthenticationEncoding(PAYLOAD_TYPE, payload));
    const envelope = writeEnvelope({ payloadType: PAYLOAD_TYPE, payload, keyId: signer.keyId, signature });
    envelopes.push(envelope);
    previous = sha256(envelope);
    next += 1;
  }
  return envelopes;
};
