/** `init`: what was drafted, and what a person has to decide. */
import * as z from 'zod';
import { code, words } from './parts.ts';

const spot = { file: z.string(), line: z.int().min(1) };

const entries = z.array(
  z.object({
    section: z.enum([
      'environments',
      'variables',
      'groups',
      'services',
      'commands',
      'flow',
      'people',
      'protect',
      'archive',
      'migrations',
      'version',
    ]),
    name: z.string(),
    environment: z.string().optional(),
  }),
);

export const init = z.object({
  state: z.enum(['created', 'extended', 'unchanged', 'refused']),
  file: z.string(),
  /** Null: the repository itself. */
  from: z.string().nullable(),
  dryRun: z.boolean(),
  added: entries,
  /** What was in the contract once, and somebody took out. */
  keptOut: entries,
  difference: z.array(z.string()),
  undecided: z.array(
    z.object({
      code,
      ...spot,
      other: z.object(spot).optional(),
      variable: z.string().optional(),
      environment: z.string().optional(),
      message: words,
    }),
  ),
  secrets: z.array(z.object({ code, ...spot, kind: words })),
  /** What `--from` could read. */
  documents: z.array(z.string()),
  refused: z.array(z.object({ code, ...spot, message: words, fix: words })),
});
