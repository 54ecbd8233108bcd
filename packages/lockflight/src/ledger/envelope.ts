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

/** PAE(type, body) = "DSSEv1" SP LEN(type) SP type SP LEN(body) SP body; lengths are bytes, in ASCII decimal. */
export const preAuthenticationEncoding = (payloadType: string, payload: Uint8Array): Uint8Array => {
  const head = Buffer.from(`DSSEv1 ${Buffer.byteLength(payloadType)} ${payloadType} ${payload.byteLength} `);
  return Buffer.concat([head, payload]);
};

const base64 = (bytes: Uint8Array): string => Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('base64');

/** The one text of an envelope. ASCII, one line. */
export const writeEnvelope = ({ payloadType, payload, keyId, signature }: Envelope): string =>
  JSON.stringify({ payloadType, payload: base64(payload), signatures: [{ keyid: keyId, sig: base64(signature) }] });

/** Reads an envelope back, or undefined when the text is anything but the one spelling of one. Never throws. */
export const readEnvelope = (text: string): Envelope | undefined => {
  if (text.length > MAX_ENVELOPE) return undefined;
  const raw = parse(text);
  const { payloadType, payload, signatures } = raw ?? {};
  if (typeof payloadType !== 'string' || typeof payload !== 'string' || !Array.isArray(signatures)) return undefined;
  const { keyid, sig } = (signatures[0] ?? {}) as { keyid?: unknown; sig?: unknown };
  if (typeof keyid !== 'string' || typeof sig !== 'string') return undefined;
  const envelope = { payloadType, payload: Buffer.from(payload, 'base64'), keyId: keyid, signature: Buffer.from(sig, 'base64') };
  return writeEnvelope(envelope) === text ? envelope : undefined;
};

const parse = (text: string): Record<string, unknown> | undefined => {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : undefined;
  } catch {
    return undefined;
  }
};
