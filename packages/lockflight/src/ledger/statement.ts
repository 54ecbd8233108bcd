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
import { entrySchema } from './entry-schema.ts';
import { predicateOf } from './predicate.ts';
import { subjectsOf } from './subject.ts';

const STATEMENT_TYPE = 'https://in-toto.io/Statement/v1';

export type StatementRead =
  | { readonly ok: true; readonly entry: Entry }
  | { readonly ok: false; readonly code: 'statement-malformed' | 'statement-disagrees'; readonly where: string };

export const writeStatement = (entry: Entry): string => {
  const { type, fields } = predicateOf(entry);
  return canonicalJson({
    _type: STATEMENT_TYPE,
    subject: subjectsOf(entry),
    predicateType: type,
    predicate: { ...fields, lockflight: entry },
  });
};

export const readStatement = (payload: Uint8Array): StatementRead => {
  const text = Buffer.from(payload.buffer, payload.byteOffset, payload.byteLength).toString('utf8');
  const statement = parse(text);
  const predicate = isRecord(statement) ? statement.predicate : undefined;
  if (!isRecord(statement) || !isRecord(predicate)) return { ok: false, code: 'statement-malformed', where: 'predicate' };
  const read = entrySchema.safeParse(predicate.lockflight);
  if (!read.success)
    return { ok: false, code: 'statement-malformed', where: read.error.issues[0]?.path.join('.') || 'predicate.lockflight' };
  const disagreement = disagreementOf(read.data, statement, predicate);
  return disagreement === undefined ? { ok: true, entry: read.data } : { ok: false, code: 'statement-disagrees', where: disagreement };
};

/** The first member that does not follow from the entry. */
const disagreementOf = (entry: Entry, statement: Record<string, unknown>, predicate: Record<string, unknown>): string | undefined => {
  const { type, fields } = predicateOf(entry);
  if (statement._type !== STATEMENT_TYPE) return '_type';
  if (statement.predicateType !== type) return 'predicateType';
  if (!same(statement.subject, subjectsOf(entry))) return 'subject';
  return Object.keys(fields).find((name) => !same(predicate[name], fields[name]));
};

const same = (found: unknown, expected: unknown): boolean => {
  if (found === expected) return true;
  try {
    return canonicalJson(found) === canonicalJson(expected);
  } catch {
    return false;
  }
};

const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null && !Array.isArray(value);

const parse = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
};
