/** A verdict as the forge's pages show it: in a sentence with what would help, and as a table of all gates. */
import { inLanguage, type Language, type Text } from '../../contract/text.ts';
import type { Verdict } from '../../policy/verdict.ts';

type Gate = Verdict['gates'][number];

export const verdictWords = (verdict: Verdict): { readonly summary: Text; readonly text: Text } => ({
  summary: { en: summary(verdict, 'en'), fr: summary(verdict, 'fr') },
  text: {
    en: table(verdict, 'en', ['outcome', 'gate', 'what is', 'what would pass it']),
    fr: table(verdict, 'fr', ['issue', 'porte', 'constat', 'ce qui la ferait passer']),
  },
});

const OUTCOMES: Readonly<Record<Gate['outcome'], Text>> = {
  passed: { en: 'passed', fr: 'accordée' },
  waived: { en: 'waived', fr: 'levée par dérogation' },
  blocked: { en: 'blocked', fr: 'bloquée' },
  errored: { en: 'errored', fr: 'en erreur' },
};

const isOpen = ({ outcome }: Gate): boolean => outcome === 'blocked' || outcome === 'errored';

const summary = ({ gates }: Verdict, language: Language): string => {
  const open = gates.filter(isOpen);
  const french = language === 'fr';
  if (open.length === 0) return french ? `Les ${gates.length} portes sont ouvertes.` : `All ${gates.length} gates are open.`;
  const done = gates.length - open.length;
  const held = french
    ? `${done} portes sur ${gates.length} sont ouvertes. Il manque :`
    : `${done} of ${gates.length} gates are open. What is missing:`;
  return [
    held,
    '',
    ...open.map((gate) => `- \`${gate.id}\`${french ? ' : ' : ': '}${escaped(inLanguage(gate.fix ?? gate.reason, language))}`),
  ].join('\n');
};

const table = ({ gates }: Verdict, language: Language, heads: readonly string[]): string =>
  [
    `| ${heads.join(' | ')} |`,
    `|${heads.map(() => '---').join('|')}|`,
    ...gates.map(({ outcome, id, reason, fix }) => {
      const cells = [OUTCOMES[outcome][language], `\`${id}\``, escaped(inLanguage(reason, language))];
      return `| ${[...cells, fix === undefined ? '' : escaped(inLanguage(fix, language))].join(' | ')} |`;
    }),
  ].join('\n');

/** Titles of issues and commits come from anybody: nothing of them may become markup, or call somebody by name. */
const escaped = (words: string): string =>
  words
    .slice(0, 500)
    .replaceAll(/[\r\n]+/g, ' ')
    .replaceAll(/[|<>[\]`*_\\#~&]/g, (character) => `\\${character}`)
    .replaceAll('@', '@\u200b');
