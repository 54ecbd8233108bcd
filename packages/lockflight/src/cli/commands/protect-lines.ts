/** Protection as a person reads it: what holds, what does not and by which rule, what would mend it. */
import { inLanguage, type Language, type Text } from '../../contract/text.ts';
import type { Protected } from '../../flow/protect/protect.ts';
import type { Finding } from '../../protection/finding.ts';
import { demandInWords } from '../../protection/words.ts';
import { counted } from '../counted.ts';
import type { Paint, Tone } from '../paint.ts';
import { wrap } from '../wrap.ts';

export interface View {
  readonly paint: Paint;
  readonly language: Language;
}

const WIDTH = 80;

export const protectLines = (done: Protected, view: View): readonly string[] => [
  head(done, view),
  '',
  ...held(done, view),
  ...done.decision.findings.flatMap((finding) => findingLines(finding, view)),
  ...outcomes(done, view),
  ...next(done, view),
];

const head = ({ situation, decision }: Protected, { paint, language }: View): string => {
  const fr = language === 'fr';
  const [tone, words]: readonly [Tone, string] = decision.advisory
    ? ['doubt', fr ? 'À TITRE INDICATIF' : 'ADVISORY']
    : decision.enforced
      ? ['good', fr ? 'IMPOSÉ' : 'ENFORCED']
      : ['bad', fr ? 'PAS ENTIÈREMENT IMPOSÉ' : 'NOT ALL ENFORCED'];
  return `${paint('strong', situation.repository.fullName)}   ${paint(tone, words)}`;
};

/** One line a branch: what is enforced there, for everybody. */
const held = ({ decision }: Protected, { paint, language }: View): readonly string[] => {
  const lines = decision.subjects.flatMap(({ subject, judged }) => {
    const words = judged
      .filter(({ standing }) => standing.state === 'enforced')
      .map(({ demand }) => inLanguage(demandInWords(demand), language));
    if (words.length === 0) return [];
    return wrap(
      `  ${paint('good', language === 'fr' ? 'imposé' : 'enforced')}  ${subject.name.padEnd(18)} ${words.join(', ')}`,
      WIDTH,
      '            ',
    );
  });
  return lines.length === 0 ? [] : [...lines, ''];
};

const findingLines = ({ code, severity, about, at, message, fix, mended }: Finding, { paint, language }: View): readonly string[] => {
  const where = at === undefined ? '' : `  (${at.file}:${at.line})`;
  const arrow = mended ? 'lockflight protect --apply' : inLanguage(fix, language);
  return [
    ...wrap(`  ${paint(severity === 'lapse' ? 'bad' : 'doubt', code)}  ${about ?? ''}${where}`.trimEnd(), WIDTH, '      '),
    ...wrap(`      ${inLanguage(message, language)}`, WIDTH, '      '),
    ...wrap(`      -> ${arrow}`, WIDTH, '         '),
  ];
};

const outcomes = (done: Protected, { paint, language }: View): readonly string[] => {
  const fr = language === 'fr';
  if (done.outcomes.length === 0) return [];
  return [
    '',
    ...done.outcomes.flatMap(({ change, state, code, message, fix }) => {
      const word = state === 'applied' ? paint('good', fr ? 'fait' : 'done') : paint('bad', fr ? 'refusé' : 'refused');
      const why = [message, fix].flatMap((text) =>
        text === undefined ? [] : wrap(`      ${inLanguage(text, language)}`, WIDTH, '      '),
      );
      return [...wrap(`  ${word}  ${inLanguage(change.text, language)}${code === undefined ? '' : ` [${code}]`}`, WIDTH, '      '), ...why];
    }),
  ];
};

const LAPSES: Readonly<Record<Language, readonly [string, string]>> = { en: ['lapse', 'lapses'], fr: ['manque', 'manques'] };
const UNKNOWNS: Readonly<Record<Language, readonly [string, string]>> = {
  en: ['thing that could not be told', 'things that could not be told'],
  fr: ["point qu'on n'a pas pu vérifier", "points qu'on n'a pas pu vérifier"],
};

const next = ({ decision }: Protected, { language, paint }: View): readonly string[] => {
  const lapses = decision.findings.filter(({ severity }) => severity === 'lapse').length;
  const unknown = decision.findings.length - lapses;
  if (decision.findings.length === 0) return [paint('good', inLanguage(WHOLE, language))];
  const counts = [
    ...(lapses > 0 ? [counted(lapses, LAPSES, language)] : []),
    ...(unknown > 0 ? [counted(unknown, UNKNOWNS, language)] : []),
  ];
  const mended = decision.findings.filter((f) => f.mended).length;
  const offer: Text =
    mended === 0
      ? { en: 'Lockflight can mend none of it by itself.', fr: 'Lockflight ne peut rien y changer lui-même.' }
      : { en: `lockflight protect --apply mends ${mended}.`, fr: `lockflight protect --apply en corrige ${mended}.` };
  return ['', ...wrap(`${counts.join(', ')}. ${inLanguage(offer, language)}`, WIDTH)];
};

const WHOLE: Text = { en: 'Everything that the contract asks for is enforced.', fr: 'Tout ce que demande le contrat est imposé.' };
