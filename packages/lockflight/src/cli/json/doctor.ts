/** `doctor --json`: each service of the environment, and what was looked at. `services` is empty where the environment itself was refused; `judgement` says why. */
import * as z from 'zod';
import { judged } from './contract.ts';
import { code, words } from './parts.ts';

const check = z.object({
  check: code,
  outcome: z.enum(['passed', 'failed', 'errored']),
  message: words,
  /** Absent where it passed. */
  code: code.optional(),
  fix: words.optional(),
});

export const doctor = z.object({
  environment: z.string().nullable(),
  ok: z.boolean(),
  services: z.array(
    z.object({
      name: z.string(),
      kind: z.string(),
      need: z.enum(['forbidden', 'optional', 'recommended', 'required', 'off']),
      mode: z.enum(['test', 'live']).optional(),
      outcome: z.enum(['passed', 'failed', 'errored', 'off', 'absent', 'mocked']),
      /** False: its findings are warnings. */
      decides: z.boolean(),
      checks: z.array(check),
      /** What the contract says of it and no probe can see. */
      unseen: z.array(z.string()),
      rule: z.object({ file: z.string(), line: z.int().min(1) }),
    }),
  ),
  judgement: judged.optional(),
});
