/** The gates of a step: a bare word, or a mapping with exactly one gate as its key. */
import * as z from 'zod';
import { bounded, someItems } from './limits.ts';
import { duration, hours, name, oneOrMore, path, words } from './shapes.ts';
import { BARE_GATES, WEEKDAYS } from './words.ts';

const settings = {
  'up-to-date': z.strictObject({ 'head-only': z.boolean().optional().meta({ description: 'Only the head of the line may be promoted.' }) }),
  deployed: z.strictObject({ now: z.boolean().optional().meta({ description: 'The source environment still runs this tree.' }) }),
  evidence: z.union([name, z.strictObject({ of: name, 'max-age': duration.optional() })]),
  approval: z.strictObject({
    of: name.meta({ description: 'What is approved: feature-validation, release ...' }),
    by: oneOrMore(name).meta({ description: 'Roles of `people`.' }),
    count: z.int().min(1).max(50).optional(),
    see: words.optional().meta({ description: 'What the approver should have read.' }),
    solo: z.boolean().optional().meta({ description: 'Lets a team of one pass; recorded so.' }),
  }),
  documented: z.union([path, someItems(path), z.strictObject({ files: oneOrMore(path) })]),
  'no-open-issue': z.strictObject({ labels: oneOrMore(words) }),
  'clean-logs': z.strictObject({ source: name, window: duration, 'at-most': z.int().min(0).optional() }),
  soak: duration,
  window: z.strictObject({
    days: z.union([
      z.string().regex(/^(?:mon|tue|wed|thu|fri|sat|sun)(?:-(?:mon|tue|wed|thu|fri|sat|sun))?$/, 'days'),
      someItems(z.enum(WEEKDAYS)),
    ]),
    hours,
    timezone: words,
  }),
};

const optional = Object.fromEntries(Object.entries(settings).map(([word, schema]) => [word, schema.optional()])) as unknown as {
  [K in keyof typeof settings]: z.ZodOptional<(typeof settings)[K]>;
};

const gateMapping = z
  .strictObject(optional)
  .refine(
    bounded({ min: 1, max: 1 }, (gate) => Object.keys(gate).length === 1),
    'one-gate',
  )
  .meta({ minProperties: 1, maxProperties: 1 });

export const gate = z.union([z.enum(BARE_GATES), gateMapping]).meta({ id: 'gate', description: 'One condition of a step.' });

export type GateInput = z.infer<typeof gate>;
export type GateMapping = z.infer<typeof gateMapping>;
