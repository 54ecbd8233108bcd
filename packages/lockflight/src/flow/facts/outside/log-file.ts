/**
 * A log file, read: newline-delimited JSON, one object a line, as pino, winston, zap, bunyan and Google's agents write it. `time | timestamp | ts`
 * is ISO 8601 with a zone or a number (seconds or milliseconds since 1970), `level | severity` a word or a number. Streaming, with bounded memory.
 *
 * A line that is no JSON object makes the whole source unknown: it may be the very stack trace that the gate looks for. The last line may be half
 * written. A file that is not there or cannot be read is unknown too, never empty.
 */
import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { resolve } from 'node:path';
import type { LogSource } from '../../../contract/model.ts';
import { LockflightError } from '../../../errors.ts';
import type { LogFact } from '../../../policy/facts.ts';
import { instant } from '../../../policy/time.ts';
import type { Host } from './host.ts';
import { malformed, missing, unreadable } from './log-failures.ts';

const LONGEST_LINE = 1024 * 1024;
/** Errors kept, the latest; a gate that allows this many would be no gate. */
const MOST_ERRORS = 100_000;
const MESSAGE = 200;

/** Relative paths begin in the recorder's folder, never in the candidate. */
export const readLogFile = ({ name, path }: Extract<LogSource, { kind: 'file' }>, { directory, now }: Pick<Host, 'directory' | 'now'>) =>
  readFileSource({ name, path, file: resolve(directory, path), latest: now().getTime() + CLOCKS_APART });

/** Hosts' clocks differ by less. A line that is dated later says nothing of whether the source still writes. Milliseconds. */
const CLOCKS_APART = 5 * 60 * 1000;

/** `path` as the contract writes it: messages end in the ledger, which need not know the recorder's folders. `file` is where that is. */
interface LogFile {
  readonly name: string;
  readonly path: string;
  readonly file: string;
  /** Milliseconds since 1970: what is dated later was not written yet. */
  readonly latest: number;
}

const readFileSource = async (log: LogFile): Promise<LogFact> => {
  try {
    // A pipe or a device would keep the recorder waiting for ever.
    if (!(await stat(log.file)).isFile()) throw unreadable(log);
    return await readLines(log);
  } catch (error) {
    if (error instanceof LockflightError) throw error;
    if (error instanceof Error && 'code' in error) throw error.code === 'ENOENT' ? missing(log) : unreadable(log, error);
    throw error;
  }
};

const readLines = async (log: LogFile): Promise<LogFact> => {
  const errors: { at: string; message: string }[] = [];
  let [from, to] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  let dropped = 0;
  for await (const { text, number, whole } of linesOf(log)) {
    if (text.trim() === '') continue;
    const line = parse(text);
    if (line === undefined && !whole) break;
    if (line === undefined) throw malformed(log, number);
    if (line.at !== undefined && line.at <= log.latest) [from, to] = [Math.min(from, line.at), Math.max(to, line.at)];
    if (!line.error) continue;
    // A gate counts an error that carries no time, since it may lie in its window.
    errors.push({ at: line.at === undefined ? '' : new Date(line.at).toISOString(), message: line.message });
    if (errors.length >= 2 * MOST_ERRORS) {
      dropped += MOST_ERRORS;
      errors.splice(0, MOST_ERRORS);
    }
  }
  const kept = dropped === 0 ? errors : errors.slice(-MOST_ERRORS);
  return to < from ? { errors: kept } : { errors: kept, covers: { from: new Date(from).toISOString(), to: new Date(to).toISOString() } };
};

/** Lines of at most `LONGEST_LINE` characters; the last one is whole only when a newline ends it. */
async function* linesOf(log: LogFile): AsyncGenerator<{ text: string; number: number; whole: boolean }> {
  let rest = '';
  let number = 0;
  for await (const chunk of createReadStream(log.file, { encoding: 'utf8' })) {
    const lines = (rest + chunk).split('\n');
    rest = lines.pop() ?? '';
    for (const text of lines) {
      number += 1;
      yield { text, number, whole: true };
    }
    if (rest.length > LONGEST_LINE) throw malformed(log, number + 1);
  }
  if (rest !== '') yield { text: rest, number: number + 1, whole: false };
}

interface Line {
  /** Milliseconds since 1970. */
  readonly at: number | undefined;
  readonly error: boolean;
  readonly message: string;
}

const parse = (text: string): Line | undefined => {
  let read: unknown;
  try {
    read = JSON.parse(text);
  } catch {
    return undefined;
  }
  if (typeof read !== 'object' || read === null || Array.isArray(read)) return undefined;
  const fields = new Map<string, unknown>(Object.entries(read));
  const message = fields.get('message') ?? fields.get('msg');
  return {
    at: timeOf(fields.get('time') ?? fields.get('timestamp') ?? fields.get('ts')),
    error: isError(fields.get('level') ?? fields.get('severity')),
    message: typeof message === 'string' ? message.slice(0, MESSAGE) : '',
  };
};

/** What a Date can hold; seconds below this many are seconds, above they are milliseconds (the year 5138, or March 1973). */
const MILLISECONDS_FROM = 1e11;
const LATEST = 8.64e15;

const timeOf = (value: unknown): number | undefined => {
  const at =
    typeof value === 'string'
      ? instant(value) * 1000
      : typeof value === 'number'
        ? value < MILLISECONDS_FROM
          ? value * 1000
          : value
        : Number.NaN;
  return Math.abs(at) <= LATEST ? at : undefined;
};

const ERROR_WORDS = new Set(['error', 'err', 'fatal', 'critical', 'crit', 'alert', 'emergency', 'emerg', 'panic', 'dpanic', 'severe']);

/** Numbers as pino and bunyan count (error is 50), or as Google Cloud does (error is 500). */
const isError = (level: unknown): boolean => {
  if (typeof level === 'string' && ERROR_WORDS.has(level.toLowerCase())) return true;
  const number = typeof level === 'number' ? level : typeof level === 'string' && /^\d+$/.test(level) ? Number(level) : 0;
  return number >= 100 ? number >= 500 : number >= 50;
};
