/** The tables are the schema's, and what they let through the schema lets through too: contracts as they are, and the same damaged in every place. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { toPlainData } from '../../source/plain-data.fixture.ts';
import { WHOLE_CONTRACT } from '../../whole-contract.fixture.ts';
import { grammarIssues } from '../check-grammar.ts';
import { contractSchema } from '../document.ts';
import { type Form, hasForm } from './form.ts';
import { FORMS } from './forms.ts';
import { formsOf } from './forms-of.ts';

const written = (value: unknown): string => {
  if (value instanceof RegExp) return String(value);
  if (value === Number.POSITIVE_INFINITY || value === Number.NEGATIVE_INFINITY) return value > 0 ? 'Infinity' : '-Infinity';
  if (typeof value === 'string') return `'${value}'`;
  if (typeof value !== 'object' || value === null) return String(value);
  if (Array.isArray(value)) return `[${value.map(written).join(', ')}]`;
  const key = (name: string) => (/^[A-Za-z]+$/.test(name) ? name : `'${name}'`);
  return `{ ${Object.entries(value)
    .map(([name, each]) => `${key(name)}: ${written(each)}`)
    .join(', ')} }`;
};

const moduleOf = (forms: readonly Form[]): string =>
  [
    '// biome-ignore-all format: one form a line',
    '// biome-ignore-all lint/suspicious/noThenProperty: a word of the contract language; no promise ever meets it',
    '/** Made from the schema: npx vitest run packages/lockflight/src/contract/grammar/exact/exact.test.ts -u */',
    "import type { Form } from './form.ts';",
    '',
    'export const FORMS: readonly Form[] = [',
    ...forms.map((form, at) => `  /* ${at} */ ${written(form)},`),
    '];',
    '',
  ].join('\n');

test('the tables are the schema', async () => {
  await expect(moduleOf(formsOf(contractSchema))).toMatchFileSnapshot('forms.ts');
});

const taken = (root: unknown): boolean => hasForm(FORMS, FORMS.length - 1, root);
const WHOLE = toPlainData(parse(WHOLE_CONTRACT));

test('a contract that uses every word is taken', () => expect([taken(WHOLE), grammarIssues(WHOLE)]).toEqual([true, []]));

/** Every path of a value. */
const pathsOf = (value: unknown, above: readonly (string | number)[] = []): readonly (readonly (string | number)[])[] => [
  above,
  ...(typeof value === 'object' && value !== null
    ? Object.entries(value).flatMap(([key, each]) => pathsOf(each, [...above, Array.isArray(value) ? Number(key) : key]))
    : []),
];

type Change = (holder: Record<string, unknown>, key: string) => void;
const CHANGES: readonly Change[] = [
  (holder, key) => Reflect.deleteProperty(holder, key),
  ...[null, true, '', 'x', '-', 0, -1, 1.5, 1e9, Number.NaN, Number.POSITIVE_INFINITY, 'a b', '../x', 'x'.repeat(6000), 'constructor'].map(
    (value): Change =>
      (holder, key) => {
        holder[key] = value;
      },
  ),
  ...[() => [], () => ({}), () => ['x'], () => [['x']], () => ({ x: 'x' }), () => Array.from({ length: 501 }, () => 'x')].map(
    (make): Change =>
      (holder, key) => {
        holder[key] = toPlainData(make());
      },
  ),
  (holder, key) => {
    holder[key] = [holder[key]];
  },
  ...['constructor', 'toString', 'length', 'x', 'a b', '0', 'fr', 'is', 'when', 'any', 'not', 'in'].map(
    (name): Change =>
      (holder, key) => {
        const inside = holder[key];
        if (typeof inside === 'object' && inside !== null && !Array.isArray(inside)) (inside as Record<string, unknown>)[name] = 'x';
      },
  ),
];
const PATHS = pathsOf(WHOLE).slice(1);

const changed = (path: readonly (string | number)[], change: Change): unknown => {
  const root = toPlainData(WHOLE);
  let holder = root as Record<string, unknown>;
  for (const step of path.slice(0, -1)) {
    const next = holder[step];
    if (typeof next !== 'object' || next === null) return root;
    holder = next as Record<string, unknown>;
  }
  change(holder, String(path.at(-1)));
  // A list that lost an item has a hole: text never gives one.
  return Array.isArray(holder) && holder.includes(undefined) ? WHOLE : root;
};

/** A name that every object has is left to the schema, whatever that says. */
const ordinary = (root: unknown): boolean => !pathsOf(root).some((path) => path.some((step) => step in Object.prototype));

test('what is damaged in one place is judged as the schema judges it', () => {
  fc.assert(
    fc.property(fc.constantFrom(...PATHS), fc.constantFrom(...CHANGES), (path, change) => {
      const root = changed(path, change);
      const sound = grammarIssues(root).length === 0;
      if (taken(root)) expect(sound).toBe(true);
      else if (ordinary(root)) expect(sound).toBe(false);
    }),
    { numRuns: 1000 },
  );
});
