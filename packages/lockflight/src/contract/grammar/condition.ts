import * as z from 'zod';
import { someItems } from './limits.ts';
import { oneOrMore, scalar, variableName } from './shapes.ts';

export type ConditionInput = string | readonly ConditionInput[] | ConditionMapping;
/** `not` and `any` are words of the language; every other key is a variable that must have that value. */
export interface ConditionMapping {
  readonly not?: ConditionInput | undefined;
  readonly any?: readonly ConditionInput[] | undefined;
  readonly [variable: string]: unknown;
}

/** `when`: a boolean variable; `{ VARIABLE: value }` or a list of values; `{ not: ... }`; `{ any: [...] }`. A list, or several keys: all must hold. */
export const condition: z.ZodType<ConditionInput> = z
  .lazy(() =>
    z.union([
      variableName,
      someItems(condition, 50),
      z.object({ not: condition.optional(), any: someItems(condition, 50).optional() }).catchall(oneOrMore(scalar)),
    ]),
  )
  .meta({
    id: 'condition',
    description: 'When the rule applies: a boolean variable, { VARIABLE: value }, { not: ... } or { any: [...] }.',
  });
