import * as z from 'zod';
import { gate } from './gate.ts';
import { entries, items } from './limits.ts';
import { duration, name, oneOrMore, path, words } from './shapes.ts';
import { text } from './text.ts';
import { SOURCE_KINDS } from './words.ts';

const step = z.strictObject({
  id: name.optional().meta({ description: 'Default: FROM-TO.' }),
  from: name,
  to: name,
  about: text.optional(),
  gates: items(gate, 50).optional(),
  waivable: z
    .strictObject({ by: oneOrMore(name), gates: oneOrMore(words) })
    .optional()
    .meta({ description: 'The gates that may be waived, and who may; nothing else is waivable.' }),
  verify: z
    .strictObject({ kinds: oneOrMore(name), within: duration })
    .optional()
    .meta({ description: 'What must pass in the target afterwards.' }),
  via: z.literal('github').optional().meta({ description: 'The only way there is: never from a preview host, never from a laptop.' }),
  supersede: z.enum(['newest', 'first']).optional(),
  expedited: z.boolean().optional().meta({ description: 'A hotfix path with fewer gates; it always asks for an approval.' }),
  linear: z.boolean().optional().meta({ description: 'The target demands a linear history: the promotion is squashed.' }),
});

export const flow = items(step, 50);

export const rollback = entries(
  name,
  z.strictObject({
    approvals: z.strictObject({ by: oneOrMore(name), count: z.int().min(1).max(50).optional() }),
    // biome-ignore lint/suspicious/noThenProperty: a word of the contract language; no promise ever meets it
    then: z.enum(['hold-until-post-mortem', 'nothing']).optional(),
  }),
);

export const migrations = z.strictObject({
  dir: path,
  down: path.optional().meta({ description: "The file in a migration's folder that undoes it. Default: down.sql." }),
  compatible: words.optional().meta({ description: 'The comment that declares a migration compatible with the code before it.' }),
});

export const sources = entries(
  name,
  z.strictObject({
    kind: z.enum(SOURCE_KINDS),
    path: path.optional().meta({ description: "For file: newline-delimited JSON on the recorder's host." }),
    url: words.optional(),
    query: words.optional(),
    organization: words.optional(),
    project: words.optional(),
    environment: words.optional(),
    run: words.optional(),
  }),
);

export type StepInput = z.infer<typeof step>;
