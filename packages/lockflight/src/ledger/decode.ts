/**
 * One stored envelope, read: its entry, or what is wrong with its shape. Nothing is verified here; `seq` is where it stands.
 */
import type { Entry } from './entry.ts';
import { type Envelope, PAYLOAD_TYPE, readEnvelope } from './envelope.ts';
import { type LedgerProblem, problem } from './problem.ts';
import { readStatement } from './statement.ts';

export type Decoded =
  | { readonly ok: true; readonly envelope: Envelope; readonly entry: Entry }
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
  const { code, where } = read;
  return {
    ok: false,
    problem:
      code === 'statement-malformed'
        ? problem(seq, code, `not a statement of the ledger (${where})`, `ce n'est pas un énoncé du registre (${where})`)
        : problem(seq, code, `${where} says something else than the entry`, `${where} ne dit pas la même chose que l'entrée`),
  };
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
