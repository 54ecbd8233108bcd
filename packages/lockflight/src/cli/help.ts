import { inLanguage, type Language } from '../contract/text.ts';
import type { CommandDefinition } from './command.ts';
import { COMMANDS } from './registry.ts';

const TITLE = {
  en: 'lockflight: getting code from one environment to the next without luck',
  fr: "lockflight : passer le code d'un environnement au suivant, sans chance ni hasard",
};
const EVERYWHERE = {
  en: [
    'Every command: -C DIR, --json, --lang fr|en, --reporter github, --help',
    'Exit codes: 0 fine, 1 findings, 2 wrong call or contract, 3 undecided',
  ],
  fr: [
    'Partout : -C DOSSIER, --json, --lang fr|en, --reporter github, --help',
    'Codes : 0 bien, 1 constats, 2 appel ou contrat faux, 3 rien de décidé',
  ],
};

export const generalHelp = (language: Language): string =>
  [
    TITLE[language],
    '',
    ...COMMANDS.map((c) => `  ${c.name.padEnd(14)} ${inLanguage(c.summary, language)}`),
    '',
    ...EVERYWHERE[language],
    '',
  ].join('\n');

export const commandHelp = (definition: CommandDefinition, language: Language): string =>
  [
    `lockflight ${definition.name} ${definition.usage}`.trimEnd(),
    '',
    `  ${inLanguage(definition.summary, language)}`,
    '',
    ...EVERYWHERE[language],
    '',
  ].join('\n');
