import * as z from 'zod';
import { gate } from './gate.ts';
import { entries, items } from './limits.ts';
import { duration, name, oneOrMore, path, program, sourceToken, url, words } from './shapes.ts';
import { text } from './text.ts';
import { SOURCE_KEYS, SOURCE_KINDS } from './words.ts';

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
  dir: path.optional().meta({ description: 'Where the steps are: a folder each, a file each, or a pair of files each.' }),
  down: path.optional().meta({ description: "The file in a migration's folder that undoes it. Default: down.sql." }),
  compatible: words.optional().meta({ description: 'The comment that declares a migration compatible with the code before it.' }),
  run: program
    .optional()
    .meta({ description: "Instead of `dir`: a program of the recorder's host that lists the steps of {tree} as JSON." }),
});

/** For editors: what a kind cannot do without. The rules tell it in words. */
const neededBy = (kind: (typeof SOURCE_KINDS)[number]) => ({
  if: { properties: { kind: { const: kind } } },
  // biome-ignore lint/suspicious/noThenProperty: a word of JSON Schema; no promise ever meets it
  then: { required: SOURCE_KEYS[kind].required },
});

const source = z
  .strictObject({
    kind: z.enum(SOURCE_KINDS),
    path: path.optional().meta({ description: "file: newline-delimited JSON on the recorder's host." }),
    url: url.optional().meta({ description: 'sentry, loki, prometheus: the only address that is asked.' }),
    organization: words.optional().meta({ description: 'sentry: the slug of the organization.' }),
    project: words.optional().meta({ description: 'sentry: the slug of the project.' }),
    environment: words.optional().meta({ description: 'sentry: the name under which the application reports.' }),
    query: words.optional().meta({ description: 'What counts as an error; in prometheus, $window stands for the time that is looked at.' }),
    alive: words.optional().meta({ description: 'loki, prometheus: a query that has data as long as the source can speak.' }),
    tenant: words.optional().meta({ description: 'loki: X-Scope-OrgID.' }),
    run: program.optional().meta({ description: 'command: a program and its arguments; {since} and {until} are moments.' }),
    env: oneOrMore(sourceToken).optional().meta({ description: "command: variables of the recorder's host that it is given." }),
    token: sourceToken.optional().meta({ description: "The variable of the recorder's host that holds the bearer token." }),
  })
  .meta({ allOf: SOURCE_KINDS.map(neededBy) });

export const sources = entries(name, source);

export type StepInput = z.infer<typeof step>;
