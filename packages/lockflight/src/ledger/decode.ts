/**
 * One stored envelope, read: its entry, or what is wrong with its shape. Nothing is verified here; `seq` is where it stands.
 */
import type { Entry } from './entry.ts';
import { PAYLOAD_TYPE, readEnvelope, type SignedEnvelope } from './envelope.ts';
import { type LedgerProblem, problem } from './problem.ts';
import { readStatement, type StatementRead } from './statement.ts';

export type Decoded =
  | { readonly ok: true; readonly envelope: SignedEnvelope; readonly entry: Entry }
  | { readonly ok: false; readonly problem: LedgerProblem };

export const decodeEntry = (text: string, seq: number): Decoded => {
  const envelope = readEnvelope(text);
  if (envelope === undefined || envelope.payloadType !== PAYLOAD_TYPE) {
    return {
      ok: false,
      problem: problem(
        seq,
        'envelope-malformed',
        'not an envelope as a recorder writes one',
        "ce n'est pas une enveloppe telle qu'un greffier l'écrit",
      ),
    };
  }
  const read = readStatement(envelope.payload);
  if (read.ok) return { ok: true, envelope, entry: read.entry };
  return { ok: false, problem: unreadable(seq, read) };
};

const unreadable = (seq: number, read: Extract<StatementRead, { ok: false }>): LedgerProblem => {
  switch (read.code) {
    case 'statement-malformed':
      return problem(seq, read.code, `not a statement of the ledger (${read.where})`, `ce n'est pas un énoncé du registre (${read.where})`);
    case 'statement-disagrees':
      return problem(
        seq,
        read.code,
        `${read.where} says something else than the entry`,
        `${read.where} ne dit pas la même chose que l'entrée`,
      );
    case 'entry-format-unknown': {
      const { version, since } = read;
      return problem(
        seq,
        read.code,
        `it is of format ${version}, which ${since === undefined ? 'a later release of Lockflight' : `Lockflight ${since} or later`} reads`,
        `elle est au format ${version}, que lit ${since === undefined ? 'une version ultérieure de Lockflight' : `Lockflight ${since} ou ultérieur`}`,
      );
    }
  }
};

/** Every entry that can be read, unverified, with what could not be. */
export const readEntries = (
  envelopes: readonly string[],
): { readonly entries: readonly Entry[]; readonly problems: readonly LedgerProblem[] } => {
  const decoded = envelopes.map(decodeEntry);
  return {
    entries: decoded.flatMap((one) => (one.ok ? one.entry : [])),
    problems: decoded.flatMap((one) => (one.ok ? [] : one.problem)),
  };
};
