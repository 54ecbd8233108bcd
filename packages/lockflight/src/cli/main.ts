/**
 * The command line as a whole: find the command, parse, run, print, answer with an exit code. stdout carries the answer (one JSON document
 * with `--json`), stderr everything else. Exit codes: see docs/ERRORS.md.
 */
import { statSync } from 'node:fs';
import { resolve } from 'node:path';
import type { Language, Text } from '../contract/text.ts';
import { inLanguage } from '../contract/text.ts';
import { LockflightError } from '../errors.ts';
import type { Forge } from '../forge/port.ts';
import { ownVersion } from '../own-package.ts';
import type { Invocation, Report } from './command.ts';
import { harmless, harmlessJson, harmlessLine } from './harmless.ts';
import { commandHelp, generalHelp } from './help.ts';
import { languageHere } from './language-here.ts';
import { coloured, plain } from './paint.ts';
import { askedLanguage, findCommand, type ParsedCall, parseCall, spoken, unknownCommand } from './parse.ts';
import { printFailure } from './print-failure.ts';
import type { Terminal } from './terminal.ts';

/** Runs `argv` (without node and script) and resolves to the exit code; never throws. */
export const main = async (argv: readonly string[], terminal: Terminal = processTerminal()): Promise<number> => {
  const json = argv.includes('--json');
  const forges: Pick<Forge, 'spending'>[] = [];
  const verbose = argv.includes('--verbose');
  let language: Language | undefined;
  let github: Annotating | undefined;
  try {
    language = askedLanguage(spoken(argv), terminal.environment);
    const found = findCommand(argv);
    if (found === undefined) return withoutCommand(argv, terminal, language ?? 'en');
    const definition = await found.command.load();
    const call = parseCall(definition, found.rest);
    if (call.options.help === true) {
      terminal.out(commandHelp(definition, language ?? 'en'));
      return 0;
    }
    if (call.options.reporter === 'github' && !json) github = await annotatingIn(terminal, call);
    requireFolder(call, terminal);
    const report = await definition.run(invocation(call, terminal, language, (forge) => forges.push(forge)));
    const spokenIn = language ?? report.language ?? (await languageHere(argv, terminal)) ?? 'en';
    print(call, report, terminal, spokenIn);
    github?.report(report, spokenIn);
    return report.exit;
  } catch (error) {
    language ??= await languageHere(argv, terminal);
    github?.failure(error, language ?? 'en');
    return printFailure(error, { json, language: language ?? 'en', terminal, verbose });
  } finally {
    github?.end();
    if (verbose) (await import('./print-spending.ts')).printSpending(forges, language ?? 'en', terminal);
  }
};

interface Annotating {
  readonly report: (report: Report, language: Language) => void;
  readonly failure: (error: unknown, language: Language) => void;
  readonly end: () => void;
}

/** `--reporter github`, loaded only where it is asked for: what GitHub takes for commands is stopped from here on. */
const annotatingIn = async (terminal: Terminal, call: ParsedCall): Promise<Annotating> => {
  const { annotateFailure, printAnnotations, stopCommands } = await import('./reporter-github.ts');
  const guard = stopCommands(terminal);
  const printing = (language: Language) => ({ terminal, language, guard, directory: directoryOf(call, terminal) });
  return {
    report: (report, language) => printAnnotations(report, report.lines(plain, language).map(harmless), printing(language)),
    failure: (error, language) => annotateFailure(error, printing(language)),
    end: guard.end,
  };
};

const directoryOf = ({ options }: ParsedCall, { cwd }: Terminal): string => resolve(cwd, String(options.directory ?? '.'));

const withoutCommand = (argv: readonly string[], terminal: Terminal, language: Language): number => {
  if (argv.includes('--version')) {
    const version = ownVersion();
    terminal.out(argv.includes('--json') ? `${JSON.stringify({ version })}\n` : `${version}\n`);
    return 0;
  }
  const asked = argv.length === 0 || argv.includes('--help') || argv.includes('-h') || argv[0] === 'help';
  if (!asked) throw unknownCommand(argv);
  terminal.out(generalHelp(language));
  return argv.length === 0 ? 2 : 0;
};

/** Said before a command looks for a contract or a repository in it. */
const requireFolder = (call: ParsedCall, terminal: Terminal): void => {
  const named = call.options.directory;
  if (typeof named !== 'string') return;
  if (statSync(resolve(terminal.cwd, named), { throwIfNoEntry: false })?.isDirectory() === true) return;
  throw new LockflightError({
    code: 'no-such-folder',
    exit: 2,
    message: { en: `there is no folder ${named}`, fr: `il n'y a pas de dossier ${named}` },
    hint: { en: 'name one that is there: lockflight -C DIR ...', fr: 'nommez-en un qui existe : lockflight -C DOSSIER ...' },
  });
};

const invocation = (
  call: ParsedCall,
  terminal: Terminal,
  language: Language | undefined,
  opened: Required<Invocation>['opened'],
): Invocation => ({
  options: call.options,
  positionals: call.positionals,
  directory: directoryOf(call, terminal),
  now: terminal.now,
  ...(terminal.patience === undefined ? {} : { patience: terminal.patience }),
  environment: terminal.environment,
  language,
  /** Looked at only by a command that asks: to look for a person is to open two streams. */
  get ask() {
    return asking(terminal, language);
  },
  again: main,
  opened,
  progress: (line: Text) => terminal.err(`${harmless(inLanguage(line, language ?? 'en'))}\n`),
});

const asking = ({ ask }: Terminal, language: Language | undefined) =>
  ask === undefined ? undefined : (question: Text) => ask(harmless(inLanguage(question, language ?? 'en')));

const print = (call: ParsedCall, report: Report, terminal: Terminal, language: Language): void => {
  if (call.options.json === true) {
    terminal.out(`${harmlessJson(JSON.stringify(inOneLanguage(report.json, language), null, 2))}\n`);
    return;
  }
  const lines = report.lines(terminal.colour ? coloured : plain, language).map((line) => harmlessLine(line, terminal.colour));
  terminal.out(lines.length === 0 ? '' : `${lines.join('\n')}\n`);
};

/** Texts in a JSON answer are given in the language of the call: every other value stays as it is. */
const inOneLanguage = (value: unknown, language: Language): unknown => {
  if (typeof value !== 'object' || value === null) return value;
  if ('en' in value && 'fr' in value && typeof value.en === 'string' && Object.keys(value).length === 2) return value[language];
  // Answers can have 50,000 rows without a text: what holds none is not copied.
  const entries = value as Record<string, unknown>;
  let copy: Record<string, unknown> | undefined;
  for (const key of Object.keys(entries)) {
    const told = inOneLanguage(entries[key], language);
    if (told === entries[key]) continue;
    copy ??= (Array.isArray(value) ? [...value] : { ...value }) as Record<string, unknown>;
    copy[key] = told;
  }
  return copy ?? value;
};

const processTerminal = (): Terminal => ({
  out: writerTo(() => process.stdout),
  err: writerTo(() => process.stderr),
  environment: process.env,
  colour: process.env.NO_COLOR === undefined && process.stdout.isTTY === true,
  cwd: process.cwd(),
  now: () => new Date(),
  get ask() {
    return process.stdin.isTTY === true && process.stderr.isTTY === true ? askOnTerminal : undefined;
  },
});

/** On stderr, so that an answer on stdout stays whole. Ctrl-D is an empty answer. */
const askOnTerminal = async (question: string): Promise<string> => {
  const { createInterface } = await import('node:readline/promises');
  const lines = createInterface({ input: process.stdin, output: process.stderr });
  try {
    return await Promise.race([lines.question(question), new Promise<string>((resolve) => lines.once('close', () => resolve('')))]);
  } finally {
    lines.close();
  }
};

/**
 * A reader that goes away (`| head`) is written to no more; the command ends with the exit code that it has anyway. A stream that nothing is written to is never
 * opened.
 */
const writerTo = (open: () => NodeJS.WriteStream): ((words: string) => void) => {
  let gone = false;
  let stream: NodeJS.WriteStream | undefined;
  const opened = (): NodeJS.WriteStream =>
    open().on('error', (error: NodeJS.ErrnoException) => {
      if (error.code !== 'EPIPE') throw error;
      gone = true;
    });
  return (words) => {
    stream ??= opened();
    if (!gone) stream.write(words);
  };
};
