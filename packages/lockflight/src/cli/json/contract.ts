/** `check`, `env check`, `explain`: the contract, the variables, the codes. */
import * as z from 'zod';
import { code, digest, words } from './parts.ts';

const severity = z.enum(['error', 'warning']);

export const check = z.object({
  ok: z.boolean(),
  file: z.string(),
  digest,
  diagnostics: z.array(z.object({ code, severity, file: z.string(), line: z.int(), column: z.int(), message: words, fix: words })),
  /** With `--against`: the document's differences. `read` is whether the code was looked at. */
  against: z
    .object({
      file: z.string(),
      read: z.boolean(),
      findings: z.array(
        z.object({
          code,
          file: z.string(),
          line: z.int(),
          contract: z.object({ file: z.string(), line: z.int() }).nullable(),
          variable: z.string().optional(),
          environment: z.string().optional(),
          message: words,
          fix: words,
        }),
      ),
    })
    .optional(),
});

export const judged = z.object({
  environment: z.string().nullable(),
  boot: z.enum(['block', 'warn']),
  ok: z.boolean(),
  issues: z.array(
    z.object({
      code,
      variable: z.string(),
      severity,
      environment: z.string().nullable(),
      message: words,
      fix: words,
      rule: z.object({ file: z.string(), line: z.int() }),
      source: z.string().optional(),
    }),
  ),
});

/** The second shape is that of `--all`. */
export const envCheck = z.union([judged, z.object({ ok: z.boolean(), environments: z.array(judged) })]);

export const explain = z.object({ code, means: words, why: words, fix: words });
