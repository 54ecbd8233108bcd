import { formatPlace } from '../contract/place.ts';
import { inLanguage, type Language } from '../contract/text.ts';
import { type ExitCode, type Failure, LockflightError } from '../errors.ts';
import { harmless, harmlessJson } from './harmless.ts';
import type { Terminal } from './terminal.ts';
import { wrap } from './wrap.ts';

interface Surface {
  readonly json: boolean;
  readonly language: Language;
  readonly terminal: Terminal;
  readonly verbose: boolean;
}

/**
 * Prints what went wrong: code, what happened, where, the next command. A user's mistake never shows a stack; a bug of ours says that it is one.
 * Returns the exit code.
 */
export const printFailure = (error: unknown, surface: Surface): ExitCode => {
  const failure = error instanceof LockflightError ? error.failure : bug(error);
  if (surface.json) surface.terminal.out(`${harmlessJson(JSON.stringify({ error: asJson(failure, surface.language) }, null, 2))}\n`);
  surface.terminal.err(`${failureLines(failure, surface.language).map(harmless).join('\n')}\n`);
  if (surface.verbose && error instanceof Error) surface.terminal.err(`${(error.stack ?? '').split('\n').map(harmless).join('\n')}\n`);
  return failure.exit;
};

const failureLines = (failure: Failure, language: Language): readonly string[] => [
  ...wrap(`lockflight: ${inLanguage(failure.message, language)} [${failure.code}]`, 80, '  '),
  ...(failure.at === undefined ? [] : [`  ${language === 'fr' ? 'à' : 'at'} ${formatPlace(failure.at)}`]),
  ...wrap(`  -> ${inLanguage(failure.hint, language)}`, 80, '     '),
];

const asJson = (failure: Failure, language: Language) => ({
  code: failure.code,
  message: inLanguage(failure.message, language),
  hint: inLanguage(failure.hint, language),
  ...(failure.at === undefined ? {} : { file: failure.at.file, line: failure.at.line, column: failure.at.column }),
  retryable: failure.retryable ?? false,
});

const bug = (error: unknown): Failure => ({
  code: 'internal-error',
  exit: 3,
  message: {
    en: `this is a bug in Lockflight: ${error instanceof Error ? error.message : String(error)}`,
    fr: `ceci est un défaut de Lockflight : ${error instanceof Error ? error.message : String(error)}`,
  },
  hint: { en: 'run it again with --verbose and report what it prints', fr: "relancez avec --verbose et signalez ce qui s'affiche" },
});
