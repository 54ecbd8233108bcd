import * as z from 'zod';
import { entries, someItems } from './limits.ts';
import { branch, commandName, name, oneOrMany, oneOrMore, path, words, workflow } from './shapes.ts';
import { text } from './text.ts';
import { COMMAND_MODES, IDENTITIES } from './words.ts';

const proof = z.strictObject({
  kind: name.meta({ description: 'The kind of evidence: ci-check, smoke, functional-tests ...' }),
  environment: name.optional().meta({ description: 'Where it was observed; absent: the kind belongs to the tree alone.' }),
  workflow: workflow.meta({ description: 'The only workflow file whose run counts.' }),
  job: words.meta({ description: 'The job of that workflow.' }),
  scripts: oneOrMany(path).optional().meta({ description: 'Files that do the proving: changing one asks for the owners.' }),
  activity: name.optional().meta({ description: 'What allows and forbids know it as. Default: the kind.' }),
});

export const commandCell = z.union([
  z.enum(COMMAND_MODES),
  z.strictObject({
    mode: z.enum(COMMAND_MODES),
    on: branch.optional().meta({ description: 'The branch whose pushes run it.' }),
    identity: z.enum(IDENTITIES).optional().meta({
      description:
        "Of the pipeline: required (the job's identity token, its environment, its branch) or claimed. Default: required in production, else claimed.",
    }),
    about: text.optional(),
  }),
]);

export const command = z.strictObject({
  run: words.meta({ description: 'The command line.' }),
  about: text.optional(),
  activity: name.optional(),
  after: oneOrMany(commandName).optional().meta({ description: 'Commands whose fresh evidence is asked for first.' }),
  proves: oneOrMore(proof).optional().meta({ description: 'What it proves, and the run that counts as proof.' }),
  deploys: z
    .boolean()
    .optional()
    .meta({ description: 'Run by the pipeline, it deploys HEAD: `run` tells the forge so, and how it ended.' }),
  in: z
    .record(name, commandCell)
    .optional()
    .meta({ description: 'allow, confirm, pipeline or deny; an environment that is not named is denied.' }),
});

export const commands = entries(commandName, command);
export const procedures = entries(commandName, someItems(commandName));
/** The words of the procedures' steps that a person does. */
export const personSteps = entries(commandName, text);

export type CommandInput = z.infer<typeof command>;
export type ProofInput = z.infer<typeof proof>;
