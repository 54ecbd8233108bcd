/**
 * `--reporter github`: workflow commands that GitHub turns into annotations (ten of a level a step are shown, so the rest goes into the step
 * summary). Source: GitHub Docs, "Workflow commands for GitHub Actions".
 */
import { appendFileSync } from 'node:fs';
import { inLanguage, type Language } from '../contract/text.ts';
import type { Report } from './command.ts';
import type { Terminal } from './terminal.ts';

const SHOWN = 10;

export const printAnnotations = (report: Report, plainLines: readonly string[], terminal: Terminal, language: Language): void => {
  const annotations = report.annotations ?? [];
  for (const a of annotations.slice(0, SHOWN)) {
    const place = a.file === undefined ? '' : `file=${property(a.file)},line=${a.line ?? 1},`;
    terminal.out(`::${a.level} ${place}title=${property(a.title)}::${data(inLanguage(a.message, language))}\n`);
  }
  const summary = terminal.environment.GITHUB_STEP_SUMMARY;
  if (summary === undefined || summary === '') return;
  const more =
    annotations.length > SHOWN ? `\n${annotations.length - SHOWN} ${language === 'fr' ? 'de plus, ci-dessus' : 'more, above'}\n` : '';
  appendFileSync(summary, `\n\`\`\`text\n${plainLines.join('\n').replaceAll('```', "'''")}\n\`\`\`\n${more}`);
};

const data = (words: string): string => words.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
const property = (words: string): string => data(words).replaceAll(':', '%3A').replaceAll(',', '%2C');
