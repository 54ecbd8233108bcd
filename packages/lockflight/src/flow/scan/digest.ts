/** SHA-256, from a library of Node's that takes some milliseconds to load: it is taken when the first digest is made, while git is at work. */
import type { Hash } from 'node:crypto';

export const newDigest = (): Hash => process.getBuiltinModule('node:crypto').createHash('sha256');

/** Of one text, hexadecimal. */
export const digestOf = (text: string): string => newDigest().update(text).digest('hex');
