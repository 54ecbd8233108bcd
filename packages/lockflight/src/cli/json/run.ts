/** `run --json`: what was started and how it ended, or why nothing was. The command's own output goes to stderr. */
import * as z from 'zod';
import { judged } from './contract.ts';
import { code, words } from './parts.ts';

export const run = z.object({
  name: z.string(),
  kind: z.enum(['command', 'procedure']),
  environment: z.string().nullable(),
  started: z.boolean(),
  exit: z.int().min(0).max(255),
  /** It would have been evidence if the forge had run it. */
  proves: z.array(z.string()).optional(),
  /** Where the contract asks for the pipeline: by the job's identity token, or by variables that anybody can set. Of a procedure, the least sure of its steps. */
  pipeline: z.enum(['proven', 'claimed']).optional(),
  /** Of a command that deploys. `unsaid`: the code of what kept the forge from being told. */
  deployment: z.object({ id: z.int(), state: z.enum(['success', 'failure']), unsaid: code.optional() }).optional(),
  /** Why nothing was started. */
  judgement: judged.optional(),
  /** Of a procedure. */
  done: z.array(z.string()).optional(),
  /** Its steps that were the pipeline's by their variables alone. */
  claimed: z.array(z.string()).optional(),
  stopped: z.object({ step: z.string(), from: z.string(), text: words.optional() }).optional(),
});
