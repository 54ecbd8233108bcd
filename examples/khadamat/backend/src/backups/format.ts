/**
 * A backup file: lines of JSON, compressed with gzip. The first says what it is, then comes a line for each row, and the last has the number of rows and the SHA-256
 * of all bytes before it (uncompressed): a file that was cut off or changed is recognised before a single row of it is used. Pure.
 */
import { createHash, type Hash } from 'node:crypto';
import type { TableRow } from './rows.ts';

export const FORMAT = 'khadamat-backup-1';

export interface Head {
  readonly format: typeof FORMAT;
  /** ISO UTC. */
  readonly madeAt: string;
  readonly migrations: readonly string[];
}

export interface Tail {
  readonly end: true;
  readonly rows: number;
  /** Hexadecimal. */
  readonly sha256: string;
}

/** Says why a file is not a whole backup. */
export class BackupDamaged extends Error {
  override readonly name = 'BackupDamaged';
}

export async function* writeLines(head: Omit<Head, 'format'>, rows: AsyncIterable<TableRow>): AsyncGenerator<string> {
  const hash = createHash('sha256');
  const line = (value: unknown): string => {
    const text = `${JSON.stringify(value)}\n`;
    hash.update(text);
    return text;
  };
  yield line({ format: FORMAT, ...head });
  let count = 0;
  for await (const row of rows) {
    count++;
    yield line(row);
  }
  const tail: Tail = { end: true, rows: count, sha256: hash.digest('hex') };
  yield `${JSON.stringify(tail)}\n`;
}

/** Gives the head, then the rows. Throws `BackupDamaged` at the latest after the last row: use no row of a file before it was read through once. */
export async function* readLines(lines: AsyncIterable<string>): AsyncGenerator<Head | TableRow> {
  const hash = createHash('sha256');
  let count = -1;
  let ended = false;
  for await (const text of lines) {
    if (ended) throw new BackupDamaged('there is something after the end');
    const value = parsed(text);
    if (count === -1 && (value as Head).format !== FORMAT) throw new BackupDamaged('this is no backup, or one of another version');
    ended = count >= 0 && 'end' in value;
    if (ended) check(value as Tail, count, hash);
    else {
      hash.update(`${text}\n`);
      count++;
      yield value as Head | TableRow;
    }
  }
  if (!ended) throw new BackupDamaged('the end is missing');
}

const parsed = (text: string): object => {
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value === 'object' && value !== null) return value;
  } catch {
    // The message of the parser would quote the row.
  }
  throw new BackupDamaged('a line cannot be read');
};

const check = ({ rows, sha256 }: Tail, count: number, hash: Hash): void => {
  if (rows !== count) throw new BackupDamaged(`it should hold ${rows} rows and holds ${count}`);
  if (sha256 !== hash.digest('hex')) throw new BackupDamaged('its content was changed');
};
