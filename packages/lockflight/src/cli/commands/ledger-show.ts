import { inLanguage, type Language } from '../../contract/text.ts';
import { LockflightError } from '../../errors.ts';
import { readLedgerHere } from '../../flow/ledger/ledger-here.ts';
import { decodeEntry } from '../../ledger/decode.ts';
import { describeEntry } from '../../ledger/describe.ts';
import type { StoredLedger } from '../../ledger/store.ts';
import type { CommandDefinition, Report } from '../command.ts';
import { LEDGER_EXPLAINS, LEDGER_OPTIONS, whichLedger } from '../ledger-options.ts';
import { wrap } from '../wrap.ts';

/** `lockflight ledger show SEQ`: one entry, whole, with who signed it and whether it verifies. Exit 1 when anything of the ledger does not. */
export const ledgerShow: CommandDefinition = {
  name: 'ledger show',
  summary: { en: 'one entry, whole', fr: 'une entrée, en entier' },
  usage: 'SEQ [--branch BRANCH] [--fetch]',
  options: LEDGER_OPTIONS,
  explains: {
    ...LEDGER_EXPLAINS,
  },
  examples: ['ledger show 0'],
  positionals: { min: 1, max: 1 },
  run: async (invocation): Promise<Report> => {
    const asked = invocation.positionals[0] ?? '';
    const { chain, stored, language } = await readLedgerHere(whichLedger(invocation));
    const { id, envelope, signedBy, entry } = find(stored, asked);
    const problems = chain.problems.filter((found) => found.seq === entry.seq);
    const verified = chain.entries.some((one) => one.seq === entry.seq) && problems.length === 0;
    return {
      exit: chain.problems.length === 0 ? 0 : 1,
      ...(language === undefined ? {} : { language }),
      json: { id, verified, signedBy, text: describeEntry(entry), entry, problems: chain.problems, envelope: JSON.parse(envelope) },
      lines: (paint, words) => [
        ...wrap(inLanguage(describeEntry(entry), words), 80).map((line) => paint('strong', line)),
        verified ? paint('good', words === 'fr' ? 'vérifiée' : 'verified') : paint('bad', words === 'fr' ? 'non vérifiée' : 'not verified'),
        ...problems.flatMap((found) => wrap(`${found.code}: ${inLanguage(found.message, words)}`, 80)),
        ...(chain.problems.length > problems.length ? elsewhere(words).map((line) => paint('bad', line)) : []),
        '',
        `commit      ${id}`,
        `signedBy    ${signedBy.slice(0, 32)}...`,
        ...JSON.stringify(entry, null, 2).split('\n'),
      ],
    };
  },
};

const elsewhere = (language: Language): readonly string[] =>
  wrap(
    language === 'fr'
      ? "d'autres entrées ne se vérifient pas, voir : lockflight ledger verify"
      : 'other entries do not verify, see: lockflight ledger verify',
    80,
  );

const find = (stored: StoredLedger, asked: string) => {
  const seq = /^\d{1,9}$/.test(asked) ? Number(asked) : undefined;
  for (const { id, envelope } of seq === undefined ? [] : stored.envelopes) {
    const decoded = decodeEntry(envelope, 0);
    if (decoded.ok && decoded.entry.seq === seq) return { id, envelope, signedBy: decoded.envelope.keyId, entry: decoded.entry };
  }
  const last = stored.envelopes.length - 1;
  throw new LockflightError({
    code: 'no-such-entry',
    exit: 2,
    message: { en: `the ledger has no entry ${asked} that can be read`, fr: `le registre n'a pas d'entrée ${asked} lisible` },
    hint: { en: `entries go from 0 to ${last}: lockflight ledger log`, fr: `les entrées vont de 0 à ${last} : lockflight ledger log` },
  });
};
