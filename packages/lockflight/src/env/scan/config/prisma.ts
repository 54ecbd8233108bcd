/** `.prisma`: `env("NAME")` outside comments and other strings. */
import type { FileSummary } from '../code/summary.ts';
import { matches, summaryOf } from './summary-of.ts';

const TOKENS = /\/\/[^\n]*|\benv\s*\(\s*"([A-Za-z_]\w*)"\s*\)|"(?:[^"\\\n]|\\.)*"/g;

export const summarisePrisma = (file: string, text: string): FileSummary =>
  summaryOf(
    file,
    'prisma',
    matches(text, TOKENS).flatMap(({ match, line, column }) =>
      match[1] === undefined ? [] : [{ name: match[1], line, column, need: 'required' as const }],
    ),
  );
