/** What a file is, by its first bytes. The name and the type that the sender claims are not looked at. Pure. */
export const DOCUMENT_TYPES = {
  'application/pdf': { extension: 'pdf', magic: [0x25, 0x50, 0x44, 0x46, 0x2d] },
  'image/jpeg': { extension: 'jpg', magic: [0xff, 0xd8, 0xff] },
  'image/png': { extension: 'png', magic: [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a] },
} as const;

export type DocumentType = keyof typeof DOCUMENT_TYPES;

/** How many bytes `documentType` wants to see. */
export const HEAD_BYTES = 8;

/** Undefined: none of the types that are accepted. */
export const documentType = (head: Uint8Array): DocumentType | undefined =>
  (Object.keys(DOCUMENT_TYPES) as DocumentType[]).find((type) => DOCUMENT_TYPES[type].magic.every((byte, i) => head[i] === byte));
