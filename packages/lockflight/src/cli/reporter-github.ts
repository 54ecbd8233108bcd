/**
 * `--reporter github`: workflow commands that GitHub turns into annotations, and the step's summary. GitHub shows ten of a level a step: those are given at their lines,
 * and the rest is in the summary, which has everything. Source: GitHub Docs, "Workflow commands for GitHub Actions".
 *
 * What is printed besides holds words of whoever wrote the candidate, and GitHub reads a command wherever a line begins with two colons: commands are stopped for as
 * long, under a token that nobody can guess.
 */
import { randomUUID } from 'node:crypto';
import { appendFileSync } from 'node:fs';
import { relative, sep } from 'node:path';
import { inLanguage, type Language, type Text } from '../contract/text.ts';
import { LockflightError } from '../errors.ts';
import type { Annotation, Report } from './command.ts';
import type { Terminal } from './terminal.ts';

/** How many more annotations of a level the step may show. Counted down. */
export type Allowance = Record<Annotation['level'], number>;

export const fullAllowance = (): Allowance => ({ error: 10, warning: 10, notice: 10 });

/** GitHub takes a mebibyte a step. */
const LONGEST_SUMMARY = 900_000;

export interface Guard {
  /** Commands count again, for what `print` prints. */
  readonly lift: (print: () => void) => void;
  /** For good. */
  readonly end: () => void;
}

export const stopCommands = ({ out }: Pick<Terminal, 'out'>): Guard => {
  const token = randomUUID();
  const stop = (): void => out(`::stop-commands::${token}\n`);
  const resume = (): void => out(`::${token}::\n`);
  stop();
  return {
    lift: (print) => {
      resume();
      print();
      stop();
    },
    end: resume,
  };
};

interface Printing {
  readonly terminal: Terminal;
  readonly language: Language;
  /** That the report speaks of; absolute. */
  readonly directory: string;
  readonly guard: Guard;
}

export const printAnnotations = (report: Report, plainLines: readonly string[], printing: Printing): void => {
  const { terminal, language, guard } = printing;
  const annotations = report.annotations ?? [];
  const left = terminal.annotationsLeft ?? fullAllowance();
  const shown = annotations.filter(({ level }) => left[level]-- > 0);
  guard.lift(() => {
    for (const annotation of shown) terminal.out(commandOf(annotation, printing));
  });
  const summary = terminal.environment.GITHUB_STEP_SUMMARY;
  if (summary === undefined || summary === '') return;
  const more = annotations.length - shown.length;
  const counted = more > 0 ? `\n${more} ${language === 'fr' ? 'de plus, ci-dessus' : 'more, above'}\n` : '';
  const words = plainLines.join('\n').replaceAll('```', "'''").slice(0, LONGEST_SUMMARY);
  appendFileSync(summary, `\n\`\`\`text\n${words}\n\`\`\`\n${counted}`);
};

/** A failure stands at its place too. */
export const annotateFailure = (error: unknown, printing: Printing): void => {
  if (!(error instanceof LockflightError)) return;
  const { code, at, message: what, hint } = error.failure;
  const message: Text = { en: `${what.en}: ${hint.en}`, fr: `${what.fr} : ${hint.fr}` };
  const place = at === undefined ? {} : { file: at.file, line: at.line };
  printing.guard.lift(() => printing.terminal.out(commandOf({ level: 'error', title: code, message, ...place }, printing)));
};

const commandOf = ({ level, file, line, title, message }: Annotation, { terminal, language, directory }: Printing): string => {
  const place =
    file === undefined ? '' : `file=${property(fromTop(file, directory, terminal.environment.GITHUB_WORKSPACE))},line=${line ?? 1},`;
  return `::${level} ${place}title=${property(title)}::${data(inLanguage(message, language))}\n`;
};

/** GitHub counts paths from the top of its checkout, we from the contract's folder. */
const fromTop = (file: string, directory: string, workspace = ''): string => {
  const below = workspace === '' ? '' : relative(workspace, directory).split(sep).join('/');
  return below === '' || below.startsWith('..') ? file : `${below}/${file}`;
};

const data = (words: string): string => words.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
const property = (words: string): string => data(words).replaceAll(':', '%3A').replaceAll(',', '%2C');
