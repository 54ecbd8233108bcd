/** `verdict`, `promote`, `rollback`: what would pass, and what was opened. */
import * as z from 'zod';
import { code, commit, contractRef, merge, treeAt, words } from './parts.ts';

const outcome = z.enum(['passed', 'blocked', 'errored']);

export const verdict = z.object({
  step: z.object({ id: z.string().optional(), from: z.string(), to: z.string() }),
  candidate: treeAt,
  outcome,
  gates: z.array(
    z.object({
      id: z.string(),
      gate: z.string(),
      outcome: z.enum(['passed', 'blocked', 'errored', 'waived']),
      code,
      reason: words,
      fix: words.nullable(),
      cause: code.optional(),
      overridden: z.object({ outcome, code, reason: words }).optional(),
    }),
  ),
  contract: contractRef,
});

export const promote = z.object({
  pullRequest: z.int(),
  url: z.url(),
  branch: z.string(),
  head: commit,
  created: z.boolean(),
  merge,
  superseded: z.array(z.int()),
  /** Another tree that the target had under this very version. */
  sameVersion: z.object({ archive: z.string(), version: z.string(), tree: commit }).optional(),
  /** Absent once it is merged. */
  verdict: verdict.optional(),
});

export const rollback = z.object({
  from: treeAt,
  to: z.object({ archive: z.string(), commit, tree: commit, version: z.string(), standing: z.string() }),
  notUndone: z.array(words),
  pullRequest: z.int(),
  url: z.url(),
  created: z.boolean(),
  merge,
});
