/** What one variable must be in one environment. The same constraints may stand on the variable itself, for all environments. */
import * as z from 'zod';
import { condition } from './condition.ts';
import { filled } from './limits.ts';
import { oneOrMany, oneOrMore, scalar, variableName } from './shapes.ts';
import { text } from './text.ts';
import { MODES, NEEDS } from './words.ts';

const count = z.int().min(0).max(1_000_000);

export const constraints = {
  need: z.enum(NEEDS).optional().meta({ description: 'forbidden, optional, recommended (warns) or required.' }),
  mode: z.enum(MODES).optional().meta({ description: 'test (sandbox is the same) or live, for types that can tell.' }),
  is: scalar.optional().meta({ description: 'The variable must be set, and be exactly this.' }),
  default: scalar.optional().meta({ description: 'What the code uses when it is not set; satisfies required.' }),
  scheme: oneOrMore(z.string().regex(/^[a-z][a-z0-9+.-]*$/, 'name'))
    .optional()
    .meta({ description: 'Schemes that a URL may have.' }),
  host: oneOrMore(filled()).optional().meta({ description: 'Hosts that a URL or host may name; * stands for any run of characters.' }),
  port: oneOrMore(z.int().min(1).max(65535)).optional().meta({ description: 'Ports that a URL may name.' }),
  values: oneOrMore(scalar).optional().meta({ description: 'The values that are allowed.' }),
  matches: filled(500).optional().meta({ description: 'A regular expression for the value.' }),
  not: oneOrMore(scalar).optional().meta({ description: 'Values that are refused.' }),
  min: z.number().optional().meta({ description: 'The smallest number allowed.' }),
  max: z.number().optional().meta({ description: 'The largest number allowed.' }),
  length: z
    .union([count, z.strictObject({ min: count.optional(), max: count.optional() })])
    .optional()
    .meta({ description: 'How many characters: exactly, or { min, max }.' }),
  'differs-from': oneOrMany(variableName).optional().meta({ description: 'Variables whose value must be another one.' }),
  when: condition.optional(),
  about: text.optional(),
};

export const cellMapping = z.strictObject(constraints);

/** A bare word is short for a cell: a need word for its need, a mode word for its mode. */
export const cell = z
  .union([z.enum([...NEEDS, ...MODES]), cellMapping])
  .meta({ id: 'cell', description: 'The rule in this environment: a need word, a mode word, or a mapping of constraints.' });

export type CellInput = z.infer<typeof cell>;
export type CellMapping = z.infer<typeof cellMapping>;
