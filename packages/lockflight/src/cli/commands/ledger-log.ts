import { inLanguage, type Language } from '../../contract/text.ts';
import { readLedgerHere } from '../../flow/ledger/ledger-here.ts';
import { describeEntry } from '../../ledger/describe.ts';
import type { Actor, Entry } from '../../ledger/entry.ts';
import type { LedgerProblem } from '../../ledger/problem.ts';
import type { CommandDefinition, Report } from '../command.ts';
import { counted, PROBLEMS } from '../counted.ts';
import { LEDGER_EXPLAINS, LEDGER_OPTIONS, whichLedger } from '../ledger-options.ts';
import { countOption } from '../option.ts';
import type { Paint } from '../paint.ts';
import { wrap } from '../wrap.ts';

const SHOWN = 30;

/** `lockflight ledger log`: the record, one line an entry, oldest first. Exit 1 when the chain does not verify. */
export const ledgerLog: CommandDefinition = {
  name: 'ledger log',
  summary: { en: 'the record, one line an entry', fr: 'le registre, une ligne par entrée' },
  usage: '[--limit N] [--branch BRANCH] [--fetch]',
  options: { ...LEDGER_OPTIONS, limit: { type: 'string' } },
  explains: {
    ...LEDGER_EXPLAINS,
    limit: { en: 'how many of the newest; 30 by default', fr: 'combien des plus récentes ; 30 par défaut' },
  },
  examples: ['ledger log', 'ledger log --limit 100 --fetch'],
  positionals: { min: 0, max: 0 },
  run: async (invocation): Promise<Report> => {
    const limit = countOption(invocation, 'limit') ?? SHOWN;
    const { chain, stored, language } = await readLedgerHere(whichLedger(invocation));
    const shown = chain.entries.slice(-limit);
    const { problems } = chain;
    return {
      exit: problems.length === 0 ? 0 : 1,
      ...(language === undefined ? {} : { language }),
      json: { total: stored.envelopes.length, head: stored.head, entries: shown.map(asJson), problems },
      lines: (paint, words) => [
        ...earlier(chain.entries.length - shown.length, paint, words),
        ...shown.flatMap((entry) => told(entry, paint, words)),
        ...warning(problems, paint, words),
      ],
    };
  },
};

const asJson = (entry: Entry) => ({
  seq: entry.seq,
  type: entry.body.type,
  occurredAt: entry.occurredAt,
  recordedAt: entry.recordedAt,
  actor: entry.actor,
  contract: entry.contract,
  text: describeEntry(entry),
});

/** Number, moment (UTC), who, what; what does not fit goes on below what. */
const told = (entry: Entry, paint: Paint, language: Language): readonly string[] => {
  const lead = `${String(entry.seq).padStart(4)}  ${entry.occurredAt.slice(0, 16).replace('T', ' ')}  ${who(entry.actor, language).padEnd(12)}  `;
  const [first = '', ...more] = wrap(inLanguage(describeEntry(entry), language), Math.max(30, 80 - lead.length));
  const indent = ' '.repeat(Math.min(lead.length, 50));
  return [
    `${paint('quiet', lead.slice(0, 24))}${lead.slice(24)}${tinted(entry, first, paint)}`,
    ...more.map((line) => indent + tinted(entry, line, paint)),
  ];
};

const who = ({ login, onBehalfOf }: Actor, language: Language): string => {
  if (onBehalfOf === undefined) return login;
  return language === 'fr' ? `${login} pour ${onBehalfOf}` : `${login} for ${onBehalfOf}`;
};

const tinted = ({ body }: Entry, words: string, paint: Paint): string => {
  if (body.type === 'violation' || ('phase' in body && (body.phase === 'ungated' || body.phase === 'failed'))) return paint('bad', words);
  if ('phase' in body && (body.phase === 'merged' || body.phase === 'verified')) return paint('good', words);
  if (body.type === 'hold' || body.type === 'waiver') return paint('doubt', words);
  return words;
};

const earlier = (count: number, paint: Paint, language: Language): readonly string[] => {
  if (count === 0) return [];
  const more = `--limit ${count + SHOWN}`;
  return [
    paint(
      'quiet',
      language === 'fr' ? `      ${count} plus ${count > 1 ? 'anciennes' : 'ancienne'} : ${more}` : `      ${count} earlier: ${more}`,
    ),
  ];
};

const warning = (problems: readonly LedgerProblem[], paint: Paint, language: Language): readonly string[] => {
  if (problems.length === 0) return [];
  const words =
    language === 'fr'
      ? `${counted(problems.length, PROBLEMS, language)}, voir : lockflight ledger verify ; seules les entrées vérifiées sont montrées`
      : `${counted(problems.length, PROBLEMS, language)}, see: lockflight ledger verify; only entries that verify are shown`;
  return ['', ...wrap(words, 80).map((line) => paint('bad', line))];
};
