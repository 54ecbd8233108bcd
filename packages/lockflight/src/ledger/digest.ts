import { hash } from 'node:crypto';

/** sha256 of a text's UTF-8 bytes (or of bytes), lower-case hex: how the ledger names contracts, keys and envelopes. */
export const sha256 = (content: string | Uint8Array): string => hash('sha256', content, 'hex');
