/**
 * How many of everything. Far above what any contract needs, and low enough that one cell for each variable in each environment, or
 * every rule against every name, stays a matter of milliseconds: a contract may come from a hostile branch.
 */
import * as z from 'zod';

export const MAX_ITEMS = 500;
export const MAX_ENVIRONMENTS = 40;
export const MAX_VARIABLES = 2000;

/** A mapping from names to values, of at most `max` entries. */
export const entries = <K extends z.ZodType<string, string>, V extends z.ZodType>(key: K, value: V, max = MAX_ITEMS) =>
  z
    .record(key, value)
    .check((context) => {
      if (Object.keys(context.value).length <= max) return;
      context.issues.push({ code: 'too_big', origin: 'map', maximum: max, inclusive: true, input: context.value });
    })
    .meta({ maxProperties: max });

/** A list of at most `max` items. */
export const items = <V extends z.ZodType>(value: V, max = MAX_ITEMS) => z.array(value).max(max);
