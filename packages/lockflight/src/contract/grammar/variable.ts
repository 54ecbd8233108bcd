import * as z from 'zod';
import { cell, constraints } from './cell.ts';
import { entries, filled, MAX_VARIABLES } from './limits.ts';
import { duration, name, oneOrMore, variableName, words } from './shapes.ts';
import { PHASES, VARIABLE_TYPES } from './words.ts';

const pattern = filled(500);

const variableMapping = z.strictObject({
  type: z
    .enum(VARIABLE_TYPES)
    .meta({ description: 'What kind of value it is. Strict: a boolean is true/false/1/0/yes/no/on/off and nothing else.' }),
  secret: z.boolean().optional().meta({ description: 'Never printed; differs between environments; never sent to a browser.' }),
  exposed: z.literal('client').optional().meta({ description: 'client: shipped to browsers (NEXT_PUBLIC_ and VITE_ imply it).' }),
  phase: oneOrMore(z.enum(PHASES)).optional().meta({ description: 'When it is needed: build, boot, run.' }),
  distinct: z.boolean().optional().meta({ description: 'Must differ from one environment to the next. Default: as secret.' }),
  modes: z
    .strictObject({ test: pattern.optional(), live: pattern.optional() })
    .optional()
    .meta({ description: 'Regular expressions that tell a test value from a live one.' }),
  deprecated: z
    .union([z.boolean(), z.strictObject({ use: variableName.optional() })])
    .optional()
    .meta({ description: '{ use: NEW_NAME }' }),
  owner: words.optional().meta({ description: 'Who looks after it.' }),
  rotate: duration.optional().meta({ description: 'How often its value is renewed: 90d.' }),
  example: words.optional().meta({ description: 'A value to show in samples; never a real secret.' }),
  in: entries(name, cell).optional().meta({ description: 'The rule in each environment.' }),
  ...constraints,
});

/** A bare type is short for `{ type: ... }`. */
export const variable = z.union([z.enum(VARIABLE_TYPES), variableMapping]);
export const variables = entries(variableName, variable, MAX_VARIABLES);

export type VariableInput = z.infer<typeof variable>;
export type VariableMapping = z.infer<typeof variableMapping>;
