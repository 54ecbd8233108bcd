/**
 * Entry <-> in-toto Statement v1. The statement's text is canonical JSON (sorted members, see canonical-json.ts); the entry stands whole under
 * `predicate.lockflight`, and subject, predicate type and the predicate's other fields follow from it.
 *
 * Reading never throws: it answers with the entry or with what is wrong. Unknown members are tolerated; a known member that does not
 * follow from the entry is not, or a tool that reads only the predicate could be told another story than we are.
 * Source: in-toto attestation framework, spec/v1/statement.md.
 */
import { Buffer } from 'node:buffer';
import { canonicalJson } from './canonical-json.ts';
import type { Entry } from './entry.ts';
import { CURRENT, type EntryFormat, formatOf } from './formats.ts';

const STATEMENT_TYPE = 'https://in-toto.io/Statement/v1';

export type StatementRead =
  | { readonly ok: true; readonly entry: Entry }
  | { readonly ok: false; readonly code: 'statement-malformed' | 'statement-disagrees'; readonly where: string }
  /** `since`: the release that reads it, where it says so. */
  | { readonly ok: false; readonly code: 'entry-format-unknown'; readonly version: string; readonly since: string | undefined };

export const writeStatement = (entry: Entry): string => {
  const { type, fields } = CURRENT.predicateOf(entry);
  return canonicalJson({
    _type: STATEMENT_TYPE,
    subject: CURRENT.subjectsOf(entry),
    predicateType: type,
    predicate: { ...fields, lockflight: entry },
  });
};

export const readStatement = (payload: Uint8Array): StatementRead => {
  const text = Buffer.from(payload.buffer, payload.byteOffset, payload.byteLength).toString('utf8');
  const statement = parse(text);
  const predicate = isRecord(statement) ? statement.predicate : undefined;
  if (!isRecord(statement) || !isRecord(predicate)) return { ok: false, code: 'statement-malformed', where: 'predicate' };
  if (!isRecord(predicate.lockflight)) return { ok: false, code: 'statement-malformed', where: 'predicate.lockflight' };
  const found = formatOf(predicate.lockflight);
  if (!found.ok) return { ok: false, code: 'entry-format-unknown', version: found.version, since: found.since };
  const read = found.format.read(predicate.lockflight);
  if (!read.ok) return { ok: false, code: 'statement-malformed', where: read.where };
  const where = disagreementOf(found.format, read.entry, statement, predicate);
  return where === undefined ? read : { ok: false, code: 'statement-disagrees', where };
};

/** The first member that does not follow from the entry. */
const disagreementOf = (
  format: EntryFormat,
  entry: Entry,
  statement: Record<string, unknown>,
  predicate: Record<string, unknown>,
): string | undefined => {
  const { type, fields } = format.predicateOf(entry);
  if (statement._type !== STATEMENT_TYPE) return '_type';
  if (statement.predicateType !== type) return 'predicateType';
  if (!same(statement.subject, format.subjectsOf(entry))) return 'subject';
  for (const name in fields) if (!same(predicate[name], fields[name])) return name;
  return undefined;
};

/** Equal as JSON: an absent member and an undefined one are the same. */
const same = (found: unknown, expected: unknown): boolean => {
  if (found === expected) return true;
  if (Array.isArray(expected)) {
    return Array.isArray(found) && found.length === expected.length && expected.every((one, index) => same(found[index], one));
  }
  if (!isRecord(found) || !isRecord(expected)) return false;
  for (const name in found) if (found[name] !== undefined && !Object.hasOwn(expected, name)) return false;
  for (const name in expected) if (!same(Object.hasOwn(found, name) ? found[name] : undefined, expected[name])) return false;
  return true;
};

const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null && !Array.isArray(value);

const parse = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
};
