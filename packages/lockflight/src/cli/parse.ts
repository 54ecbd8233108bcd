/**
 * From argv to a command and its invocation: longest command name first, then its options, all checked before anything is loaded or read.
 * Errors: `no-such-command`, `bad-arguments` (exit 2).
 */
import { type ParseArgsOptionsConfig, parseArgs } from 'node:util';
import type { Language, Text } from '../contract/text.ts';
import { LockflightError } from '../errors.ts';
import type { CommandDefinition } from './command.ts';
import { nearest } from './nearest.ts';
import { COMMANDS, type RegisteredCommand } from './registry.ts';

export const GLOBAL_OPTIONS = {
  directory: { type: 'string', short: 'C' },
  json: { type: 'boolean' },
  lang: { type: 'string' },
  reporter: { type: 'string' },
  verbose: { type: 'boolean' },
  help: { type: 'boolean', short: 'h' },
} as const satisfies ParseArgsOptionsConfig;

/** The command that `argv` names, and what is left. Options that stand before the name (`-C DIR`) are kept. */
export const findCommand = (
  argv: readonly string[],
): { readonly command: RegisteredCommand; readonly rest: readonly string[] } | undefined => {
  const lead = leadingOptions(argv);
  const words = argv.slice(lead);
  for (const count of [2, 1]) {
    const command = COMMANDS.find((c) => c.name === words.slice(0, count).join(' '));
    if (command !== undefined) return { command, rest: [...argv.slice(0, lead), ...words.slice(count)] };
  }
  return undefined;
};

/** How many words stand before the command's name. */
const leadingOptions = (argv: readonly string[]): number => {
  let at = 0;
  while (argv[at]?.startsWith('-')) at += ['-C', '--directory', '--lang', '--reporter'].includes(argv[at] ?? '') ? 2 : 1;
  return at;
};

export const unknownCommand = (argv: readonly string[]): LockflightError => {
  const words = argv.slice(leadingOptions(argv)).filter((w) => !w.startsWith('-'));
  const names = COMMANDS.map((c) => c.name);
  const named = shown(words[0] ?? '');
  const within = names.filter((name) => name.startsWith(`${named} `));
  const typed = shown(within.length > 0 && words[1] !== undefined ? `${named} ${words[1]}` : named);
  const close = nearest(shown(words.slice(0, 2).join(' ')), within.length > 0 ? within : names) ?? nearest(named, names);
  const list = within.map((name) => `lockflight ${name}`).join(', ');
  return new LockflightError({
    code: 'no-such-command',
    exit: 2,
    message: { en: `there is no command "${typed}"`, fr: `la commande « ${typed} » n'existe pas` },
    hint:
      close !== undefined
        ? { en: `did you mean: lockflight ${close}`, fr: `vouliez-vous dire : lockflight ${close}` }
        : within.length > 0
          ? { en: `there are: ${list}`, fr: `il y a : ${list}` }
          : { en: 'see: lockflight --help', fr: 'voir : lockflight --help' },
  });
};

export interface ParsedCall {
  readonly options: Readonly<Record<string, string | boolean | readonly string[] | undefined>>;
  readonly positionals: readonly string[];
}

/** Longest word that anybody types on purpose. */
const MAX_LENGTH = 4096;

/** Options and positionals of one command; everything unknown, missing, empty, repeated or impossible is `bad-arguments`. */
export const parseCall = (definition: CommandDefinition, rest: readonly string[]): ParsedCall => {
  const call = parseOptions(definition, rest);
  if (call.options.help === true) return call;
  const { min, max } = definition.positionals;
  const count = call.positionals.length;
  if (count < min || count > max) {
    const wanted = min === max ? `${min}` : `${min}-${max}`;
    const [en, fr] = [max === 1 ? 'argument' : 'arguments', max < 2 ? 'argument' : 'arguments'];
    throw badArguments(definition, `it takes ${wanted} ${en}, not ${count}`, `elle prend ${wanted} ${fr}, et non ${count}`);
  }
  for (const word of call.positionals) refuseImpossible(definition, word, { en: 'an argument', fr: 'un argument' });
  for (const [name, value] of Object.entries(call.options))
    for (const word of [value].flat())
      if (typeof word === 'string') refuseImpossible(definition, word, { en: `--${name}`, fr: `--${name}` });
  const { reporter } = call.options;
  if (reporter !== undefined && reporter !== 'github')
    throw badArguments(definition, 'the only --reporter is github', 'le seul --reporter est github');
  return call;
};

const refuseImpossible = (definition: CommandDefinition, word: string, what: Text): void => {
  if (word === '') throw badArguments(definition, `${what.en} is empty`, `${what.fr} est vide`);
  if (word.includes('\u0000')) throw badArguments(definition, `${what.en} holds a NUL`, `${what.fr} contient un caractère nul`);
  if (word.length > MAX_LENGTH) throw badArguments(definition, `${what.en} is too long`, `${what.fr} est trop long`);
};

const parseOptions = (definition: CommandDefinition, rest: readonly string[]): ParsedCall => {
  const options: ParseArgsOptionsConfig = { ...GLOBAL_OPTIONS, ...definition.options };
  const { values, positionals, tokens } = parsed(definition, rest, options);
  const given = tokens.flatMap((token) => (token.kind === 'option' ? [token.name] : []));
  const twice = given.find((name, i) => given.indexOf(name) !== i && options[name]?.type === 'string' && options[name]?.multiple !== true);
  if (twice !== undefined) throw badArguments(definition, `--${twice} is given twice`, `--${twice} est donnée deux fois`);
  return { options: values as ParsedCall['options'], positionals };
};

const parsed = (definition: CommandDefinition, rest: readonly string[], options: ParseArgsOptionsConfig) => {
  try {
    return parseArgs({ args: [...rest], options, allowPositionals: true, strict: true, tokens: true });
  } catch (error) {
    const { code, message } = error as { readonly code?: string; readonly message: string };
    const named = /'(-[^'\s]*)/.exec(message)?.[1] ?? '';
    if (code === 'ERR_PARSE_ARGS_UNKNOWN_OPTION') throw unknownOption(definition, named, Object.keys(options));
    if (!message.includes('does not take')) throw badArguments(definition, `${named} needs a value`, `${named} demande une valeur`);
    throw badArguments(definition, `${named} takes no value`, `${named} ne prend pas de valeur`);
  }
};

const unknownOption = (definition: CommandDefinition, named: string, known: readonly string[]): LockflightError => {
  const close = nearest(named.replace(/^-+/, ''), known);
  const [en, fr] = [`there is no option ${shown(named)}`, `l'option ${shown(named)} n'existe pas`];
  return close === undefined
    ? badArguments(definition, en, fr)
    : badArguments(definition, en, fr, { en: `did you mean --${close}? `, fr: `vouliez-vous dire --${close} ? ` });
};

const shown = (word: string): string => (word.length > 40 ? `${word.slice(0, 40)}...` : word);

const badArguments = (definition: CommandDefinition, en: string, fr: string, first: Text = { en: '', fr: '' }): LockflightError =>
  new LockflightError({
    code: 'bad-arguments',
    exit: 2,
    message: { en: `${definition.name}: ${en}`, fr: `${definition.name} : ${fr}` },
    hint: {
      en: `${first.en}usage: lockflight ${definition.name} ${definition.usage}`.trimEnd(),
      fr: `${first.fr}usage : lockflight ${definition.name} ${definition.usage}`.trimEnd(),
    },
  });

/** The value of `--lang`, wherever it stands: even an error in the rest of the call is told in that language. */
export const spoken = (argv: readonly string[]): string | undefined => {
  const at = argv.findIndex((word) => word === '--lang' || word.startsWith('--lang='));
  return at === -1 ? undefined : argv[at] === '--lang' ? (argv[at + 1] ?? '') : argv[at]?.slice('--lang='.length);
};

/** The language that the user asked for, or undefined: then the contract's counts. */
export const askedLanguage = (option: unknown, environment: Readonly<Record<string, string | undefined>>): Language | undefined => {
  if (option !== undefined) {
    if (option === 'en' || option === 'fr') return option;
    throw new LockflightError({
      code: 'bad-arguments',
      exit: 2,
      message: { en: '--lang is fr or en', fr: '--lang vaut fr ou en' },
      hint: { en: 'for example: --lang en', fr: 'par exemple : --lang fr' },
    });
  }
  const words = environment.LOCKFLIGHT_LANG ?? '';
  return words.startsWith('fr') ? 'fr' : words.startsWith('en') ? 'en' : undefined;
};
