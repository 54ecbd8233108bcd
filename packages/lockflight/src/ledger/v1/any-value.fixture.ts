/** Any value that a schema takes: what it describes is what is made up. Members that may be absent are absent half of the time. */
import fc from 'fast-check';
import type * as z from 'zod';

export const anyValue = (schema: z.core.$ZodType): fc.Arbitrary<unknown> => {
  const { def } = (schema as z.core.$ZodTypes)._zod;
  switch (def.type) {
    case 'object': {
      const shape = def.shape as Readonly<Record<string, z.core.$ZodType>>;
      const needed = Object.keys(shape).filter((name) => (shape[name] as z.core.$ZodTypes)._zod.def.type !== 'optional');
      return fc.record(Object.fromEntries(Object.entries(shape).map(([name, member]) => [name, anyValue(member)])), {
        requiredKeys: needed,
      });
    }
    case 'optional':
      return anyValue(def.innerType);
    case 'array':
      return fc.array(anyValue(def.element), { maxLength: 3 });
    case 'union':
      return fc.oneof(...def.options.map(anyValue));
    case 'literal':
      return fc.constantFrom(...def.values);
    case 'enum':
      return fc.constantFrom(...Object.values(def.entries));
    case 'boolean':
      return fc.boolean();
    case 'number':
      return fc.nat();
    case 'string':
      return anyText(def.checks ?? []);
    default:
      throw new TypeError(`nothing to make up for ${def.type}`);
  }
};

const anyText = (checks: readonly z.core.$ZodCheck[]): fc.Arbitrary<string> => {
  let [least, most] = [0, 60];
  for (const check of checks) {
    const { def } = (check as z.core.$ZodChecks)._zod;
    if (def.check === 'string_format' && def.pattern !== undefined) return fc.stringMatching(def.pattern);
    if (def.check === 'min_length') least = def.minimum;
    if (def.check === 'max_length') most = Math.min(most, def.maximum);
  }
  return fc.oneof(fc.string({ minLength: least, maxLength: most }), fc.string({ minLength: least, maxLength: most, unit: 'grapheme' }));
};
