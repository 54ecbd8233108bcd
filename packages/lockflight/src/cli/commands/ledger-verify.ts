import { inLanguage, type Language } from '../../contract/text.ts';
import { findLedger } from '../../flow/ledger/ledger-here.ts';
import { type LedgerVerification, verifyLedger } from '../../flow/ledger/verify.ts';
import type { CommandDefinition, Report } from '../command.ts';
import { counted, ENTRIES, PROBLEMS } from '../counted.ts';
import { LEDGER_EXPLAINS, LEDGER_OPTIONS, whichLedger } from '../ledger-options.ts';
import { textOption } from '../option.ts';
import type { Paint } from '../paint.ts';
import { wrap } from '../wrap.ts';

/** `lockflight ledger verify`: what a clone can prove about its ledger. Exit 1 when anything is wrong. */
export const ledgerVerify: CommandDefinition = {
  name: 'ledger verify',
  summary: { en: 'verify chain, signatures and archives', fr: 'vérifie la chaîne, les signatures et les archives' },
  usage: '[--trust FINGERPRINT] [--branch BRANCH] [--fetch]',
  options: { ...LEDGER_OPTIONS, trust: { type: 'string' } },
  explains: {
    ...LEDGER_EXPLAINS,
    trust: { en: 'the fingerprint that adopt printed', fr: "l'empreinte que adopt a affichée" },
  },
  examples: ['ledger verify --fetch'],
  positionals: { min: 0, max: 0 },
  run: async (invocation): Promise<Report> => {
    const which = { ...whichLedger(invocation), branches: true };
    const here = await findLedger(which);
    const trust = textOption(invocation, 'trust')?.trim().toLowerCase();
    const result = await verifyLedger({ ...here, fetch: which.fetch, trust });
    // From here on it may only grow, as after every other command that verified it.
    if (result.ok) await here.store.keep?.();
    return {
      exit: result.ok ? 0 : 1,
      ...(here.language === undefined ? {} : { language: here.language }),
      json: {
        ok: result.ok,
        trust: result.trust,
        entries: result.entries,
        head: result.head,
        root: result.root ?? null,
        problems: result.problems,
      },
      lines: (paint, language) => told(result, paint, language),
    };
  },
};

const told = (result: LedgerVerification, paint: Paint, language: Language): readonly string[] => {
  const fr = language === 'fr';
  const { entries, head, problems } = result;
  const seen = `${counted(entries, ENTRIES, language)}, ${fr ? 'tête' : 'head'} ${head.slice(0, 7)}`;
  const outcome = result.ok ? paint('good', fr ? 'vérifié' : 'verified') : paint('bad', counted(problems.length, PROBLEMS, language));
  return [
    `${seen}   ${outcome}`,
    ...trustLines(result, paint, fr),
    ...problems.flatMap(({ seq, code, message }) =>
      wrap(`${String(seq).padStart(4)}  ${code}  ${inLanguage(message, language)}`, 80, '      '),
    ),
  ];
};

const trustLines = ({ trust, root }: LedgerVerification, paint: Paint, fr: boolean): readonly string[] => {
  if (trust === 'trusted')
    return [paint('good', fr ? 'la clé racine est celle que vous avez nommée' : 'the root key is the one that you named')];
  if (trust === 'untrusted')
    return [paint('bad', fr ? "la clé racine n'est pas celle que vous avez nommée" : 'the root key is not the one that you named')];
  const words = fr
    ? "le registre ne répond que de lui-même : comparez l'empreinte à celle qu'a affichée lockflight adopt, puis --trust EMPREINTE"
    : 'the ledger only vouches for itself: compare the fingerprint with the one that lockflight adopt printed, then --trust FINGERPRINT';
  return [...wrap(words, 80).map((line) => paint('doubt', line)), ...(root === undefined ? [] : [root])];
};
