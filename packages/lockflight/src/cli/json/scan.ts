/** `env scan`: the code against the contract. */
import * as z from 'zod';
import { code } from './parts.ts';

const place = z.object({ file: z.string(), line: z.int() });
const readPlace = place.extend({ via: z.string() });
const scalar = z.union([z.string(), z.number(), z.boolean()]);

const use = z.object({
  parse: z.enum(['integer', 'number', 'boolean', 'json', 'list', 'url']).optional(),
  default: scalar.optional(),
  need: z.enum(['required', 'optional']).optional(),
  because: z.enum(['throws', 'non-null', 'default', 'tested', 'schema']).optional(),
  equals: z.array(z.string()).optional(),
});

const schema = z.object({
  library: z.string(),
  type: z.string().optional(),
  optional: z.boolean().optional(),
  default: scalar.optional(),
  developmentDefault: scalar.optional(),
  developmentOptional: z.boolean().optional(),
  values: z.array(z.union([z.string(), z.number()])).optional(),
  min: z.number().optional(),
  max: z.number().optional(),
  minLength: z.number().optional(),
  maxLength: z.number().optional(),
  matches: z.string().optional(),
  secret: z.boolean().optional(),
  section: z.enum(['client', 'server', 'shared']).optional(),
  about: z.string().optional(),
  not: z.array(z.union([z.string(), z.number()])).optional(),
  scheme: z.array(z.string()).optional(),
  empty: z.enum(['unset', 'taken']).optional(),
  raw: z.literal(true).optional(),
  words: z.enum(['any', 'strict']).optional(),
  variable: z.string().optional(),
  left: z.array(place.extend({ what: z.string(), kind: z.enum(['rule', 'change', 'whole', 'condition', 'default', 'values']) })).optional(),
});

/** `ok`: nothing that the baseline does not know. `fresh`: the findings that fail. */
export const envScan = z.object({
  declared: z.array(z.string()),
  read: z.array(z.string()),
  undeclared: z.array(z.object({ name: z.string(), places: z.array(readPlace) })),
  unused: z.array(z.string()),
  denied: z.array(z.object({ code, name: z.string(), places: z.array(readPlace), rule: place })),
  dynamic: z.array(place),
  platform: z.array(z.string()),
  reads: z.array(
    readPlace.extend({
      name: z.string(),
      column: z.int(),
      by: z.string().optional(),
      use,
      schema: schema.optional(),
      side: z.enum(['client', 'server', 'unknown']),
      phase: z.enum(['build', 'run']),
      test: z.boolean(),
    }),
  ),
  skipped: z.array(z.object({ file: z.string(), why: z.string(), line: z.int().optional() })),
  contracts: z.array(z.string()),
  fresh: z.array(z.object({ code, name: z.string(), contract: z.string(), places: z.array(readPlace) })),
  gone: z.array(z.string()),
  files: z.int(),
  ok: z.boolean(),
});
