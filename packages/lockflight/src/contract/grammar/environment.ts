import * as z from 'zod';
import { entries, MAX_ENVIRONMENTS } from './limits.ts';
import { branch, commandName, duration, name, oneOrMany, oneOrMore, path, program, sourceToken, url } from './shapes.ts';
import { text } from './text.ts';
import { DATA_KINDS, ENVIRONMENT_KINDS } from './words.ts';

/** One place where the names of its variables can be read; values never are. */
const setIn = z.union([
  z.literal('forge'),
  z.strictObject({
    file: path.meta({ description: "A list of names on the recorder's host: JSON, or a name a line." }),
    'max-age': duration.optional().meta({ description: 'How old the list may be. Default: 1d.' }),
  }),
  z.strictObject({
    command: program.meta({ description: "A program of the recorder's host that prints the names: JSON, or a name a line." }),
    env: oneOrMore(sourceToken).optional(),
  }),
  z.strictObject({
    service: url.meta({ description: 'The running service: it is asked for /.well-known/lockflight.' }),
    token: sourceToken.optional(),
  }),
]);

/** Where the running service says what it runs. */
const report = z.union([
  url,
  z.strictObject({
    service: url.meta({ description: 'The running service: it is asked for /.well-known/lockflight.' }),
    token: sourceToken.optional(),
  }),
]);

export const environment = z.strictObject({
  kind: z.enum(ENVIRONMENT_KINDS).meta({ description: 'development, preview, staging or production: decides the defaults.' }),
  aliases: oneOrMany(name).optional().meta({ description: 'Other names that the selector may carry.' }),
  branch: branch.optional().meta({ description: 'The branch whose line this environment runs.' }),
  files: oneOrMany(path).optional().meta({ description: 'Where its variables are kept, relative to the contract.' }),
  'set-in': oneOrMore(setIn).optional().meta({ description: 'Where its variables are set, all places together. Default: forge.' }),
  report: report.optional().meta({ description: 'The running service, whose own report says which commit it runs.' }),
  host: name.optional().meta({ description: 'A host that is recognised by its own markers: replit.' }),
  boot: z
    .enum(['block', 'warn'])
    .optional()
    .meta({ description: 'What a bad variable does at start. Default: block for staging and production.' }),
  allows: oneOrMany(name).optional().meta({ description: 'Activities allowed here; when given, nothing else is.' }),
  forbids: oneOrMany(name).optional().meta({ description: 'Activities forbidden here.' }),
  data: z.enum(DATA_KINDS).optional().meta({ description: 'none, synthetic, consistent or real.' }),
  commands: oneOrMany(commandName).optional().meta({ description: 'Its priority commands, in order.' }),
  title: text.optional(),
  about: text.optional(),
  role: text.optional(),
  contractual: z.boolean().optional(),
  stable: z.boolean().optional(),
  persistent: z.boolean().optional(),
  logs: text.optional(),
  access: text.optional(),
});

export const environments = entries(name, environment, MAX_ENVIRONMENTS);

export type EnvironmentInput = z.infer<typeof environment>;
