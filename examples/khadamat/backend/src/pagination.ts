/**
 * Pages by key, not by number: what is added or removed meanwhile moves nothing. `cursor` is opaque to the caller, and refused when it is not one of ours.
 */
import { Problem } from './problem.ts';

export interface PageQuery {
  readonly limit: number;
  readonly cursor?: string;
}

export interface Page<T> {
  readonly items: readonly T[];
  /** For the next page; null on the last one. */
  readonly next: string | null;
}

export const pageSchema = {
  limit: { type: 'integer', minimum: 1, maximum: 100, default: 20 },
  cursor: { type: 'string', maxLength: 200 },
} as const;

/** The key that the page begins after: as many texts as the caller sorts by. */
export const keyOf = (cursor: string | undefined, length: number): readonly string[] | undefined => {
  if (cursor === undefined) return undefined;
  const key = readKey(cursor);
  if (key?.length !== length) throw new Problem(400, 'CURSOR_INVALID', { fr: 'Ce curseur est inconnu', en: 'This cursor is unknown' });
  return key;
};

/** `rows` holds one row more than asked for, where there is one: that is how the last page is known. */
export const pageOf = <Row, T>(
  rows: readonly Row[],
  limit: number,
  key: (row: Row) => readonly string[],
  show: (row: Row) => T,
): Page<T> => {
  const shown = rows.slice(0, limit);
  const last = shown.at(-1);
  return {
    items: shown.map(show),
    next: rows.length > limit && last !== undefined ? Buffer.from(JSON.stringify(key(last))).toString('base64url') : null,
  };
};

const readKey = (cursor: string): readonly string[] | undefined => {
  try {
    const key: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString());
    // A zero byte is text to JSON, and an error to Postgres.
    return Array.isArray(key) && key.every((part) => typeof part === 'string' && !part.includes('\0')) ? key : undefined;
  } catch {
    return undefined;
  }
};
