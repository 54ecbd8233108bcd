/** Bearer tokens of our own: made here, shown once, kept as a hash. */
import { createHash, randomBytes } from 'node:crypto';

export const newToken = (): string => randomBytes(32).toString('base64url');

/** What a table keeps of a token: whoever reads the table cannot use it. */
export const hashOfToken = (token: string): string => createHash('sha256').update(token).digest('hex');
