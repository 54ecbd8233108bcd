import { CODES } from '../../codes.ts';
import { inLanguage, type Language } from '../../contract/text.ts';
import { LockflightError } from '../../errors.ts';
import type { CommandDefinition, Report } from '../command.ts';
import { nearest } from '../nearest.ts';
import { wrap } from '../wrap.ts';

/** `lockflight explain CODE`: what it means, why it exists, how to fix it. */
export const explain: CommandDefinition = {
  name: 'explain',
  summary: {
    en: 'what a code means, why it exists, how to fix it',
    fr: 'ce que veut dire un code, pourquoi il existe, comment y remédier',
  },
  usage: 'CODE',
  options: {},
  examples: ['explain not-adopted'],
  positionals: { min: 1, max: 1 },
  run: async ({ positionals }): Promise<Report> => {
    const code = positionals[0] ?? '';
    const entry = CODES.get(code);
    if (entry === undefined) throw unknownCode(code);
    return {
      exit: 0,
      json: { code, ...entry },
      lines: (paint, language) => [
        paint('strong', code),
        '',
        ...section(HEADS.means, inLanguage(entry.means, language), language),
        ...section(HEADS.why, inLanguage(entry.why, language), language),
        ...section(HEADS.fix, inLanguage(entry.fix, language), language),
      ],
    };
  },
};

const HEADS = {
  means: { en: 'Means', fr: 'Sens' },
  why: { en: 'Why', fr: 'Raison' },
  fix: { en: 'Fix', fr: 'Remède' },
};

const section = (head: { en: string; fr: string }, words: string, language: Language): readonly string[] =>
  wrap(`  ${head[language].padEnd(8)} ${words}`, 80, ' '.repeat(11));

const unknownCode = (code: string): LockflightError => {
  const close = nearest(code, [...CODES.keys()]);
  return new LockflightError({
    code: 'unknown-code',
    exit: 2,
    message: { en: `there is no code "${code}"`, fr: `le code « ${code} » n'existe pas` },
    hint:
      close === undefined
        ? { en: 'all of them: docs/ERRORS.md', fr: 'tous les codes : docs/ERRORS.md' }
        : { en: `did you mean: lockflight explain ${close}`, fr: `vouliez-vous dire : lockflight explain ${close}` },
  });
};
