/** `--help`, of the whole and of one command: at most 80 columns, in the language of the call. */
import { inLanguage, type Language, type Text } from '../contract/text.ts';
import type { CommandDefinition } from './command.ts';
import { COMMANDS } from './registry.ts';
import { wrap } from './wrap.ts';

const TITLE: Text = {
  en: 'lockflight: getting code from one environment to the next without luck',
  fr: "lockflight : passer le code d'un environnement au suivant, sans s'en remettre à la chance",
};
const MORE: Text = {
  en: 'lockflight COMMAND --help explains one; lockflight explain CODE, a code; lockflight --version says which release this is.',
  fr: "lockflight COMMANDE --help en explique une ; lockflight explain CODE, un code ; lockflight --version dit de quelle version il s'agit.",
};
const CODES: Text = {
  en: 'Exit codes: 0 fine, 1 findings, 2 wrong call or contract, 3 undecided.',
  fr: 'Codes de sortie : 0 bien, 1 constats, 2 appel ou contrat faux, 3 indécis.',
};
const HEADS = {
  commands: { en: 'Commands:', fr: 'Commandes :' },
  options: { en: 'Options:', fr: 'Options :' },
  everywhere: { en: 'With every command:', fr: 'Avec toute commande :' },
  environment: { en: 'In the environment:', fr: "Dans l'environnement :" },
  examples: { en: 'For example:', fr: 'Par exemple :' },
} as const;

/** What every command takes, as it is typed. */
const GLOBAL: readonly (readonly [typed: string, words: Text])[] = [
  ['-C DIR', { en: 'the repository to act on; here by default', fr: 'le dépôt concerné ; ici par défaut' }],
  ['--json', { en: 'one JSON document on stdout, and nothing else', fr: "un document JSON sur stdout, et rien d'autre" }],
  [
    '--lang fr|en',
    { en: 'the language; else LOCKFLIGHT_LANG, else the contract', fr: 'la langue ; sinon LOCKFLIGHT_LANG, sinon le contrat' },
  ],
  ['--reporter github', { en: 'annotations and a step summary', fr: "des annotations et un résumé d'étape" }],
  [
    '--verbose',
    { en: 'the stack of a failure too, and what the forge was asked', fr: "la pile d'un échec aussi, et les requêtes à la forge" },
  ],
];

export const generalHelp = (language: Language): string =>
  lines([
    ...wrap(inLanguage(TITLE, language), 80),
    '',
    inLanguage(HEADS.commands, language),
    ...COMMANDS.flatMap((c) => row(c.name, 14, inLanguage(c.summary, language))),
    '',
    ...everywhere(language),
    '',
    ...wrap(inLanguage(MORE, language), 80),
    inLanguage(CODES, language),
  ]);

export const commandHelp = (definition: CommandDefinition, language: Language): string => {
  const { name, usage, summary, options, explains = {}, examples = [], environment = [] } = definition;
  const own = Object.keys(options);
  return lines([
    ...wrap(`lockflight ${name} ${usage}`.trimEnd(), 80, '    '),
    '',
    ...wrap(`  ${inLanguage(summary, language)}`, 80, '  '),
    ...(own.length === 0 ? [] : ['', inLanguage(HEADS.options, language)]),
    ...own.flatMap((option) => row(typed(option, usage), 20, explains[option] === undefined ? '' : inLanguage(explains[option], language))),
    '',
    ...everywhere(language),
    ...(environment.length === 0 ? [] : ['', inLanguage(HEADS.environment, language)]),
    ...environment.flatMap(([variable, words]) => row(variable, 22, inLanguage(words, language))),
    ...(examples.length === 0 ? [] : ['', inLanguage(HEADS.examples, language)]),
    ...examples.map((example) => `  lockflight ${example}`),
  ]);
};

const everywhere = (language: Language): readonly string[] => [
  inLanguage(HEADS.everywhere, language),
  ...GLOBAL.flatMap(([option, words]) => row(option, 20, inLanguage(words, language))),
];

/** `--until WHEN`: the usage knows what an option takes. */
const typed = (option: string, usage: string): string => {
  const [, value] = new RegExp(`--${option} ([^\\]\\s|]+(?:\\|[^\\]\\s|-][^\\]\\s|]*)*)`).exec(usage) ?? [];
  return value === undefined || value.startsWith('[') ? `--${option}` : `--${option} ${value}`;
};

const row = (left: string, width: number, words: string): readonly string[] => {
  const [first = '', ...more] = wrap(words, 80 - width - 4);
  const head = left.length > width ? [`  ${left}`, `${' '.repeat(width + 4)}${first}`] : [`  ${left.padEnd(width)}  ${first}`.trimEnd()];
  return [...head, ...more.map((line) => ' '.repeat(width + 4) + line)];
};

const lines = (all: readonly string[]): string => `${all.join('\n')}\n`;
