import * as z from 'zod';
import { condition } from './condition.ts';
import { entries } from './limits.ts';
import { name, oneOrMore, variableName } from './shapes.ts';
import { text } from './text.ts';
import { GROUP_RULES, MODES, NEEDS } from './words.ts';

const groupCell = z.union([
  z.enum([...NEEDS, ...MODES]),
  z.strictObject({
    need: z.enum(NEEDS).optional(),
    mode: z.enum(MODES).optional().meta({ description: 'Binds the members that know modes.' }),
    only: oneOrMore(variableName).optional().meta({ description: 'These members are required, the others forbidden.' }),
    when: condition.optional(),
    about: text.optional(),
  }),
]);

export const group = z.strictObject({
  variables: oneOrMore(variableName),
  rule: z.enum(GROUP_RULES).optional().meta({ description: 'all-or-none, at-least-one or exactly-one.' }),
  need: z.enum(NEEDS).optional(),
  mode: z.enum(MODES).optional(),
  when: condition.optional(),
  about: text.optional(),
  in: entries(name, groupCell).optional().meta({ description: 'The rule in each environment.' }),
});

export const groups = entries(name, group);

export type GroupInput = z.infer<typeof group>;
export type GroupCellInput = z.infer<typeof groupCell>;
