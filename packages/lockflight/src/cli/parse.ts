/**
 * From argv to a command and its invocation: longest command name first, then its options, all checked before anything is loaded or read.
 * Errors: `no-such-command`, `bad-arguments` (exit 2).
 */
import { type ParseArgsOptionsConfig, parseArgs } from 'node:util';
import type { Language } from '../contract/text.ts';
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
  const named = words[0] ?? '';
  const close = nearest(words.slice(0, 2).join(' '), names) ?? nearest(named, names);
  return new LockflightError({
    code: 'no-such-command',
    exit: 2,
    message: { en: `there is no command "${named}"`, fr: `la commande « ${named} » n'existe pas` },
    hint:
      close === undefined
        ? { en: 'see: lockflight --help', fr: 'voir : lockflight --help' }
        : { en: `did you mean: lockflight ${close}`, fr: `vouliez-vous dire : lockflight ${close}` },
  });
};

export interface ParsedCall {
  readonly options: Readonly<Record<string, string | boolean | readonly string[] | undefined>>;
  readonly positionals: readonly string[];
}

/** Options and positionals of one command; everything unknown or missing is `bad-arguments`. */
export const parseCall = (definition: CommandDefinition, rest: readonly string[]): ParsedCall => {
  const call = parseOptions(definition, rest);
  const { min, max } = definition.positionals;
  const help = call.options.help === true;
  if (!help && (call.positionals.length < min || call.positionals.length > max)) {
    throw badArguments(
      definition,
      `it takes ${min === max ? min : `${min} to ${max}`} argument(s), not ${call.positionals.length}`,
      `elle prend ${min === max ? min : `${min} à ${max}`} argument(s), et non ${call.positionals.length}`,
    );
  }
  return call;
};

const parseOptions = (definition: CommandDefinition, rest: readonly string[]): ParsedCall => {
  try {
    const { values, positionals } = parseArgs({
      args: [...rest],
      options: { ...GLOBAL_OPTIONS, ...definition.options },
      allowPositionals: true,
      strict: true,
    });
    return { options: values as ParsedCall['options'], positionals };
  } catch (error) {
    const words = (error as Error).message.split('. ')[0] ?? '';
    throw badArguments(definition, words, words);
  }
};

const badArguments = (definition: CommandDefinition, en: string, fr: string): LockflightError =>
  new LockflightError({
    code: 'bad-arguments',
    exit: 2,
    message: { en: `${definition.name}: ${en}`, fr: `${definition.name} : ${fr}` },
    hint: {
      en: `usage: lockflight ${definition.name} ${definition.usage}`,
      fr: `usage : lockflight ${definition.name} ${definition.usage}`,
    },
  });

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
