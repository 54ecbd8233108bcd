/** Every way of reading has a folder of its own: what must be found there, and what must not; and docs/SCAN.md lists them all. */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { PLATFORM_NAMES } from '../../env/scan/platform.ts';
import type { Read } from '../../env/scan/read.ts';
import { scanRepository } from './scan-repository.ts';

const FOLDER = join(import.meta.dirname, '../../env/scan/ways/fixtures');
const DOCUMENT = join(import.meta.dirname, '../../../../../docs/SCAN.md');

interface Expected {
  readonly title: { readonly en: string; readonly fr: string };
  readonly example: string;
  /** Name to way; null where several ways lead to it. */
  readonly found: Readonly<Record<string, string | null>>;
  readonly not: readonly string[];
  readonly dynamic: readonly string[];
  readonly uses?: Readonly<Record<string, Partial<Read['use']>>>;
  readonly schemas?: Readonly<Record<string, Partial<Read['schema']>>>;
}

const WAYS = readdirSync(FOLDER).map((way) => ({
  way,
  expected: JSON.parse(readFileSync(join(FOLDER, way, 'expected.json'), 'utf8')) as Expected,
}));

test.each(WAYS)('$way', async ({ way, expected }) => {
  const { reads, dynamic, skipped } = await scanRepository(join(FOLDER, way));
  expect(skipped).toEqual([]);
  expect([...new Set(reads.map(({ name }) => name))].sort()).toEqual(Object.keys(expected.found).sort());
  for (const name of expected.not) expect(reads.map((read) => read.name)).not.toContain(name);
  for (const [name, via] of Object.entries(expected.found)) {
    if (via !== null) expect([...new Set(reads.filter((read) => read.name === name).map((read) => read.via))], name).toContain(via);
  }
  expect(dynamic.map(({ file, line }) => `${file}:${line}`)).toEqual(expected.dynamic);
  for (const [name, use] of Object.entries(expected.uses ?? {})) {
    expect(
      reads.filter((read) => read.name === name).map((read) => read.use),
      name,
    ).toContainEqual(expect.objectContaining(use));
  }
  for (const [name, schema] of Object.entries(expected.schemas ?? {})) {
    expect(
      reads.filter((read) => read.name === name).map((read) => read.schema),
      name,
    ).toContainEqual(expect.objectContaining(schema));
  }
});

const between = (text: string, mark: string, body: string): string =>
  text.replace(
    new RegExp(`(<!-- ${mark}: begin -->\n)[\\s\\S]*?(<!-- ${mark}: end -->)`),
    (_whole, begin: string, end: string) => `${begin}${body}\n${end}`,
  );

const cell = (words: string): string => words.replaceAll('|', '\\|');

test('docs/SCAN.md lists every way and every name of a platform', () => {
  const rows = WAYS.map(
    ({ way, expected: { title, example, found, not } }) =>
      `| [${way}](../packages/lockflight/src/env/scan/ways/fixtures/${way}) | ${cell(title.en)} | \`${cell(example)}\` | ${Object.keys(found).length} | ${not.length} |`,
  );
  const ways = ['| folder | way | like this | must be found | must not |', '| --- | --- | --- | --- | --- |', ...rows].join('\n');
  const platform = [
    '| of | names |',
    '| --- | --- |',
    ...PLATFORM_NAMES.map(({ of, names }) => `| ${of} | ${names.map((name) => `\`${name}\``).join(' ')} |`),
  ].join('\n');
  const written = readFileSync(DOCUMENT, 'utf8');
  const wanted = between(between(written, 'ways', ways), 'platform', platform);
  if (process.env.UPDATE_DOCS === '1') writeFileSync(DOCUMENT, wanted);
  else expect(written).toBe(wanted);
});
