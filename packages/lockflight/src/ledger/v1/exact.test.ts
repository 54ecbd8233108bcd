import { Buffer } from 'node:buffer';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import type { Entry } from '../entry.ts';
import { readStatement, writeStatement } from '../statement.ts';
import { anyValue } from './any-value.fixture.ts';
import { entrySchema } from './entry-schema.ts';
import { exactly } from './exact.ts';

const anyEntry = anyValue(entrySchema) as fc.Arbitrary<Entry>;
const isExact = exactly(entrySchema);

describe('any entry that the schema takes', () => {
  test('comes back from its statement as it was written, whatever its body', () => {
    const types = new Set<string>();
    fc.assert(
      fc.property(anyEntry, (entry) => {
        types.add(entry.body.type);
        expect(readStatement(Buffer.from(writeStatement(entry)))).toEqual({ ok: true, entry });
      }),
      { numRuns: 400 },
    );
    expect(types.size).toBe(16);
  });

  test('is exact', () => {
    fc.assert(fc.property(anyEntry, (entry) => isExact(entry)));
  });
});

/** The entry with one value anywhere in it replaced, or one member more. */
const damaged = fc
  .tuple(anyEntry, fc.nat(), fc.oneof(fc.jsonValue(), fc.constantFrom(-1, 1.5, 2 ** 60, '', 'x'.repeat(501))))
  .map(([entry, where, by]) => {
    const copy: unknown = JSON.parse(JSON.stringify(entry));
    const places: (() => void)[] = [];
    const walk = (value: unknown): void => {
      if (typeof value !== 'object' || value === null) return;
      for (const [name, member] of Object.entries(value)) {
        places.push(() => Object.assign(value, { [name]: by }));
        places.push(() => Reflect.deleteProperty(value, name));
        walk(member);
      }
      if (!Array.isArray(value)) places.push(() => Object.assign(value, { unknown: by }));
    };
    walk(copy);
    places[where % places.length]?.();
    return copy;
  });

test('what is exact is what the schema takes and gives back unchanged, and nothing else', () => {
  const seen = { taken: 0, refused: 0 };
  fc.assert(
    fc.property(damaged, (value) => {
      const read = entrySchema.safeParse(value);
      // The order of members does not matter, and `-0` is written as `0`.
      const same = read.success && JSON.stringify(sorted(read.data)) === JSON.stringify(sorted(value));
      seen[same ? 'taken' : 'refused'] += 1;
      expect(isExact(value)).toBe(same);
    }),
    { numRuns: 1_500 },
  );
  expect(Math.min(seen.taken, seen.refused)).toBeGreaterThan(50);
});

const sorted = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([name, member]) => [name, sorted(member)]),
  );
};

test('a schema that it does not know is refused at once', () => {
  for (const schema of [z.date(), z.string().email(), z.string().trim(), z.number().max(3)])
    expect(() => exactly(schema)).toThrow(TypeError);
});
