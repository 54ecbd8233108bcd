/**
 * DSSE envelopes (Dead Simple Signing Envelope, v1): what is signed is not the payload but its pre-authentication encoding, which binds
 * the payload's type as well. Source: secure-systems-lab/dsse, protocol.md and envelope.md.
 *
 * The ledger knows exactly one spelling of an envelope (members in order, canonical base64, one signature): where two texts could mean the
 * same thing, a byte could be changed without anybody noticing.
 */
import { Buffer } from 'node:buffer';

export const PAYLOAD_TYPE = 'application/vnd.in-toto+json';

/** Larger envelopes are refused before they are parsed: a contract's 256 KB, escaped and in base64, with room to spare. */
export const MAX_ENVELOPE = 2 * 1024 * 1024;

export interface Envelope {
  readonly payloadType: string;
  readonly payload: Uint8Array;
  /** sha256 of the signer's SPKI DER, hex. */
  readonly keyId: string;
  readonly signature: Uint8Array;
}

/** One that was read: `signed` is the pre-authentication encoding of its payload. */
export interface SignedEnvelope extends Envelope {
  readonly signed: Uint8Array;
}

/** PAE(type, body) = "DSSEv1" SP LEN(type) SP type SP LEN(body) SP body; lengths are bytes, in ASCII decimal. */
export const preAuthenticationEncoding = (payloadType: string, payload: Uint8Array): Uint8Array =>
  Buffer.concat([Buffer.from(headOf(payloadType, payload.byteLength)), payload]);

const headOf = (payloadType: string, length: number): string => `DSSEv1 ${Buffer.byteLength(payloadType)} ${payloadType} ${length} `;

const base64 = (bytes: Uint8Array): string => Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('base64');

/** The one text of an envelope. ASCII, one line. */
export const writeEnvelope = ({ payloadType, payload, keyId, signature }: Envelope): string =>
  JSON.stringify({ payloadType, payload: base64(payload), signatures: [{ keyid: keyId, sig: base64(signature) }] });

/** Reads an envelope back, or undefined when the text is anything but the one spelling of one. Never throws. */
export const readEnvelope = (text: string): SignedEnvelope | undefined => {
  if (text.length > MAX_ENVELOPE) return undefined;
  return cutEnvelope(text) ?? parseEnvelope(text);
};

const START = `{"payloadType":"${PAYLOAD_TYPE}","payload":"`;
const KEY = '","signatures":[{"keyid":"';
const SIGNATURE = '","sig":"';
const END = '"}]}';
const FINGERPRINT = /^[0-9a-f]{64}$/;

/** The form in which every recorder writes, cut at its places: a tenth of what a JSON parser costs, for each of many thousand entries. */
const cutEnvelope = (text: string): SignedEnvelope | undefined => {
  if (!text.startsWith(START) || !text.endsWith(END)) return undefined;
  const payloadEnd = text.indexOf('"', START.length);
  if (!text.startsWith(KEY, payloadEnd)) return undefined;
  const keyStart = payloadEnd + KEY.length;
  const keyId = text.slice(keyStart, keyStart + 64);
  if (!FINGERPRINT.test(keyId) || !text.startsWith(SIGNATURE, keyStart + 64)) return undefined;
  const sig = text.slice(keyStart + 64 + SIGNATURE.length, -END.length);
  const signature = Buffer.from(sig, 'base64');
  const decoded = decodeSigned(text.slice(START.length, payloadEnd));
  // Written back it must be the same: base64 has many spellings that a decoder takes.
  return decoded !== undefined && signature.toString('base64') === sig
    ? { payloadType: PAYLOAD_TYPE, ...decoded, keyId, signature }
    : undefined;
};

/** Decodes the payload to where it is needed for the signature check: behind its head. */
const decodeSigned = (payload: string): { readonly payload: Uint8Array; readonly signed: Uint8Array } | undefined => {
  const length = Buffer.byteLength(payload, 'base64');
  const head = headOf(PAYLOAD_TYPE, length);
  const signed = Buffer.allocUnsafe(head.length + length);
  signed.write(head, 0, 'latin1');
  if (signed.write(payload, head.length, 'base64') !== length || signed.toString('base64', head.length) !== payload) return undefined;
  return { payload: signed.subarray(head.length), signed };
};

const parseEnvelope = (text: string): SignedEnvelope | undefined => {
  const raw = parse(text);
  const { payloadType, payload, signatures } = raw ?? {};
  if (typeof payloadType !== 'string' || typeof payload !== 'string' || !Array.isArray(signatures)) return undefined;
  const { keyid, sig } = (signatures[0] ?? {}) as { keyid?: unknown; sig?: unknown };
  if (typeof keyid !== 'string' || typeof sig !== 'string') return undefined;
  const envelope = { payloadType, payload: Buffer.from(payload, 'base64'), keyId: keyid, signature: Buffer.from(sig, 'base64') };
  if (writeEnvelope(envelope) !== text) return undefined;
  return { ...envelope, signed: preAuthenticationEncoding(payloadType, envelope.payload) };
};

const parse = (text: string): Record<string, unknown> | undefined => {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : undefined;
  } catch {
    return undefined;
  }
};
