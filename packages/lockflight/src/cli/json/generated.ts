/** `generate`, `env show`, `env explain`: what the contract gives, and what it says of each variable. */
import * as z from 'zod';
import { NEEDS, PHASES, VARIABLE_TYPES } from '../../contract/grammar/words.ts';
import { code, words } from './parts.ts';

export const generate = z.object({
  ok: z.boolean(),
  files: z.array(
    z.object({
      path: z.string(),
      kind: z.enum(['validator', 'sample', 'reference', 'agents', 'report', 'workflow']),
      state: z.enum(['current', 'written', 'stale', 'edited', 'foreign', 'withheld']),
      missing: z.boolean(),
      ignored: z.boolean(),
      difference: z.object({ line: z.int(), expected: z.string().nullable(), found: z.string().nullable() }).optional(),
      findings: z.array(z.object({ code, severity: z.enum(['error', 'warning']), message: words, fix: words })),
    }),
  ),
});

const scalar = z.union([z.string(), z.number(), z.boolean()]);

const cell = z.object({
  environment: z.string(),
  need: z.enum(NEEDS),
  mode: z.enum(['test', 'live']).optional(),
  is: scalar.optional(),
  default: scalar.optional(),
  hasDefault: z.boolean(),
  conditional: z.boolean(),
  rule: z.object({ file: z.string(), line: z.int() }),
});

export const envShow = z.object({
  environments: z.array(z.string()),
  variables: z.array(
    z.object({
      name: z.string(),
      type: z.enum(VARIABLE_TYPES),
      secret: z.boolean(),
      group: z.string().optional(),
      cells: z.array(cell),
    }),
  ),
});

export const envExplain = z.object({
  name: z.string(),
  type: z.enum(VARIABLE_TYPES),
  secret: z.boolean(),
  exposed: z.boolean(),
  distinct: z.boolean(),
  phases: z.array(z.enum(PHASES)),
  about: words.optional(),
  group: z.string().optional(),
  owner: z.string().optional(),
  rotateSeconds: z.int().optional(),
  example: z.string().optional(),
  deprecated: z.object({ use: z.string().optional() }).optional(),
  environments: z.array(cell.extend({ rules: z.array(words), about: words.optional() })),
  uses: z.object({
    services: z.array(z.object({ service: z.string(), part: z.string() })),
    commands: z.array(z.string()),
    decides: z.array(z.string()),
    differs: z.array(z.string()),
    selects: z.boolean(),
  }),
});
