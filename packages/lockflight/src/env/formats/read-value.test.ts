/** The conformance table of types: what each accepts and refuses. The table stands in conformance/, for any other reader of contracts to run. */
import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { VariableType } from '../../contract/model.ts';
import { readValue } from './read-value.ts';

type Table = Readonly<Record<VariableType, { readonly accepted: readonly string[]; readonly refused: readonly string[] }>>;

const TABLE = JSON.parse(readFileSync(new URL('../../../../../conformance/formats.json', import.meta.url), 'utf8')) as Table;
const TYPES = Object.keys(TABLE) as readonly VariableType[];

describe.each(TYPES)('%s', (type) => {
  test.each(TABLE[type].accepted)('accepts %j', (text) => {
    expect(readValue(type, text)).toMatchObject({ ok: true });
  });

  test.each(TABLE[type].refused)('refuses %j', (text) => {
    expect(readValue(type, text)).toMatchObject({ ok: false });
  });
});

test('every type is in the table, with something refused or nothing to refuse', () => {
  expect(TYPES.length).toBe(25);
  for (const type of TYPES) expect(TABLE[type].refused).toContain('');
});

test('any text gets an answer, and a refusal is a fixed sentence', () => {
  const reasons = new Map<VariableType, Set<string>>();
  fc.assert(
    fc.property(fc.constantFrom(...TYPES), fc.string({ unit: 'binary' }), (type, text) => {
      const reading = readValue(type, text);
      if (!reading.ok) reasons.set(type, (reasons.get(type) ?? new Set()).add(reading.why.en));
    }),
    { numRuns: 3000 },
  );
  for (const sentences of reasons.values()) expect(sentences.size).toBeLessThanOrEqual(5);
});
