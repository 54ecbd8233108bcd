/** docs/ERRORS.md and the codes are held against each other, and against every code that the source hands out. */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { CODE_ROOMS, CODES } from './codes.ts';

const SRC = import.meta.dirname;
const DOCUMENT = join(SRC, '../../../docs/ERRORS.md');

const sources = (folder: string): readonly string[] =>
  readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return sources(path);
    return /\.ts$/.test(entry.name) && !/\.(test|fixture)\.ts$/.test(entry.name) ? [path] : [];
  });

const document = (): string =>
  [
    '# Codes',
    '',
    'Every code that Lockflight can hand out. The same in the terminal, in English or French: `lockflight explain CODE`.',
    'This file is written from the source: `UPDATE_DOCS=1 npx vitest run packages/lockflight/src/codes.test.ts`.',
    '',
    '| exit | means |',
    '| --- | --- |',
    '| 0 | fine |',
    '| 1 | findings: a gate is blocked, a violation stands, the boot would be stopped |',
    '| 2 | the call or the contract is wrong |',
    '| 3 | something outside failed, or every open gate is errored: nothing was decided |',
    '',
    ...CODE_ROOMS.flatMap(({ title, table }) => [
      `## ${title.en}`,
      '',
      ...Object.keys(table)
        .sort()
        .flatMap((code) => {
          const entry = table[code];
          return entry === undefined
            ? []
            : [`### ${code}`, '', entry.means.en, '', `*Why:* ${entry.why.en}`, '', `*Fix:* ${entry.fix.en}`, ''];
        }),
    ]),
  ].join('\n');

test('docs/ERRORS.md says every code, and no other', () => {
  if (process.env.UPDATE_DOCS === '1') writeFileSync(DOCUMENT, document());
  expect(readFileSync(DOCUMENT, 'utf8')).toBe(document());
});

test('a code belongs to one room', () => {
  const all = CODE_ROOMS.flatMap(({ table }) => Object.keys(table));
  expect(all.filter((code, i) => all.indexOf(code) !== i)).toEqual([]);
});

test('every code that is thrown or answered is explained', () => {
  const used = new Set(
    sources(SRC).flatMap((path) => [...readFileSync(path, 'utf8').matchAll(/\bcode: '([a-z][a-z-]+)'/g)].map((m) => m[1] ?? '')),
  );
  expect([...used].filter((code) => !CODES.has(code)).sort()).toEqual([]);
});

test('every explained code is handed out somewhere', () => {
  const text = sources(SRC)
    .filter((path) => !/codes\.ts$|log-failures\.ts$/.test(path))
    .map((path) => readFileSync(path, 'utf8'))
    .join('\n');
  const tables = sources(SRC)
    .filter((path) => /codes\.ts$|log-failures\.ts$/.test(path))
    .map((path) => readFileSync(path, 'utf8'))
    .join('\n');
  const unused = [...CODES.keys()].filter(
    (code) =>
      !new RegExp(`['"\`]${code}['"\`]`).test(text) && (tables.match(new RegExp(`['"\`]?\\b${code}\\b['"\`]?`, 'g')) ?? []).length < 2,
  );
  expect(unused).toEqual([]);
});
