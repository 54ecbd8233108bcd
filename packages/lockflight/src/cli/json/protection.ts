/** `protect`: what is enforced, what is not, what would be changed. */
import * as z from 'zod';
import { code, words } from './parts.ts';

const by = z.array(
  z.object({
    kind: z.enum(['ruleset', 'classic']),
    name: z.string(),
    id: z.int().nullable(),
    level: z.enum(['repository', 'organization', 'enterprise']),
  }),
);
const demand = z.enum([
  'pull-request',
  'approvals',
  'check',
  'pinned',
  'strict',
  'force-push',
  'deletion',
  'recorder-only',
  'fixed',
  'merge-method',
]);

export const protect = z.object({
  repository: z.string(),
  enforced: z.boolean(),
  advisory: z.boolean(),
  /** The recorder's App. */
  app: z.object({ id: z.int(), slug: z.string() }).nullable(),
  subjects: z.array(
    z.object({
      kind: z.enum(['environment', 'ledger', 'archives']),
      name: z.string(),
      environment: z.string().nullable(),
      demands: z.array(
        z.object({
          demand,
          state: z.enum(['enforced', 'bypassed', 'bypass-unknown', 'idle', 'missing', 'unread', 'moot']),
          by,
        }),
      ),
    }),
  ),
  findings: z.array(
    z.object({
      code,
      severity: z.enum(['lapse', 'unknown']),
      about: z.string().nullable(),
      environment: z.string().nullable(),
      demands: z.array(demand),
      by,
      rule: z.object({ file: z.string(), line: z.int().min(1) }).nullable(),
      message: words,
      fix: words,
      mended: z.boolean(),
    }),
  ),
  changes: z.array(
    z.object({
      kind: z.enum(['create-ruleset', 'update-ruleset', 'allow-merge-method', 'limit-environment']),
      text: words,
      ruleset: z.string().nullable(),
      state: z.enum(['planned', 'applied', 'refused']),
      code: code.optional(),
      message: words.optional(),
      fix: words.optional(),
    }),
  ),
});
