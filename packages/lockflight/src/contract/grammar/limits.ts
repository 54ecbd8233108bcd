/**
 * How many of everything. Far above what any contract needs, and low enough that one cell for each variable in each environment, or
 * every rule against every name, stays a matter of milliseconds: a contract may come from a hostile branch.
 */
import * as z from 'zod';

/** Building functions from source text costs more at start than it saves on one contract. */
z.config({ jitless: true });

export const MAX_ITEMS = 500;
export const MAX_ENVIRONMENTS = 40;
export const MAX_VARIABLES = 2000;

/** How many, at least and at most. */
export interface Bounds {
  readonly min?: number;
  readonly max?: number;
}

const BOUNDS = new WeakMap<object, Bounds>();

/** A check by hand says what it holds to: nobody could read that off a function, and the plain form of the grammar (`exact/`) needs to know. */
export const bounded = <F extends object>(bounds: Bounds, check: F): F => {
  BOUNDS.set(check, bounds);
  return check;
};

export const boundsOf = (check: object): Bounds | undefined => BOUNDS.get(check);

type Sized = { readonly value: { readonly length: number }; readonly issues: z.core.$ZodRawIssue[] };

/**
 * The library's own length checks look at anything that has a `length`, also at a mapping of the user's with such a key, and fail on it;
 * these are only asked once the kind is right.
 */
const atMost = (maximum: number, origin: 'string' | 'array') =>
  bounded({ max: maximum }, (context: Sized) => {
    if (context.value.length > maximum) context.issues.push({ code: 'too_big', origin, maximum, inclusive: true, input: context.value });
  });

const notEmpty = (origin: 'string' | 'array', message: string) =>
  bounded({ min: 1 }, (context: Sized) => {
    if (context.value.length === 0)
      context.issues.push({ code: 'too_small', origin, minimum: 1, inclusive: true, input: context.value, message });
  });

/** A mapping from names to values, of at most `max` entries. */
export const entries = <K extends z.ZodType<string, string>, V extends z.ZodType>(key: K, value: V, max = MAX_ITEMS) =>
  z
    .record(key, value)
    .check(
      bounded({ max }, (context) => {
        if (Object.keys(context.value).length <= max) return;
        context.issues.push({ code: 'too_big', origin: 'map', maximum: max, inclusive: true, input: context.value });
      }),
    )
    .meta({ maxProperties: max });

/** A list of at most `max` items. */
export const items = <V extends z.ZodType>(value: V, max = MAX_ITEMS) => z.array(value).check(atMost(max, 'array')).meta({ maxItems: max });

/** A list of one item or more, and at most `max`. */
export const someItems = <V extends z.ZodType>(value: V, max = MAX_ITEMS) =>
  z.array(value).check(notEmpty('array', 'some-items'), atMost(max, 'array')).meta({ minItems: 1, maxItems: max });

/** Text that is not empty, of at most `max` characters. */
export const filled = (max = 5000) =>
  z.string().check(notEmpty('string', 'filled'), atMost(max, 'string')).meta({ minLength: 1, maxLength: max });

/** Text of one shape; the name of the shape is what an issue carries. */
export const shaped = (name: string, pattern: RegExp, max = 256) => z.string(name).check(atMost(max, 'string')).regex(pattern, name);
